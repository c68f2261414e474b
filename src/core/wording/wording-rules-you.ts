import { ofCategory } from './wording-rule.ts'

/** Where a clause begins with "you", and is not "if you" or "the file you". */
const youAt = '~(^|,|;|:|-|–|—|and|but|so|because|since|yet|fact|or|then|plus|also|well|no|sorry|guys|<mention>|<name>)'
/** What somebody is told they did only to reproach them. */
const unwelcome =
  '(<wronged>|<wronging>|<wrongs>|<evaded>|<evading>|<evads>|broke|rejected|forced|force|forcing|killed|threw|thrown|claimed|claim|accused|accuse|accusing|promised|banned|stole|caused|deprecated|rushed|took away|made (no|a mess|it worse|us|me)|make (no|me|us|this|everyone|people)|let (me|us|your)|put (us|no|words|zero)|fail|gave (us|me|no)|insist|demand|demanding|want us|want me|brought|got us|cost|dump|dumped|threaten|threatened|threatening|forgot|came (here|all)|act|acted|acting|behave|behaved|behaving|sound|treat|treated|treating|talk|talking|blame|blamed|blaming|complain|complained|complaining|asking (us|me|for) ..2 (free|work)|marking|telling (me|us|people|users|everyone)|trying to (tell|convince|make|force|hide|blame|impose|sell|push|justify|argue|twist|sound)|helping (nobody|no one|noone)|twisting|putting words|do it|did it|did this|did that|owe|lack|lacked|prefer to|managed to|are responsible|were responsible|built a|created (this|a|an)|had (no|every|plenty|months|years)|lost (me|my|us|our|all|a)|deserve|get (paid|what)|sit|sat|shove|shoved|suck|sucked|hate|hated|love to|enjoy|enjoyed|care more|cared more|wrote (this|that|crap)|changed everything|went about)'
/** What somebody may be told they did, and what makes a reproach of it. */
const deeds =
  '(left|removed|closed|decided|chose|deleted|dropped|disabled|blocked|locked|reverted|introduced|assume|assumed|hid|hide|released|shipped|sent|made|let|put|merged|copied|missed|gave|keep|kept|expect|expected|went|spent|started|stopped|turned|did|do|posted|changed|added|took|skipped|failed|say|said|ask|asked|wrote|opened|pushed|came)'
const worse =
  '(without|unanswered|unfixed|broken|anyway|regardless|again|!|my|our|me|us|<self>|<we>|everyone|everything|nothing|users|people|customers|wrong|crap|excuses|yet|instead|ever)'

export const youRules = ofCategory(
  'person_as_cause',
  { reason: 'is said to somebody as a reproach.', question: 'conditions-together' },
  [
    {
      id: 'you-did',
      strength: 'strong',
      patterns: [
        `${youAt} you are <adverb>? <adverb>? not <adverb>? ~!(alone|affected|required|allowed|able|sure|using|running|logged|in|on|seeing|getting|familiar|comfortable|interested|connected|supposed|the|going|wrong|alone|forced|limited|obliged|expected|asked|charged|already|subscribed|authorized|a|at|part|inside|currently|careful|bound|stuck|satisfied|happy) <word>`,
        `${youAt} you are (really|seriously|honestly|literally|actually|basically|essentially|effectively|just|simply|totally|completely|still|even|now|deliberately) <doing> ~!(to)`,
        `${youAt} you are (advertising|varying|leaving|making|breaking|punishing|hurting|driving|throwing|treating|turning|removing|closing|killing|blaming|blocking|denying|claiming|suggesting|implying|assuming|telling|demanding|insisting|repeating|arguing|contradicting|missing|confusing|mixing|spreading|spamming|acting|behaving|pushing|forcing|selling|charging|stealing|wasting|costing|losing|letting|complaining|overreacting|reading too|jumping|inventing|doing (it|this|that|nothing|a|exactly|your))`,
        '~!(if|can|could|what|when|that|do|did|would|will|should|may|might) (you|they|he|she) <adverb>? even <word>',
        'you (do not|did not) (seem|understand|know|care|listen|read|deserve|respect|belong|own|even|give|answer|have the (right|courtesy|decency|balls|guts)|have a (clue|reason|good)|have any (right|idea what|clue))',
        `${youAt} you (did|have|had) not <adverb>? <adverb>? <word>`,
        `${youAt} you <adverb>? <adverb>? <have>? <adverb>? ${unwelcome}`,
        `fact ..2 that you <adverb>? <have>? (${unwelcome}|${deeds})`,
        `${youAt} you (just|simply|even|still|guys|people|already|suddenly|basically|literally|deliberately|<knowingly>|<rashly>|then|always|all|really) <adverb>? <have>? <adverb>? ${deeds}`,
        `${youAt} you <adverb>? <adverb>? <have>? ${deeds} ...9 ${worse}`,
        '(you guys|you people|you devs|you developers|you all) <adverb>? <adverb>? (<have>|did|do|are|were|can|could|should|need|must|really|just|never|still|keep|broke|made|<done>) ~!(rock|rocks|awesome|great|amazing|help|welcome|the|think|know)',
        `${youAt} (you guys|you people|you) <adverb>? (never|constantly|apparently|clearly|obviously|evidently) (<word>|<have>|<do>) ~!(want|need|can|know|should)`,
        '~!(if|when|whenever|unless|can|help|that|which|case) (you|they|he|she) just (want|wanted|assume|assumed|decided|broke|closed|merged|ignored|expect|keep|kept|throw|threw|dump|dumped|pushed|push|pretend|shipped|say|deleted|removed|changed|made|do not|did not|could not|can not|sit|sat|locked|copied|refuse|love|make|blame|hide|shove|walked|gave|took|told|left)',
        'you (are|were) ..2 (perfectly capable|more interested|too busy|so busy|the one who|the ones who|the only ones|part of the problem|deliberately|purposely|obviously|clearly|apparently|responsible|blaming|breaking|forcing|lying|blocking|acting|wasting|contradicting|free to|ruining|not (willing|listening|reading|even|interested in|helping|serious|capable|going to fix|doing))',
        `${youAt} you (are|were|re) <not>? <adverb>? <adverb>? (<wronging>|entitled|just a|nothing but|not (entitled|in a position|the (boss|owner|only|one))|making|marking|helping (nobody|no one|noone|absolutely)|demanding|acting|behaving|expecting|complaining|blaming|asking (us|me|people) to|asking for (free|help without)|trying to (tell|convince|make|force|hide|blame|impose|sell|push|justify|argue|twist)|telling (me|us|people|users|everyone|<person>|<we>|<self>)|here (to|trying)|free to (leave|go|fork)|wasting|hiding|talking|ignoring|closing|breaking|removing|pushing|false|a ..2 (spy|troll|bad|joke|liar|jerk|terrible|hypocrite|child|kid|baby|bully|fraud|tool|disgrace))`,
      ],
      unless: [
        '(did|have|had) not ..2 (do|done)? ..2 (anything|nothing) wrong',
        'you (did|have|had) not (need|have|ask|mean) to',
      ],
      examples: [
        'You did not even open the runbook.',
        'so you left the ticket unanswered',
        'You guys never look at the queue.',
        'You are more interested in features than in our nights.',
      ],
      traps: [
        'If you did not get the mail, ask the desk.',
        'Did you see the graph?',
        'the image you removed is back',
        'You have to restart it first.',
        'Thank you all for last night!!',
        "You didn't do anything wrong.",
        'When you have not seen the page, look at the mail.',
      ],
    },
  ],
)
