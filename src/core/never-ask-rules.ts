/** A rule: what a wording does to the person who reads it, what to ask instead, and how such wordings look. */
export type NeverAskRule = { id: string; reason: string; instead: string; patterns: RegExp[] }

// The patterns are read on small letters, with straight apostrophes and single spaces, and "he" for a mention.
// Every repetition around another has a bound, so the time grows with the length of the text and no faster.
const role =
  '(?:engineer|developer|dev|operator|responder|admin|dba|manager|lead(?! time)|leader|person|team|owner|author|reviewer|on-?call|cto|boss)s?'
const anybody = 'any ?one|any ?body|some ?one|some ?body|no ?one|no-one|nobody|every ?one|every ?body'
const oneOfUs = `(?:the|your|our|their|this|that) (?:[\\w-]+ ){0,2}?${role}`
const person = `(?:you|he|she|${anybody}|${oneOfUs})`
const people = `(?:you|he|she|we|they|${anybody}|${oneOfUs})`
const not = "(?:n'?t| not)"
const clause = '(?:^|[.?!:;,(–—] ?["“]?|\\b(?:and|or|but|so|then) )'
/** Where a question after somebody begins: a sentence with "who", or "who" within a question, and not "the person who". */
const asking = '(?:^|[.?!] |\\b(?:tell us|find out|say|ask) |(?:[:;,(–—] ?|\\b(?:and|or|but|so|know|say|exactly) )(?=[^.!]*\\?))'
const document =
  '(?:procedures?|process(?:es)?|policy|policies|runbooks?|playbooks?|checklists?|protocols?|guidelines?|rules?|rulebook|standards?|instructions?|documentation|docs|steps)'
const participle =
  '(?:been|(?!need)\\w+ed(?! access| rights)|done|seen|known|caught|gone|taken|made|told|said|run|kept|found|thought|given|had|come|brought|shown|built|spoken|understood)'
const label = '(?:technical|technolog\\w+|process|procedural|tooling|machine|systems?|software|mechanical|organi[sz]ation\\w*)'
const measure = '(?:scale (?:of|from)|out of (?:five|ten|5|10)|stars|(?:from )?1 ?(?:-|–|to) ?(?:5|10))'

const rule = (id: string, reason: string, instead: string, ...sources: string[]): NeverAskRule => ({
  id,
  reason,
  instead,
  patterns: sources.map((source) => new RegExp(source, 'u')),
})

/** What is never asked. */
export const neverAskRules: readonly NeverAskRule[] = [
  rule(
    'why-of-a-person',
    'It asks a person for a defence, as "why didn\'t you" does.',
    'Ask what was in front of them, or what made it seem reasonable; ask why only of conditions, decisions of the organisation and machines.',
    `\\bwhy (?:did|do|does|would|could|can|was|were|is|are|had|has|have|should|must)${not}? ${person}\\b(?! (?:being )?(?:ask|asked|seeing|getting|told)\\b)`,
    `\\bwhy (?:did|do|would|could|should|had|have)(?:n'?t|(?= (?:we|they) not))? (?:they|we(?= not))\\b|\\bwhy (?:did|do|would|could|should|had|have)n'?t we\\b`,
    '\\bwhy (?:on earth |exactly )?(?:you|he|she|they) (?:did|chose|decided|thought|ran|skipped|ignored|failed|felt|had|made|went)',
    '\\bwhy not (?:just|simply|first)\\b',
    `\\bhow come (?:that )?${people}\\b`,
    `\\bwhat (?:stopped|kept|held|prevented|hindered) ${people} (?:back )?from\\b`,
    `\\bhow (?:could|can) ${people} (?:not|possibly|even|let|allow|have)\\b|\\bhow (?:could|did) ${people} (?:not|miss|overlook|forget|fail|ignore)\\b`,
    '\\bwhat (?:was|were) (?:you|he|she|they) (?:even )?thinking\\b(?! about| of)',
    '\\b(?:five|5) whys\\b',
  ),
  rule(
    'who-did-it',
    'It looks for a person as the cause, as "who approved this" does, and the answer ends the inquiry.',
    'Ask which conditions had to be true together, or how a safeguard came to be the way it was.',
    `${asking}who (?:else |actually |really |first |last |then )?(?:has |have |had )?(?:caused|broke|broken|approved|authori[sz]ed|wrote|did (?:this|that|it)\\b|deployed|pushed|merged|deleted|dropped|ran|triggered|introduced|forgot|missed|overlooked|ignored|allowed|let|failed|messed|screwed|reviewed|signed (?:\\w+ )?off|(?:turned|switched) (?:\\w+ ){0,3}off|disabled|touched|changed (?:the|this|that|it)\\b|made (?:the|this|that|a) (?:mistake|error|change|call|decision))`,
    `${asking}who(?: is|'s| was| were| are) (?:really |actually |ultimately )?(?:responsible|to blame|at fault|accountable|guilty|behind (?:this|it|that)|the (?:culprit|one (?:who|that)))\\b`,
    '\\bwho (?:was|were) (?:supposed|meant) to\\b',
    '\\bwhose (?:responsibility|fault|blame|mistake|error|slip|oversight|negligence)\\b',
    `${asking}whose (?:job|decision|change|commit|deploy(?:ment)?|call|idea|approval)\\b`,
    '\\bby whom\\b|\\bwho (?:was|is) (?:it|this|that) (?:\\w+ )?by\\b',
    `\\b(?:which|what) (?:single |one )?(?:individual|${role}) (?:(?:was|is) (?:responsible|to blame|at fault)|caused|broke|approved|deployed|pushed|merged|deleted|ran|missed|forgot)`,
    '\\b(?:name|identify) (?:the )?(?:person|people|individual|engineer|developer|operator)s? (?:who|that|responsible|behind|at fault|to blame)\\b|\\bculprits?\\b',
  ),
  rule(
    'root-cause',
    'It presumes one cause, and stops at the first familiar explanation.',
    'Ask which conditions had to be true together, and what was behind one of them.',
    '\\broot[- ]?causes?\\b|\\brca\\b',
    "\\b(?:what|which)(?: is| was|'s| were) the (?:one |single |sole |real |true |actual |main |primary |underlying |ultimate |exact ){0,2}cause\\b",
    "\\b(?:what|which)(?: is| was|'s) the (?:(?:one|single|sole|only|real|true|actual|main|primary|underlying) reason|reason for (?:the|this) (?:incident|outage|failure|accident))\\b",
    '\\bwhat (?:actually |really |ultimately )?caused (?:the (?:incident|outage|failure|problem|issue|accident)\\b|(?:this|it|that)(?= ?[?.,!]|$))',
  ),
  rule(
    'world-that-never-was',
    'It describes a world that never was, as "should have" and "would have prevented" do, and the outcome decides the answer.',
    'Ask what was in view then: which options, which signs, which expectation.',
    `\\b(?:what|which|who|how|when|where|whether)\\b[^.?!]{0,60}\\bshould${not}?(?: [\\w-]+){0,4}? have (?:\\w+ly |also |then )?${participle}\\b`,
    `\\b(?:i|${people}) (?:should|ought to)${not}? ?(?:have|'ve) (?:\\w+ly |just |at least )?${participle}\\b|\\bshould(?:a|'ve|n't've)\\b`,
    `\\bshould${not}? ${people} (?:not )?have ${participle}\\b`,
    "\\b(?:would|could|might|should)(?: [\\w-]+){0,3}? ?(?:have|'ve) (?:been )?(?:\\w+ly )?(?:prevented|avoided|averted|stopped|caught|headed off|spared us)\\b",
    `\\b(?:would|could|should|might) ${people} (?:now )?(?:have )?(?:do|done|act(?:ed)?|handled?|approach(?:ed)?|decided?)\\b[^.?!]{0,30}\\b(?:differently|instead|otherwise)\\b`,
    `\\bcould ${people} have (?:done|handled|acted|decided)[^.?!]{0,30}\\bbetter\\b`,
    `\\bcould (?:you|he|she|we|they|${oneOfUs}) have (?:\\w+ly )?(?!been (?:affected|hit|reached))${participle}\\b`,
    '\\bif only\\b|\\b(?:in|with|with the benefit of) hindsight\\b',
    '\\bhow (?:could|can|would|might) (?:this|it|that|the (?:incident|outage)) (?:have )?(?:be|been) (?:prevented|avoided|stopped)\\b',
  ),
  rule(
    'followed-the-procedure',
    'It judges against a document, and hides how the work is usually done.',
    'Ask how this step usually goes, what is written about it, if anything is, and what the usual way makes easier.',
    `\\b(?:did|do|had|have|has|were|was|are)${not}? ${people}(?: \\w+){0,3}? (?:follow|obey|compl(?:y|ied|ying) with|adher(?:e|ed|ing) to|stick to|stuck to|observe|respect|followed|following|obeyed|go(?:ne)? by|keep to|kept to|in line with|in breach of)(?: [\\w-]+){0,4}? ${document}\\b`,
    `\\b(?:was|were|is|are|has|have|had)${not}? (?:the|our|your|all|every|this|that|any)(?: [\\w-]+){0,3}? ${document} (?:been )?(?:\\w+ly )?(?:not )?(?:followed|obeyed|respected|adhered to|complied with|observed|violated|broken|bypassed|ignored|skipped)\\b`,
    `\\b(?:violat|breach|bypass|disobey|circumvent)(?:e|ed|es|ing|ion of)? (?:[\\w-]+ ){0,3}?${document}\\b`,
    `\\b(?:which|what) ${document} (?:was|were|did|has|have)\\b[^.?!]{0,30}\\b(?:violated?|broken|break|breach(?:ed)?|bypass(?:ed)?|skip(?:ped)?|ignored?)\\b`,
    `\\b(?:did|do|have|had)${not}? ${people}(?: \\w+){0,3}? by the book\\b`,
  ),
  rule(
    'leading',
    'It holds its own answer, as "didn\'t you see" does, and tells a person what was important.',
    'Ask what was in front of them, and what they made of it.',
    `(?<!\\b(?:why|that|what|which|who|as|than|it|this) )\\b(?:did|do|does|could|had|have|has|would|should|ca)n'?t ${people}\\b`,
    `${clause}(?:is|are|was|were)n'?t (?:you|he|she|we|they)\\b`,
    `${clause}(?:did|do|could|had|have|would|were|should) ${people} not\\b`,
    '\\bdid (?:nobody|no ?one|no-one|none of)\\b',
    '\\b(?:were|was|are) (?:you|he|she|they|any ?one|any ?body) (?:really |even |fully )?(?:not |un)?aware\\b',
    `\\b(?:is|was)n'?t it (?:\\w+ )?(?:obvious|clear|true)\\b|\\bsurely ${people}\\b`,
    `\\b${people} must have (?:known|seen|noticed|reali[sz]ed|felt|thought)\\b`,
  ),
  rule(
    'pick-a-label',
    'It offers a label, as "human, technical or process" does, in place of a description.',
    'Ask which conditions had to be true together.',
    `\\bhuman(?: (?:error|factors?|issue|problem|failure|mistake))?(?:,| ?/|:| or| vs\\.?| versus) ?(?:(?:or|a|an) ){0,2}${label}\\b`,
    `\\b${label}(?: (?:error|issue|problem|failure|fault))?(?:,| ?/| or| vs\\.?| versus) ?(?:(?:or|a|an) ){0,2}human\\b`,
    '\\bpeople(?:,| ?/| or) ?(?:or )?(?:process|technology)(?:,| ?/| or) ?(?:or )?(?:process|technology|tools?)\\b',
    '\\b(?:human|operator|user|pilot)[- ]errors?\\b',
  ),
  rule(
    'never-again',
    'It asks for a promise that nobody can keep.',
    'Ask how we will notice and handle something like it, and what makes it rarer, smaller or easier to recover from.',
    '\\bnever (?:to |ever |let (?:it|this|that) )*(?:happen|occur)s? (?:to us )?again\\b|\\bnever again\\b|\\bnever recurs?\\b',
    "\\b(?:sure|ensure|guarantee|promise)\\b[^.?!]{0,40}\\b(?:never|not|n't) (?:ever )?(?:happen|occur|recur)s?\\b",
    "\\b(?:(?:do|does|wo|ca)n'?t|does not|do not|will not|cannot|can not) (?:ever )?(?:(?:happen|occur) (?:again|ever)|recur)\\b",
    '\\b(?:happening|occurring) (?:ever )?again\\b|\\bfrom (?:ever happening|recurring)\\b',
    '\\b(?:how|what)\\b[^.?!]{0,60}\\bprevent(?:s|ing)? (?:this|it|that|these|them|such)\\b',
    '\\bprevent(?:s|ing)? (?:another|similar|any (?:future|further|more)|future|further|a (?:repeat|recurrence)|(?:the |its )?recurrence|the next)\\b',
  ),
  rule(
    'confession',
    'It asks for a confession.',
    'Ask what made it seem reasonable, or how it went from their side.',
    `\\b(?:what|where|when|how)(?: else)? (?:did|do|have|had|has) (?:we|they|${person}) (?:\\w+ )?(?:do|done|did|go|gone|get|got) (?:it |so |that )?wrong\\b`,
    `\\b(?:you|he|she) (?:did|do|does|got) (?:it )?wrong\\b`,
    "\\b(?:your|his|her|he's) (?:own |biggest |worst )?(?:mistakes?|errors?(?! (?:messages?|logs?|ids?|codes?|reports?|rates?|budgets?|texts?|pages?))|faults?(?! (?:domains?|tolerance|lines?))|blunders?|guilt|part in (?:causing|breaking))\\b",
    `\\b(?:mistakes?|errors?) (?:did|have|has|do) ${people} (?:make|made)\\b|\\bmistakes? (?:were|was) made\\b|\\b(?:did|have|has) ${people} (?:make|made) (?:a|any|the|this|that) (?:\\w+ )?(?:mistake|error|blunder)s?\\b`,
    '\\bwhat (?:did|have) (?:you|he|she|they) (?:miss|overlook|forget|fail|neglect|ignore)(?:ed|en|d)?\\b|\\bwhat (?:did|have) (?:you|he|she|they) forgotten\\b',
    '\\b(?:do|did) you (?:now |most )*(?:regret|feel guilty|feel bad about)\\b|\\b(?:any|your) regrets?\\b',
    '\\b(?:confess|own up|come clean)\\b|\\badmit (?:to|your|you)\\b',
  ),
  rule(
    'rating-a-person',
    'It measures a person, and people who are measured fall silent.',
    'Ask what was hard that the channel does not show, or what helped.',
    `(?<!\\b(?:the|a|this|that|at|error|request) )\\b(?:rate|grade|score|rank|judge) (?:he\\b|(?:the|your|his|her|their|our|how|[\\w-]+'s)\\b(?: [\\w'-]+){0,3}? (?:performance|handling|response|competence|work|behaviou?r|skills?|${role}|colleagues?|people)\\b)`,
    `\\bhow (?:bad|badly|good|well|poor|poorly|competent|competently|fast|slow|effective|effectively|professional) (?:was|were|did|is|are|has|have) (?:you|he|she|they|your|his|her|their|[\\w-]+'s (?:handling|performance|response|reaction|work|decision)|${oneOfUs})\\b(?! (?:sleep|rest|feel))`,
    `\\b${measure}\\b[^.?!]{0,60}\\b(?:you (?:do|did|perform\\w*|handled?)|your|his|her|performance|handling|responders?|engineers?|lead|manager)\\b`,
    `\\b(?:performance|handling|responders?|engineers?|lead|manager)\\b[^.?!]{0,60}\\b${measure}`,
    '\\bwho (?:was|were|is|performed|did|handled|reacted|responded) (?:\\w+ )?(?:the )?(?:best|worst|fastest|slowest|quickest|weakest|strongest)\\b|\\b(?:best|worst) (?:responder|engineer|performer)\\b',
  ),
  rule(
    'apology',
    'It punishes in front of others, with an apology or a justification.',
    'Ask how they are, and in private what should be put in context.',
    '\\b(?:please|should|must|can|could|will|would|did|have|has|want to|like to|going to)(?: (?:you|he|she|they|somebody|someone))? (?:\\w+ )?apologi[sz]ed?\\b',
    '\\bapologi[sz]e (?:to|in|for|publicly|now)\\b|^apologi[sz]e\\b|\\b(?:owe|owes|write|post|make|offer|expect|demand) (?:\\w+ ){0,3}?apolog(?:y|ies)\\b',
    "\\bsay (?:that )?(?:(?:you|he|she|they)(?: are|'re|'s| is) )?sorry\\b",
    '\\bexplain (?:yourself|himself|herself|themselves)\\b|\\b(?:explain|justify|defend|account for|answer for) (?:your|his|her|their) (?:own )?(?:actions?|behaviou?r|conduct|decisions?|choices?|mistakes?)\\b',
    '\\b(?:justify|account for) yourself\\b|\\bjustify (?:why|what you)\\b',
  ),
]
