import { ofCategory } from './wording-rule.ts'

const broken =
  '(prod|production|checkout|everything|it|main|master|trunk|tests|site|website|build|builds|database|db|things|ci|staging|cluster|network|api|app|apps|service|servers|server|internet|pipeline|system|login|deployment|release|half|compatibility|userspace|someone|people|existing|my|our|stuff|world|whole|project|product|software|library|repo|repository|code|everyone|all|thousands|hundreds|a)'
const somebody = '(you|he|she|they|<one>|<many>|someone|somebody|whoever|<mention>|<name>)'
const bad =
  '(stupid|dumb|terrible|horrible|huge|big|bad|careless|silly|basic|elementary|serious|grave|critical|fatal|costly|classic|massive|colossal|dreadful|rookie)'

export const deedRules = ofCategory(
  'person_as_cause',
  { reason: 'makes a person the cause, and the inquiry ends there.', question: 'conditions-together' },
  [
    {
      id: 'person-broke-it',
      strength: 'strong',
      patterns: [
        '(screwed|messed|fucked) (everything|it|this|that|things|all|us|me) ..4 up',
        '(you|he|she) <adverb>? <adverb>? (broke|ruined|destroyed|killed|wrecked|trashed) ~!(up|ground|in)',
        '~(is|are|of|by|at|for|from|such|a) (mismanaged|dysfunctional)',
        '<person> <have>? <adverb>? <adverb>? (screwed|messed|fucked|cocked|bungled|botched|ballsed|buggered) ..4 (up|it|this|everything|over)',
        '(fucked|screwed|messed) up ~($|,|!|;|and|by|when|because|big|badly|so|the|here|again|this|that|my|our|royally)',
        '<person> <adverb>? (botched|bungled|butchered|bollocksed|goofed|blundered|erred)',
        '<person> <adverb>? (dropped the ball|dropped ..1 ball|let ..3 down|fell asleep|phoned it in|winged it|jumped the gun|took a shortcut|took shortcuts|cut corners)',
        `<person> <have>? <adverb>? <adverb>? (broke|nuked|killed|trashed|wrecked|hosed|borked|bricked|ruined|tanked|crashed|destroyed|blew|broken|wiped) ..2 ${broken}`,
        `<person> <be> <adverb>? (breaking|nuking|killing|trashing|wrecking|hosing|borking|bricking|ruining|destroying) ..2 ${broken}`,
        '<person> <adverb>? <adverb>? (took|brought|knocked|takes|taken) ..3 (down|offline) ~!(for)',
        '<person> (who|that) <have>? <adverb>? (broke|nuked|killed|trashed|wrecked|destroyed|deleted|dropped|caused|pushed|merged|wiped) ..2 (the|this|that|it|prod|production|main|everything|our|my|a)',
        '<person> (who|that) (made|caused|introduced) (the|this|that) ..2 (error|mistake|outage|bug|mess|problem)',
        `<person> <adverb>? (made|committed|makes|making|make|commit) (a|an|the|this|that|such|some|two|several|many|the same|another|so many) ..3 (mistake|mistakes|error|errors|blunder|blunders|mess)`,
        `${bad} (mistake|mistakes|blunder|oversight|error) (by|from|of|on) ..1 (<person>|<org>|part|your|their|his|her)`,
        '(<certain>|they) ..1 (<knowingly>|<rashly>) (decided|chose|chosen|skipped|bypassed|disabled|released|shipped|pushed|deployed|merged|removed|left|went|opted)',
        '<person> did not <adverb>? (realize|realise|notice|see|understand|recognize|think) ..2 (mistake|error|consequences|what had)',
        '<person> <have>? <adverb>? <adverb>? <wronged>',
        '<person> <be>? <adverb>? <adverb>? <wronging>',
        '~!(if|when|can|could|may|might|to|help|let|does|whenever) (you|he|she|they|<one>|<many>|nobody|<org>) <adverb>? <adverb>? <wrongs> ~!(before|in|with|under|at|on|behind|between|within|ahead)',
        '(your|his|her|their) <word> <adverb>? (deleted|wiped|killed|crashed|took down)',
        `(${somebody}|<person>) ..2 (merged|pushed|deployed|shipped|committed|released|changed|checked in|checked|added|introduced|installed|submitted|approved|ran) ...14 (that|which|and) ..4 (broke|breaks|killed|crashed|took down|deleted|bricked|wiped)`,
        '<certain> <adverb>? failed ~(on|at|miserably|here|us|badly|big|spectacularly|again|technically|completely|$|to)',
        "(your|his|her|their|<person> 's) ..3 (broke|breaking|ruined|destroyed|wrecked|screwed|messed|breaks)",
        '<person> <adverb>? (mistyped|misconfigured)',
        '<person> ..1 (incorrectly|wrongly|improperly|inappropriately) <done>',
        '(incorrectly|wrongly|improperly|carelessly) <done> by <person>',
        'human <adverb>? (failed|messed|screwed|made)',
        '<person> <be>? (cut|cutting|cuts) (corners|costs)',
        '(intern|junior|rookie|newbie|contractor|trainee|graduate|idiot|kid|apprentice|student) <adverb>? (dropped|deleted|wiped|erased|truncated|destroyed|removed|killed|overwrote|corrupted|broke|nuked)',
        '(because|since) <person> <adverb>? (decided|insisted|refused|messed|wanted|was too|were too|is too|are too|thought|forgot|failed|ignored|hate|hates) ~!(have|see)',
        'because (some|somebody|someone) ..2 (did not|forgot|decided|thought|wanted|could not)',
        '<person> <be> <adverb>? (too)? (rushing|cutting corners|guessing|winging it|flailing|clueless)',
        `<person> ..3 (did|do|does|done|doing) (a|an|such a|such an)? ..2 (terrible|bad|poor|horrible|lousy|awful|crappy|shitty|half-assed|sloppy|shoddy|miserable|pathetic|disastrous) (job|work)`,
        '(terrible|bad|poor|horrible|lousy|awful|crappy|shitty|half-assed|sloppy|shoddy) (job|work) ~(by|from|on|of|here|guys|everyone|$|!|,)',
        '(<certain>|<org>) ...8 (did|do|does|done|doing) nothing ~!(to|wrong|but|with)',
        '<person> <adverb>? (took|take|takes) (the easy|no responsibility|no action|an axe|forever to)',
        '<person> (made|make|makes) no (effort|attempt|sense)',
        '(by|through) <person> (messing|screwing|forgetting|failing|ignoring|fiddling|rushing|not)',
        `(<certain>|they|them|him) (messing|fiddling|meddling|tinkering|monkeying) (with|around|about)`,
        '(<person>|we|i) (rushed|rushing) (this|it|the|through|into|out)',
        'rushed (out|through|into production)',
        '(merged|pushed|released|deployed|shipped|committed|approved) in a (rush|hurry)',
      ],
      unless: [
        '(anyone|anybody|everyone|everybody|people|humans|we) <adverb>? (can|could|will|would|may|might|make|makes|made) ..3 (mistake|mistakes|error|errors)',
        '(if|when|whenever|once|can|case) ..3 (person|someone|somebody|anyone|people|engineer|developer|user|operator|employee) ..2 (make|makes|made|break|breaks|broke|misread|mistyped)',
        '(allowed|allows|let) <anybody> to',
        '(learn|learned|learnt) ..6 mistake',
      ],
      examples: [
        'Tom broke prod',
        '@maya took the cluster down again',
        'The admin who caused the outage was on the phone.',
        'He completely messed this up.',
        'They did a terrible job with the restore.',
        'somebody merged a change yesterday evening that broke the mail',
        'The release was merged in a hurry.',
        'They knowingly skipped the second review.',
      ],
      traps: [
        'the broken disk is in rack 9',
        'the deploy broke checkout',
        'Everyone makes mistakes.',
        'Priya took the lead and brought the runbook.',
      ],
    },
  ],
)
