import type { WordingRule } from './wording-rule.ts'

const reason = 'names one cause, and stops there.'
const question = 'conditions-together'
const cause = '(root|sole|only|real|primary|underlying|main|ultimate|true) (cause|reason)'

export const causeRules: readonly WordingRule[] = [
  {
    id: 'one-cause-is-a-person',
    category: 'single_cause',
    strength: 'strong',
    reason,
    question,
    patterns: [`${cause} ..5 <be> (that)? <person>`],
    unless: ['<not> ..4 cause'],
    examples: [
      'root cause is the junior running the script against prod',
      'the only reason we went down is that Sam restarted the wrong node',
    ],
    traps: ['still looking for the root cause, no theory yet'],
  },
  {
    id: 'one-cause',
    category: 'single_cause',
    strength: 'soft',
    reason,
    question,
    patterns: [`the ${cause} ..5 (is|was|:|turned)`, '(entirely|solely) due to', 'same root cause'],
    unless: ['<not> ..4 cause'],
    examples: ['so the sole cause of the outage is the missing index', 'this was entirely due to the migration'],
    traps: ['we do not have one root cause; so far five conditions were needed together'],
  },
]
