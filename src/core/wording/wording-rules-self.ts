import { ofCategory } from './wording-rule.ts'

const should = '<adverb>? (should|ought) <adverb>? <not>? <adverb>? to? <not>? <adverb>? <have> <not>? <adverb>? <adverb>?'
const broken =
  '(prod|production|checkout|everything|it|main|master|trunk|tests|site|website|build|database|db|things|ci|staging|cluster|network|api|app|service|servers|internet|pipeline|system|login|deployment|release)'
const ashamed =
  '(idiot|moron|stupid|fool|dumb|dummy|incompetent|careless|sloppy|reckless|negligent|ashamed|guilty|lazy|overeager|embarrassed|dumbass|noob|useless|worthless|terrible|horrible|hasty|impatient|foolish|ignorant|clueless|mortified|overconfident|complacent|inattentive|naive|asshole|klutz|muppet|failure|fraud)'

export const selfRules = [
  ...ofCategory('counterfactual', { reason: 'looks back with what we know now.', question: 'in-front-of-you' }, [
    {
      id: 'self-should-have',
      strength: 'strong',
      isSelf: true,
      patterns: [
        `<self> ${should} (<done>|<plain>)`,
        '<self> should ...4 have <adverb>? (<done>|<plain>)',
        'if only <self>',
        'if <self> (were|was|had been) more',
        'if <self> had had',
        'wish <self> had ~!(access|time|more|a|the|seen|found)',
        '<self> <have>? (had|have|just|simply|also|obviously|completely|totally|so)? <adverb>? (forgot|forgotten) (to|the|that|about|all|one|this|it|my|how|i)',
        '(sorry|oops|whoops|ugh|doh|argh|dang|damn) ,? ..2 (forgot|missed|broke|messed)',
        '<self> did not <adverb>? (bother|think to|think it through|think this through|do my|pay attention|look closely|look carefully)',
        '<self> (did|had|have) not <word> ..3 (properly|enough|carefully|thoroughly|closely|correctly)',
        '<self> <adverb>? was not <adverb>? (thinking|paying|careful|concentrating|attentive|diligent|thorough)',
        'if <self> had (only|just|not)? <adverb>? (checked|tested|looked|read|asked|waited|noticed|paid|double-checked|been <adverb>? more|bothered|thought)',
        '<self> could <have> <adverb>? (prevented|avoided|stopped|caught)',
        '<self> <adverb>? (failed|neglected) to',
        '<self> <adverb>? <adverb>? never <adverb>? (tested|checked|verified|bothered|thought|looked|ran|read|asked|reviewed) ~!(that|of|possible)',
        '(stupid|dumb|silly|lazy) me',
        '<self> did it again',
        '<self> <have>? ..4 (fumbled|undermined|fractured|betrayed|abused|neglected|sabotaged|mishandled|mismanaged|misjudged|refused to (hear|listen|see|believe|accept|admit|consider))',
        'how could <self>',
        'what was <self> thinking',
      ],
      unless: ['(if|in case|unless|that) <self> (forgot|failed)'],
      examples: [
        'I should have checked the host first',
        "I shouldn't have merged that",
        'If I had only looked at the prompt!',
        'I did not read the plan carefully',
      ],
      traps: ['I should have an answer by noon', 'I would have to look', 'I wish I had more time for the second graph'],
    },
  ]),
  ...ofCategory(
    'person_as_cause',
    { reason: 'makes a person the cause, and the inquiry ends there.', question: 'conditions-together' },
    [
      {
        id: 'self-blame',
        strength: 'strong',
        isSelf: true,
        patterns: [
          'my bad ~($|,|!|:|;|-|–|—|on|for|i|guys|that|all|sorry|then|here|not|and|there|about|indeed|folks|everyone|again|thanks|it|this)',
          'my <adverb>? <adverb>? (own|damn|stupid)? (fault|stupidity|negligence|carelessness|screw-up|screwup|fuckup|fuck-up|incompetence|laziness|ignorance|blunder|brainfart|sloppiness|foolishness|inattention|impatience)',
          '(mea culpa|brain fart|brainfart|facepalm|face palm|fat-fingered) ~!(joke|aside)',
          'shame on (me|us|myself)',
          '~(^|,|was|is|all|sorry|-|–|apologies|entirely|totally|:) my <adverb>? mistake',
          '(sorry|apologies|apologize|apologise) ..2 for (breaking|forgetting|messing|screwing|being so|being such|my|not <doing>|missing|wasting|overlooking|causing) ~!(english|late|delayed|slow|reply|delay|ignorance)',
          '<self> <adverb>? <adverb>? (done|did|got|had|have done) (it|this|that|something|some things|everything|things) (all|completely|totally)? (wrong|wrongly|badly)',
          '<self> <adverb>? (have|had)? made (a|an|the|this|that|such|another|some|same|the same) ..3 (mistake|mistakes|error|blunder)',
          '<self> <adverb>? (introduced|caused|created) (a|an|the|this|that) ..2 (mistake|mess|outage|breakage|incident|disaster|problem|downtime)',
          '<self> <adverb>? (accept|own|deserve|take|bear|carry|assume) ..2 (fault|blame|responsibility)',
          'my <adverb>? (careless|stupid|dumb|sloppy|silly|bad|own|terrible|foolish|hasty|rookie|shitty|poor) ..1 (mistake|merge|change|error|commit|oversight|decision|choice|judgment|judgement|planning|typo|patch|code)',
          'my ..6 (broke|ruined|screwed|messed)',
          'how (stupid|dumb|silly|careless) (<self>|i|you are|of me)',
          '(catastrophic|stupid|terrible|huge|big|silly|dumb|dumbest|stupidest|worst|biggest) (mistake|thing) ..5 <self> <adverb>? (made|did|done)',
          '<self> ..1 (planned|handled|did|managed|wrote|tested) ..1 (too|badly|poorly|sloppily|carelessly|roughly)',
          "(is|'s|was|all|entirely|totally|completely|due to|because of) my <adverb>? (own)? (mistake|error|oversight|blunder|doing)",
          '(mistake|error|oversight|fault|failure|misunderstanding|slip) (on|from|at) my (part|side|end)',
          "<self> (be|am|was|feel|felt|'m|were) <adverb>? (an|a|such|so|the|really|like|completely|too|being|very|pretty|just)? ..2 " +
            ashamed,
          '<self> <be> <adverb>? (to blame|at fault|the one to blame|responsible for (this|the) ..1 (outage|mess|incident|breakage))',
          '(blame|blaming) (me|myself)',
          "(that|this|it|one) (is|'s|was) <adverb>? (all|entirely|totally)? on me",
          '<self> <have>? <adverb>? <adverb>? (screwed|messed|fucked|cocked|mucked|bungled|botched|goofed|ballsed) ..4 (up|it|this|everything|again|$)',
          `<self> <have>? <adverb>? <adverb>? (broke|killed|nuked|ruined|trashed|wrecked|borked|hosed|bricked) ..2 ${broken}`,
          '<self> <adverb>? <adverb>? (dropped the ball|let everyone down|let ..4 down|botched|goofed|blew it|flubbed|fumbled|fat-fingered|derped|blundered|slacked|panicked)',
          '<self> <adverb>? (stupidly|foolishly|carelessly|naively|mistakenly|idiotically|lazily|sloppily|blindly|recklessly|dumbly|wrongly) <word>',
          '<self> (completely|totally|somehow|obviously|clearly|just) (missed|overlooked|forgot|ignored|misread|misunderstood|spaced)',
          '<self> (misjudged|overlooked|neglected|mishandled|misconfigured|mismanaged)',
          '<self> made (a|an|the|such) ..2 (stupid|dumb|terrible|horrible|huge|big|rookie|careless) (mistake|error)',
          '(stupid|dumb|silly|careless|sloppy|lazy|foolish) (me|of me|on my)',
          '<self> can not (believe|forgive) (myself|<self> did|<self>)',
          '<self> (feel|felt|feels) <adverb>? (so|really)? (terrible|awful|horrible|bad|sick|guilty|stupid) (about|for|that)',
          '(no excuse|no excuses) ..2 (for me|my|<self>)',
          '(forgive me|kick myself|kicking myself|beat myself up|beating myself up|hate myself|blame is mine|fault is mine|mistake was mine|entirely me|i suck|i regret ..3 (forgot|forgotten|not))',
        ],
        unless: [
          '<not> ..2 my (fault|bad|mistake)',
          '<not> ..2 (to blame|at fault)',
          '(who|if|because) i am (an|a|so)? ..1 (idiot|stupid)',
        ],
        examples: [
          "it's all my fault, I feel so stupid",
          'I take the blame for last night',
          'I broke production when I tidied the zone file',
          "This one's on me.",
          'That was an oversight on my part.',
          'I completely overlooked the second page.',
        ],
        traps: [
          'I ran the script on the wrong host',
          'not my fault',
          'I was wrong about the second graph',
          'my badge does not open the cage',
          'sorry for my late reply, I was in the cage',
        ],
      },
    ],
  ),
]
