import { ofCategory } from './wording-rule.ts'

const deed =
  '(broke|approved|merged|deployed|pushed|wrote|caused|deleted|dropped|reviewed|disabled|touched|changed|allowed|let|screwed|messed|fucked|forgot|thought|signed|authorized|authorised|turned|switched|decided|hired|designed|committed|removed|ran|released|shipped|tested|put|did|okayed|installed)'
const oath =
  "(the hell|the fuck|the heck|on earth|in the world|in god 's name|the actual fuck|tf|exactly|even|in their right mind)"
const done =
  '(merge|push|deploy|approve|delete|run|ignore|skip|let|allow|wait|take|change|remove|disable|ship|release|commit|drop|do|touch|restart|turn|leave|put|accept|break)'

export const whyRules = ofCategory(
  'accusatory_question',
  { reason: 'holds a verdict, and asks for a defence.', question: 'reasonable-then' },
  [
    {
      id: 'why-of-a-person',
      strength: 'strong',
      patterns: [
        'why (is|was|are|were) <person> (even|not)',
        'how (do|does|can|could|did) (one|someone|somebody|anyone|anybody|<one>) (delete|miss|forget|break|not|even|manage|drop|lose|confuse|mistake|overlook|end up)',
        'are (<we>|you|they) (seriously|honestly)',
        '(whose) (change|commit|deploy|merge|patch|code|push|script|decision|turn|watch) (was|is) (it|this|that)',
        'y u (no|not|do|did|break|delete)',
        'why (do|did|does|would|are|is) ..2 (let|letting|allowed|allow|trust|trusting|keep|keeping|paying|pay|have) ..1 (him|her|them|<person>)',
        'who (lets|allows|stores|thinks) ..12 ?',
        '(seriously|honestly) ,? (who|what|how|why) ..12 ?',
        'what (was|were) <person> doing ...9 (sleeping|asleep|instead|all day|all that time)',
        'how (is|are|was|were) <person> (still|even|not|ever|allowed|in charge)',
        'why (you|they|he|she|<org>) (did|do|could|would|have|are|does|is|has) not',
        'why (you|they|he|she|<org>) (still|never|even|always|keep|refuse|insist|hate)',
        'why (did|would|was|were|could|has|have|had|is|are|does) not (<person>|anyone|anybody|someone)',
        'why (did|would|was|were|could|has|have|had|is|are|does) <person> not',
        `why (did|would) (<person>|anyone|anybody) <adverb>? ${done}`,
        'why (would|should|must|can|will) (<person>|anyone|anybody|<org>)',
        'why (did|do|does|would|are|is|was|were|have|has) <org> ..2 (not|keep|keeps|always|never|still|refuse|insist|break|think|hate|force|ignore|even)',
        'why (do|does) <person> <adverb>? <adverb>? (keep|always|never|insist|refuse|hate|still|even|ignore|continue|force|feel the|think it|think you|think that|make it|bother|have such|love|break|close|lie|take so)',
        'why (is|are|was|were|has|have) (no|nobody|none|nothing) ..4 (fixed|tested|checked|done|looked|merged|reviewed|addressed|responding|replying|fixing|doing|answered|taken|care|cares|paying|happening)',
        'why even (bother|have|release|ask|open|call)',
        'why bother',
        'why (is|are) <person> <adverb>? (ignoring|closing|breaking|refusing|wasting|making|forcing|doing this|getting away|deleting|pretending|pushing|removing|allowed|working on|adding|being)',
        '~(^|,|and|but|so) why <person> <adverb>? (do|does|did|can|will|would|could|even|always|never|keep|keeps|still|merged|pushed|deleted|not|hate|break|broke|closed|removed|ignore|changed|release|make|made|are|is|think|refuse|insist)',
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
        'how (could|can|did|do|does) <person> <adverb>? <adverb>? (not|have|let|miss|possibly|allow|think|manage|fuck|screw|mess|forget|approve|fail|break|ignore|be so|release|ship|call (this|it|yourself|yourselves|that)|claim|say (that|this|such)|justify|live with|sleep|be (so|this|that|such)|make such|make this|push|merge|consider|seriously|honestly|dare|leave|mess|close)',
        'how dare <person>',
        'how (can|could) (anyone|anybody|someone|somebody|a (company|team|developer|person)|<org>)',
        'how (can|could) it be (possible|that)?',
        'how (could|can|did|do|does) <person> even',
        'how (was|is|did|were) (this|that|it|these) (even|ever) <done>',
        `how ${oath} ..4 (did|does|could|can|do|is|was)`,
        'how (could|did|does|can) (this|that|it|something like this|such) ..4 (ever|even|possibly|get past|pass|slip|make it|get through|get merged|get approved|get released|get to prod|go unnoticed)',
        'how many (more)? times ..4 (have|has|do|does|must|need|will)',
        'how (long|many|much) (more|longer)? ..5 (until|before|will|does|do|must) ..1 (<person>|<org>) ..4 (learn|realize|realise|understand|fix|wake|listen|admit|stop|get it|take)',
        'how (stupid|dumb|incompetent|careless|irresponsible|lazy|clueless|arrogant|unprofessional|incredibly|unbelievably) ~!(it)',
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
      id: 'who-did-it',
      strength: 'strong',
      patterns: [
        `~(^|,|:|-|–) (so|and|but|ok|okay|seriously|wait|hey|also)? ,? who <adverb>? (${deed}) ~!(,)`,
        `~(and|ask|asks|know|say|out) who <adverb>? ${deed} ..9 ?`,
        `who ${oath}`,
        '~(^|,|:|-|–) (so|and|but|seriously|like)? ,? who <adverb>? (pushes|deploys|ships|releases|merges|tests|puts|runs) ..9 (friday|fridays|prod|production|weekend|untested|live|without)',
        '(who|which <role>|which <person>) (is|was|are) <adverb>? (responsible for (this|that|breaking|the ..1 (outage|mess|incident|breakage|failure|bug))|to blame|at fault|the idiot|the genius|the culprit|supposed to) ..9 ?',
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
        'Seriously, who merges into production at five?',
      ],
      traps: [
        'who can reach the cage tonight?',
        'who deploys the fix?',
        "who's writing the next update?",
        'who keeps the list of maintenance windows?',
        'the person who approved it is away',
      ],
    },
  ],
)
