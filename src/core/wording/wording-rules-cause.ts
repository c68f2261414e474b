import { ofCategory } from './wording-rule.ts'

const cause = '(root|sole|only|real|primary|underlying|main|ultimate|true|actual|single|proximate) (cause|reason|culprit)'

export const causeRules = ofCategory(
  'single_cause',
  { reason: 'names one cause, and stops there.', question: 'conditions-together' },
  [
    {
      id: 'one-cause-is-a-person',
      strength: 'strong',
      patterns: [
        '(reason|cause|explanation|answer) (is|was) <adverb>? simple ..2 (<person>|<nobody>)',
        `${cause} ..6 (is|was|:|be) <adverb>? (that|because)? <person> ~!(is|are|still)`,
        `${cause} ..6 (is|was|:) ..3 (incompetence|negligence|carelessness|laziness|stupidity|human)`,
        '(boils|comes|came|boiled) down to ..3 (<person>|human|incompetence|negligence|carelessness|laziness|stupidity|competence)',
        '(all|entirely|solely|purely|only) (because of|due to|down to|thanks to) <person>',
      ],
      unless: ['<not> ..4 (cause|reason)', 'cause (was|is) ..3 (by|identified|found)'],
      examples: [
        'The real cause is the contractor pulling the cable',
        'the only reason for the outage is that Kenji changed the route',
      ],
      traps: ['no root cause so far, three ideas to try', 'The root cause was identified by the network team.'],
    },
    {
      id: 'one-cause',
      strength: 'soft',
      patterns: [
        `(the|a|its|our|same|single|one|this) ${cause} ..7 (is|was|were|:|turned|has|had)`,
        `(is|was|as|be|identified|being) the ${cause}`,
        '(entirely|solely|purely|all) due to',
        '(same|single|one|common) root cause',
        '(rca done|case closed|stemmed from that)',
        '^ root cause (:|was|is|-|–)',
      ],
      unless: [
        '<not> ..4 (cause|reason)',
        '(looking|searching|investigating|no|unknown|determine|unclear|identify|find|finding|investigate|still) ..5 cause',
        'cause analysis',
        'is being',
      ],
      examples: ['the sole cause of the delay was a full queue', 'the delay was entirely due to the new firmware'],
      traps: ['there is no single root cause; four things had to be true at once', 'no root cause so far, three ideas to try'],
    },
  ],
)
