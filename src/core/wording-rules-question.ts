import { ofCategory } from './wording-rule.ts'

const deed =
  '(broke|approved|merged|deployed|pushed|wrote|caused|deleted|dropped|reviewed|disabled|touched|changed|allowed|let|screwed|messed|fucked|forgot|thought|signed|authorized|authorised|turned|switched|decided|hired|designed|committed|removed|ran|released|shipped|tested|put|did|okayed|installed)'
const oath =
  "(the hell|the fuck|the heck|on earth|in the world|in god 's name|the actual fuck|tf|exactly|even|in their right mind)"
const done =
  '(merge|push|deploy|approve|delete|run|ignore|skip|let|allow|wait|take|change|remove|disable|ship|release|commit|drop|do|touch|restart|turn|leave|put|accept|break)'
const tests =
  '(test|check|review|read|look|notice|think|see|verify|try|catch|bother|ask|care|realize|realise|know|learn|understand|run|listen|question)'

export const questionRules = ofCategory(
  'accusatory_question',
  { reason: 'holds a verdict, and asks for a defence.', question: 'reasonable-then' },
  [
    {
      id: 'why-of-a-person',
      strength: 'strong',
      patterns: [
        'why (did|would|was|were|could|has|have|had|is|are|does) not (<person>|anyone|anybody|someone)',
        'why (did|would|was|were|could|has|have|had|is|are|does) <person> not',
        `why (did|would) (<person>|anyone|anybody) <adverb>? ${done}`,
        'why would (<person>|anyone|anybody)',
        '~(^|,|and|but|so) why <person> <adverb>? (do|does|did|can|will|would|could|even|always|never|keep|keeps|still|merged|pushed|deleted)',
        'why ..6 not important (for|to) <person>',
        'why (is|was|were|has|have|did|are) (nobody|no one|noone|no-one|<nobody>)',
        `why ${oath} ..6`,
        'why (was|were) <not> <we> (told|informed|warned|asked|consulted)',
        'why (are|is|were|was) <person> <adverb>? (so|still|always|allowed)',
        'explain (yourself|yourselves|to me|to us) (what|why|how)?',
      ],
      unless: ['why would (you|anyone|anybody|someone) (want|need|use|like|choose|prefer)'],
      examples: [
        "Why didn't you check the host?",
        'why would anybody touch the primary',
        'why did he merge it?',
        'why was nobody told?',
      ],
      traps: ['why does the page stay green while orders fail?', 'why did the pod restart?', "why don't we try the replica?"],
    },
    {
      id: 'how-could-a-person',
      strength: 'strong',
      patterns: [
        'how (could|can|did|do|does) <person> <adverb>? <adverb>? (not|have|let|miss|possibly|allow|think|manage|fuck|screw|mess|forget|approve|fail|break|ignore|be so)',
        'how (could|can|did|do|does) <person> even',
        'how (was|is|did|were) (this|that|it|these) (even|ever) <done>',
        `how ${oath} ..4 (did|does|could|can|do|is|was)`,
        'how (could|did|does|can) (this|that|it|something like this|such) <adverb>? (ever|even|possibly|get past|pass|slip|make it|get through|get merged|get approved|get released|get to prod)',
        'how many times ..4 (have|has|do|does|must|need)',
        'how (stupid|dumb|incompetent|careless|irresponsible|lazy)',
        'how do you even',
      ],
      examples: [
        'how could she not notice the red bar?',
        'How the hell does an intern have that access?',
        'how did this even get past review?',
      ],
      traps: ['how did you notice?', 'how did it go?', 'How do you want to do it instead?', 'how can we help?'],
    },
    {
      id: 'verdict-as-a-question',
      strength: 'strong',
      patterns: [
        'what (was|were) <person> <adverb>? thinking ~!(about|of|when)',
        `what ${oath} ..2 <person>`,
        'what (is|was|the) ..3 wrong with (<person>|him|them)',
        'what (kind|sort) of (<person>|idiot|moron|company|team|engineer|developer|admin|shop|<role>)',
        `(did|does|do|has|have) (<nobody>|no one) <adverb>? (${tests}|${deed})`,
        `(did|does|do|has|have) (anyone|anybody|<person>) (actually|bother|ever|bother to) ${tests}`,
        '(did|does|do|has|have|can) (anyone|anybody|<person>) even <word>',
        '(did|does) (that|it|this) <adverb>? (ever|even) (cross|occur)',
        '(is it|is that) <adverb>? (so|that|really|too) <adverb>? (hard|difficult|much)',
        'who do you think',
        '<asked> ...12 (do|did|are|have|can) <person> (seriously|honestly|even|really (think|expect|believe)|expect (<we>|me|people|users|customers|everyone|<person>))',
        'are (you|they|<person>) <adverb>? (seriously|suggesting|telling|trying to say|all|really (suggesting|saying|telling|claiming|going|expecting))',
        'how (is|was|are) (this|that|it) (not|still|acceptable|allowed|possible)',
        "what (is|'s) (your|their|his|her|the) (excuse|point of|problem)",
        'what part of',
        'what gives (you|them|him|her) the right',
        'who (gave|gives) (you|him|her|them|<person>) ..2 (permission|right|access|idea)',
        '(who asked (for|you)|who decided|who thought)',
        'why did (<person>|anyone)',
        'how about ..2 (testing|reading|actually|doing your|you)',
        'how (do|did|does|can) <person> ..2 (get|got|keep|stay|still have|become|got) ..2 (hired|job|jobs|employed|away|promoted|the idea)',
        '<asked> ..3 (do|does|did|have|has|are|is|were|was|could|can) <person> not',
        '(is|are|was|were) there no ..2 (tests|testing|qa|adults|grown-ups|review|reviews|one)',
        '(heard of|hear of) (staging|backups|backup|testing|tests|canary|canaries|git|code|a|version|qa)',
        'what (did|do|does) <person> <adverb>? (think|expect) (would|was going to|is going to|will) happen',
        'why <be> <person> ..3 (so|not|still)',
        'what makes you think',
        '<asked> ..3 (<certain>|they) (can|do|did|could) not <adverb>? (think|know|care|test|make|believe|read|even|back|check)',
        '<asked> ..3 (<certain>|they) just (assume|assumed|think|thought|expect|expected|decide|decided)',
        '(wtf|wth) ..3 <person>',
        `(did|does|do|had|has|have|could|would) not (<person>) <adverb>? (${tests}|have)`,
        '(are|were) (<person>) <adverb>? (kidding|nuts|insane|crazy|joking|stupid|fucking|blind|deaf|retarded|drunk|high|even|out of)',
        '(are|were) (these|those) people',
        "(you|you're|must|gotta) ..3 be (kidding|joking)",
        '(is this|this is) a (joke|fucking joke)',
        '(nice|great|good|well|congrats|congratulations) (job|work|going|done|on) ..2 (breaking|killing|deleting|taking|bringing|dropping)',
      ],
      examples: [
        'what was he thinking?',
        'did nobody try the restore?',
        'are they kidding, during the sale?',
        'Did anyone even run this?',
      ],
      traps: [
        'what did the screen show when you moved the traffic?',
        'Did anyone see the graph at 14:03?',
        'what were you thinking of doing next?',
      ],
    },
    {
      id: 'who-did-it',
      strength: 'strong',
      patterns: [
        `~(^|,|:|-|–) (so|and|but|ok|okay|seriously|wait|hey|also)? ,? who <adverb>? (${deed}) ~!(,)`,
        `~(and|ask|asks|know|say|out) who <adverb>? ${deed} ..9 ?`,
        `who ${oath}`,
        '(who|which <role>|which <person>) (is|was|are) <adverb>? (responsible|to blame|at fault|the idiot|the genius|the culprit|supposed|in charge) ..4 (for|to|of)? ..9 ?',
        "who 's <adverb>? (responsible for this|to blame|at fault|fault|idea|bright idea|brilliant idea)",
        '(whose|which) (fault|brilliant|bright|stupid|genius|great|dumb|clever|idea|idiot|moron|clown)',
        'who (is|are|was|were) (this|these|that|the) (idiot|idiots|clown|clowns|genius|moron|morons)',
      ],
      unless: ['who (tested|put|changed|ran|reviewed|wrote|designed) ..9 <doing>', '(<person>|those|anyone|everyone|one) who'],
      examples: [
        'who switched the replica off?',
        'Who merged the change?',
        'who the hell pushed to main',
        'whose brilliant idea was it?',
      ],
      traps: [
        'who can reach the cage tonight?',
        "who's writing the next update?",
        'who keeps the list of maintenance windows?',
        'the person who approved it is away',
      ],
    },
  ],
)
