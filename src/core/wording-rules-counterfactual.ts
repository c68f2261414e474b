import { ofCategory } from './wording-rule.ts'

/** "should really not have just checked" */
const should = '<adverb>? (should|ought) <adverb>? <not>? <adverb>? to? <not>? <adverb>? <have> <not>? <adverb>? <adverb>?'
/** What people do or leave undone, and machines do not. */
const acted =
  '(checked|tested|verified|read|reviewed|thought|asked|bothered|cared|consulted|looked|listened|double-checked|validated|realized|realised|warned|communicated|informed|planned|waited|paid|questioned)'
const orgs =
  '(tested|known|communicated|apologized|apologised|listened|learned|learnt|hired|planned|admitted|invested|thought|asked|cared|owned|disclosed)'

export const counterfactualRules = ofCategory(
  'counterfactual',
  { reason: 'looks back with what we know now.', question: 'in-front-of-you' },
  [
    {
      id: 'person-should-have',
      strength: 'strong',
      patterns: [
        `<person> ${should} (<act>|<plain>)`,
        `<person> ${should} been <adverb>? (more|careful|aware|there|able|paying|<doing>)`,
        `(<person>|whoever|anyone|someone) who ..7 should <not>? <have> <adverb>? (<act>|<plain>)`,
        `whoever ..7 should <not>? <have> <adverb>? (<act>|<plain>)`,
        'should <person> <not>? have <adverb>? <act>',
        `(<Capital>|<First>) should <adverb>? <not>? <have> <adverb>? ${orgs}`,
        'should <have> known better',
        '<person> (needed|need) to <have> <adverb>? <act>',
        '<person> (were|was|are|is) supposed to <have> <adverb>? <act>',
        '(whose|your|their|his|her) job (is|was) (it)? to ~!(run|process)',
        '(it|that) <be> <not>? <adverb>? (your|their|his|her) (job|responsibility|duty) to',
        'what <person> should <have> (done|said|used|written|known)',
        '<person> had (one|a|the|every|an|no) (job|duty|responsibility|obligation|right) (to|!|$)',
      ],
      unless: ['(nobody|noone|no-one|<nobody>) should have', 'should <have> (received|gotten|got|recovered|access)'],
      examples: [
        'Maya should have read the output before she pressed enter',
        "you should've asked the owners of the queue",
        'She should have warned the night shift.',
        'the people at the vendor should have told us',
        'whoever wrote this should have tested it',
        "They shouldn't have merged it.",
        'She ought to have been more careful.',
        '<@U0JONAS02> shoulda asked before he rebooted it',
        'Acme should have tested this before they shipped it.',
      ],
      traps: [
        'the import should have ended an hour ago, looking',
        'they should have a badge for the cage since Monday',
        'You should have access now.',
        'You should have received a mail by now.',
        'The pods restarted; they should have been evicted by 12:57.',
        'The intern should never have been put in that position.',
      ],
    },
    {
      id: 'if-a-person-had',
      strength: 'strong',
      patterns: [
        'if only <person>',
        'if <person> had (only|just|simply|actually|bothered|taken|<act>)',
        'if <person> had not (merged|deployed|pushed|touched|changed|deleted|run|ignored|skipped|been so|removed|broken|rushed|decided|insisted|forced|screwed|messed|panicked|restarted)',
        'if <person> ..4 had (only|just|simply|actually|bothered|checked|tested|read|followed|asked|waited|listened|looked)',
        '^ had <person> <adverb>? (<act>|been <adverb>? more)',
        ', had <person> <adverb>? <act>',
        'wish <person> had',
        `(you|he|she|they) could <have> <adverb>? ${acted}`,
        '(you|he|she|they) could <have> (at least|just|simply|easily) <act>',
        'if <person> would <have> <adverb>? <done>',
        '(if|had) <person> (ever|even|at least|once) (had|have|<done>|bothered|tried|tested|looked|read|checked)',
        'if <person> (would|could|did|had) <adverb>? (bothered|bother|care|cared|listened|tested|checked|read|asked|looked|been paying)',
        '(have been|be|been) <adverb>? (avoided|prevented|caught|solved|fixed|spotted) ...7 (if|had) (<person>|you|they) ~!(can|could|use|has|have|want)',
        '(you|he|she|they|<one>|<org>) could <have> <adverb>? (at least|just|simply|easily|also|instead) <act>',
        'at least <adverb>? (you|he|she|they) (could|should) have',
        '(would|will) not have (been|happened|to|had) ...6 if (you|he|she|they|<one>|<many>|<org>) (had|would|were|was|did|just|actually)',
        '(could|would) <have> been (avoided|prevented) ..2 if <person>',
      ],
      examples: [
        'if only somebody had rung the vendor earlier',
        'Had the engineer checked the host, nothing would have been lost.',
        'This would have been avoided if he had read the docs.',
        'You could have just asked.',
      ],
      traps: ['if you have access, look at the graph', 'We would not have seen it if Ines had not noticed the graph.'],
    },
    {
      id: 'we-should-have',
      strength: 'soft',
      patterns: [
        `<we> ${should} (<done>|<plain>)`,
        '<we> <adverb>? (failed|forgot|neglected) to',
        `<nobody> <adverb>? (had|has)? <adverb>? ${acted}`,
        '<we> <adverb>? could <have> <adverb>? (prevented|avoided|caught|noticed|done|detected|acted|rolled|tested)',
        'if <we> had <adverb>? <not>? <done>',
      ],
      unless: ['<we> should <have> <adverb>? (received|recovered)'],
      examples: ['We should have rehearsed the switch', 'we failed to keep the second region warm'],
      traps: ['we should have two more nodes tomorrow', 'we should have an ETA soon'],
    },
    {
      id: 'system-should-have',
      strength: 'soft',
      patterns: [
        '(<word>|<quote>|<Capital>) should <adverb>? <not>? <adverb>? <have> <not>? <adverb>? (paged|alerted|caught|prevented|stopped|detected|waited|retried|blocked|rejected|warned|failed|had|noticed|triggered)',
        'should <adverb>? <not>? <have> been <adverb>? (caught|detected|prevented|tested|reviewed|noticed|documented|monitored|disabled|removed|configured|checked|flagged|rolled|automated|avoided|done|set|tighter|better|more)',
        'would <adverb>? <have> <adverb>? (caught|prevented|avoided|stopped|mitigated|averted|detected)',
        'would <not>? <have> <not>? (happened|occurred)',
        'could <adverb>? <have> been <adverb>? (avoided|prevented|averted|caught|detected|mitigated)',
        'had (the|this|that|our|there) ..5 been ..9 would',
        '(<said>|,|:|-|*) should <not>? <have> <done>',
        'should never have <done>',
        '<we> could <have> <done>',
        '(would|could|might) <adverb>? <have> (saved|reduced|shortened|helped|avoided|limited|made|been better|indicated)',
        'could <adverb>? <have> been <adverb>? (better|faster|clearer|<done>)',
        '(test|check|review|glance|look|dry|run|canary|alert|alarm|staging|rollout) would have',
        'if <we> <adverb>? (did|tested|checked|<done>) ...12 would have',
        '(was|were) not (a)? good (solution|idea|decision|choice)',
      ],
      unless: [
        'as of',
        'by (now|then|<number>)',
        'my understanding',
        'without <person>',
        '<person> <adverb>? should',
        'if nothing else',
      ],
      examples: ['the probe should have alerted the night shift', 'A dry run would have caught it.'],
      traps: [
        'The issue should have been resolved as of 12:57.',
        'p99 should have been below 200 ms',
        "we wouldn't have seen it without Ines",
      ],
    },
  ],
)
