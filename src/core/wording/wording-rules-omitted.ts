import { ofCategory } from './wording-rule.ts'

/** What people do or leave undone, and machines do not. */
const acts =
  '(check|double|confirm|test|verify|read|review|think|ask|bother|care|consult|look|listen|double-check|validate|realize|realise|understand|warn|communicate|inform|coordinate|document|learn|plan|pay|discuss|investigate|proofread|research|announce|explain|announce|apologize|apologise|consider|notify)'
const acted =
  '(checked|tested|verified|read|reviewed|thought|asked|bothered|cared|consulted|looked|listened|double-checked|validated|realized|realised|warned|communicated|informed|planned|waited|paid|questioned|discussed|investigated|researched|considered|learned|learnt|apologized|apologised)'
const duties =
  '(implement|follow|tell|notify|mention|back|take|do|learn|admit|provide|prepare|protect|secure|train|hire|anticipate|grasp|grip|appreciate|address|acknowledge|foresee|update|respond|report|act|see|notice|recognize|recognise|maintain|patch|deliver|communicate|disclose|inform|monitor|escalate|coordinate|make|ensure|give|include|keep|handle)'
const leaves =
  '(failed|forgot|neglected|omitted|refused|bothered|had forgotten|has forgotten|had failed|has failed|had neglected|have failed|have forgotten|have neglected|declined)'
const notIf =
  '~!(if|when|whenever|unless|case|until|that|where|servers|nodes|clients|pods|jobs|hosts|requests|systems|services|so)'

export const omittedRules = ofCategory(
  'counterfactual',
  { reason: 'looks back with what we know now.', question: 'in-front-of-you' },
  [
    {
      id: 'person-omitted',
      strength: 'strong',
      patterns: [
        'not <one> <adverb>? (thought|checked|noticed|bothered|tested|read|asked|questioned|looked|cared|considered)',
        '<person> <adverb>? (missed|overlooked) (it|this|that|the|them) ..2 (again|completely|entirely|altogether)',
        '(turn|turned|turning|turns) a blind eye',
        '<person> ..2 (looked the other way|shrugged|shrugs|sat on (it|this|that|his|her|their)|dragged (his|her|their) feet|lifted a finger|lift a finger|rested on|kicked the can|buried (his|her|their) head|tuned out|zoned out|checked out|slacked off|phoned it in|half-assed)',
        '(rubber-stamp|rubber-stamped|rubber-stamps|rubber-stamping|rubberstamped|rubberstamp|rubber stamp|rubber stamped|rubber stamping)',
        '(cheaped|skimped|skimp|skimping|cheaping) (out)? on',
        '(without|not) being ..1 (thorough|careful|diligent|cautious|attentive|honest|transparent)',
        '<person> <have> never <adverb>? (heard|tested|bothered|read|even|checked|tried|asked)',
        '^ failed to (read|check|test|look|notice|verify|ask|tell|communicate)',
        'they (did|had|have) not <adverb>? (build|built|do|done|bother|provide|give|tell|told|say|write|written|hire|invest|implement|follow|fix|fixed|mention|answer|answered|reply|offer|admit|own|maintain|plan|train|warn|put|set up|keep|kept|take|taken|try|tried|have (any|a|proper|enough)|see fit)',
        `${notIf} <certain> <adverb>? <adverb>? ${leaves} to`,
        `(they|<Capital>|<First>|<org>) <adverb>? (failed|neglected|had failed|have failed|had neglected) to <adverb>? (${acts}|${duties})`,
        `${notIf} (you|he|she|<one>|<many>) <adverb>? (fail|fails|forget|forgets|neglect|neglects) to (${acts}|${duties})`,
        'they <adverb>? (forgot|refused|bothered|neglected) to',
        '(and|but|then|who|also|,) <adverb>? (forgot|neglected) to',
        '<person> (who|that) ..5 (failed|forgot|neglected) to',
        '<nobody> <adverb>? (had|has)? <adverb>? (bothered|thought to|cared)',
        `<certain> (did|had|has|have) not <adverb>? <adverb>? (${acts}|${acted})`,
        `they (did|had|have) not <adverb>? (${acts}|${acted}|<knowingly>|<rashly>)`,
        `<certain> (<doing>|involved|responsible|who) ..6 (did|had) not <adverb>? ${acts}`,
        `(<certain>|they|<org>) <adverb>? never <adverb>? (${acted}|${acts}|used|tried|even|opened|ran|compiled|heard)`,
        '<person> (did|could|do|does) not (bother|care|even|so much as)',
        '(did not|do not|does not|never|without|not|hardly|barely) <adverb>? (bother|bothered|bothering) ~(to|with|<doing>|checking|testing|reading)',
        '<nobody> ..4 (thought to|bothered|cared|thought of|checked if|checked whether|questioned)',
        '(missed|overlooked|forgotten|neglected|skipped) ..2 by (<certain>|them)',
        '<person> ..5 (was|were|is|are) not <adverb>? (thinking|paying|concentrating|focused|watching|careful|on top|doing (his|her|their|your))',
        '(you|he|she|they|<one>|<many>) (was|were|are|is) supposed to (be|have|check|test|do|know|watch|review|make|keep|tell|ask|follow|verify|<doing>)',
        '<person> (did|do|does) not think ..2 (through|ahead|of|about|before|twice|it would|this would)',
        '<person> could not be bothered',
        '<nobody> ..5 (cares|bothers|gives a|bothered|cared)',
        '<person> did not <adverb>? (back|backup|have) ..2 (backups?|their|the|any)? ..2 (databases?|backups?|backup|testing|staging|monitoring)',
        `(at no point|at no time|not once|never once) (did|had|has|have) (<person>|<org>|<Capital>)`,
        'without (even|ever|so much as|bothering|at least) <adverb>? (looking|reading|testing|trying|checking|asking|telling|considering|thinking|understanding|knowing|running|compiling|consulting|discussing|informing|making|verifying|explaining|acknowledging|giving|having|a|to|once|building|reviewing|warning|mentioning|bothering)',
        '(not|never) (even)? once (checked|tested|asked|looked|tried|did|thought|considered)',
        '(you|he|she|they|<one>|<many>) (still|yet) (have|has|had|do|does|did|can|could) not',
        '(you|they|he|she|<many>|<org>) (have|has) not (even|bothered|learned|learnt)',
        `(years|year|months|weeks|decade|decades) ...8 (you|they|<many>|<one>|<org>) ..2 (still|refuse|ignore|can not|have not|has not|do not|did not)`,
      ],
      unless: [
        '(<we>|<self>) ...15 (forgot|neglected) to',
        '(if|when|whenever|case) <person> <adverb>? (forgot|failed)',
        '<nobody> (at|in|on) ..5 (checked|tested)',
        '(can|could|able|may|possible|allows|allow|let|lets|now) ...9 without',
        '(do|does|did) not think (it|that|this|so|there)',
      ],
      examples: [
        'nobody bothered to open the dashboard',
        'the storage team failed to announce the move',
        'The operator ran the tool, but forgot to type the flag.',
        'The reviewers did not even test it.',
        'Management never listened.',
        'At no point did they try the restore.',
        'Tom pushed it without even looking at the diff.',
      ],
      traps: [
        'the job failed to write its result',
        'the proxy failed to reach the cache',
        'We restarted it and forgot to silence the alert.',
        'They failed to start, since the volume was gone.',
        'nobody had used this path since the spring',
        'You can now move the traffic without even touching the console.',
        'If you forget to pass the flag, the tool asks.',
      ],
    },
  ],
)
