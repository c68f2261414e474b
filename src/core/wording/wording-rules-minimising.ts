import { ofCategory } from './wording-rule.ts'

const habits =
  '(break|breaks|forget|forgets|ignore|ignores|skip|skips|screw|screws|mess|messes|leave|leaves|do this|does this|rush|rushes|blame|blames|make|makes|push|pushes)'
const virtues =
  '(test|tests|read|reads|listen|listens|check|checks|learn|learns|think|thinks|tell|tells|ask|asks|document|documents|update|updates|care|cares|review|reviews|follow|follows|bother|bothers|communicate|communicates|respond|responds|reply|answer|fix|fixes|help)'

export const minimisingRules = ofCategory(
  'minimising',
  { reason: 'makes it smaller than it was to the person in it.', question: 'tool-view' },
  [
    {
      id: 'how-hard-can-it-be',
      strength: 'strong',
      patterns: [
        'all it (takes|took) ..1 (is|was) ..1 (paying|reading|looking|checking|asking|testing|thinking|one person|a look|one look|a glance|a little|common)',
        '(most|any|every|my|first-year|undergrad|high-school) ..3 (student|students|intern|interns|beginner|beginners|child|children|kids|amateur|amateurs|hobbyist|hobbyists|teenager|teenagers|undergrad) ..8 (could|can|would|wrote|write|knows|know|better|understand|learn|do|did)',
        '(basic|elementary|fundamental|simple|minimal|minimum|bare|common|normal|proper) (competence|diligence|due diligence|professionalism|courtesy|decency|respect|common sense|sense|sanity|hygiene|testing|manners|etiquette|research|google search|level of) ~!(check|checks|error)',
        '(five|5|two|2|ten|10|three|30|few|couple of) (minutes|seconds|mins|secs) of ..2 (testing|thought|thinking|googling|reading|research|work|debugging|looking|effort|your)',
        'how (hard|difficult|complicated|complex) (can|could|is|was|would|must) (it|that|this) (be|to|really|possibly)?',
        '(you|they|he|she|<one>|<many>|<org>) (can|could|do|did|does|are|were|have|had|has|will) not even',
        '(can|could|does|do|did|would) not even ..1 (be bothered|manage|spell|get|write|read|test|answer|fix|understand|know|try|bother|compile|care|do the|look)',
        '(incapable|capable) of (reading|understanding|testing|writing|following|doing|fixing|listening|even|the simplest|using)',
        '(never|not) learn ~!(to|the|how)',
        '(you|they|he|she|<many>|<org>) (will)? never (learn|learned|change|changes|listen|fix|test|get it|understand|admit)',
        '(you|he|she|they|<one>|<many>) (keep|keeps|kept|continue|continues|continued) (to)? (break|breaking|ignore|ignoring|closing|making|pushing|removing|doing|adding|changing|saying|telling|asking|screwing|pretending|insisting|claiming|repeating|forgetting|sending|merging|reverting|posting|arguing|refusing|blaming|denying|inventing|moving|screw|make|push|refuse|deny|pretend|insist|claim|the same)',
        'how (hard|difficult|complicated) (can|could|is|was|would) (it|that|this)',
        '(not|never) (that|so|very|exactly|really|all that)? <adverb>? (hard|difficult|complicated) to (check|read|test|ask|run|verify|look|follow|write|do|type|set|restore|understand)',
        '(all|the only thing) (<person>|anyone|one) (had|needed) to do',
        '(all|the only thing) (he|she|they|<one>|<many>|<org>|anyone) ..1 (has|have|need|needs) to do',
        '<person> <adverb>? (simply|just|only|literally) (had|needed) to',
        '(he|she|they|<one>|<many>|<nobody>|anyone) <adverb>? (simply|just|only|literally) (needs|need|have|has) to',
        '(rocket science|brain surgery|rocket surgery)',
        '(literally|only|just) (one|a|two|a single|1) (command|line|click|check|word|character|flag|button|config change|setting|one-line|one-liner|checkbox) ..9 (and|how|but|so)?',
        "(common sense|half a brain|basic competence|basic hygiene|idiot-proof|no-brainer|no brainer|child 's play|piece of cake|day one stuff|day 1 stuff)",
        '(everyone|everybody|anyone|any <role>|every <role>) (knows|should know|with half|who has ever|can do|ought to know)',
        '(sysadmin|ops|devops|dba|it|security|programming|backup|backups|engineering|database|testing|git|coding|networking|management|admin|sre|deployment) 101',
        `<person> <adverb>? always <adverb>? ${habits}`,
        `<person> <adverb>? never <adverb>? ${virtues} ~!(timeout)`,
        `<person> (keep|keeps|kept) (breaking|forgetting|ignoring|skipping|making|pushing|messing|screwing)`,
        '<person> (could|can|did|do|does|would|will) not even',
        '<person> <be> too (lazy|busy|important|dumb|stupid|cheap|proud|arrogant) to',
        '(takes|take|took|would have taken) ..2 (second|seconds|minute|minutes|moment) ..9 (check|test|read|verify|look|ask|run|do)',
        'even (a|an|my|the) ..2 (intern|junior|child|kid|grandma|grandmother|monkey|toddler|student|beginner|novice|trainee|five-year-old) (could|would|can|knows|should)',
        '(yet|once) again ,? <person>',
        'had one job',
        '~(^|,|:) just (be|stop|think|pay|follow|use common|do your)',
      ],
      unless: ['(if|when) <person> (just|only) need'],
      examples: [
        'all she had to do was look at the label',
        'you just had to read the second line',
        'restoring a backup is no rocket science',
        'literally one click and they got it wrong',
        'They never read the docs.',
        'It is not that hard to test a backup.',
      ],
      traps: [
        'the simplest way back is the old image',
        'just moved the traffic, looks better',
        'the backup always begins at midnight',
        'that topic never had a dashboard',
      ],
    },
    {
      id: 'just-simply',
      strength: 'soft',
      patterns: [
        '(all|the only thing) we (had|needed) to do',
        'we (simply|just) (had|needed) to',
        '(trivial|trivially easy|dead simple) to (get|do|check|avoid|prevent|fix|test|see|detect)',
        'never ignore (any|the)',
      ],
      examples: ['All we had to do was look.'],
      traps: ['simply said, orders flow again'],
    },
  ],
)
