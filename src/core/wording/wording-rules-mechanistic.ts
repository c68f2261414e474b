import { ofCategory } from './wording-rule.ts'

const whole =
  '(fine|well|perfectly|flawlessly|healthy|good|stable|great|ok|okay|smoothly|as designed|as intended|as expected|correctly)'

export const mechanisticRules = ofCategory(
  'mechanistic',
  { reason: 'treats a person as the part that broke.', question: 'other-days' },
  [
    {
      id: 'faulty-part',
      strength: 'strong',
      patterns: [
        '(human|operator|person|engineer) in the loop ..1 (failed|broke|was the|is the)',
        '(fix|patch|debug|upgrade|repair) (<one>|<many>) ~($|,|!|first|instead)',
        '(fine|ok|okay|good|healthy|perfect|working|sound) ,? (but|and)? ..1 <person> (was|were|is|are|did) not',
        '(worked|fine|works|ok|right|well) (except|apart from) (for)? <person>',
        '(<person>|humans|users|the human|the operator|the user) <be> <adverb>? (always|usually|often)? the <adverb>? ..1 (problem|issue|bug|failure|bottleneck|defect|root cause|cause|failing part|single point of failure|weak link|weakest link|weak point|weak spot)',
        '(<person>|humans|users) <be> ..3 (weak|weakest|least) ..1 (link|reliable|part|component)',
        '(weak|weakest|broken|faulty|failing|unreliable|defective|flaky) (link|part|component|piece|point|element) ..6 <be> ..2 (<person>|human|humans|people|user|operator)',
        '(component|part|piece|bug|problem|failure|malfunction|defect|fault) ..4 <be> <adverb>? <person>',
        '(problem|bug|issue|fault) (was|is|lies|sits|sat) ..2 (with|between)? ..1 (<person>|human|humans|operator|user) ~!(error)',
        '<person> (that|who) (malfunctioned|failed|broke)',
        `(${whole}|worked|working|running) ..4 until (<person>|a human|human|humans) <adverb>? (<done>|came|went|got|broke)`,
        'until (someone|somebody|<person>) <adverb>? (touched|messed|broke|decided to|came along|fiddled|meddled|tampered|got|changed|removed|updated it|introduced|took over|switched|ruined|screwed|started messing|fixed it)',
        `(worked|works|work|did) ..2 (${whole}|job) ,? (it was|but|,) ..2 (<person>|human|humans|operator|user)`,
        '(safeguards|system|systems|process|tooling|machine|software) (worked|works|was|is|did) ..4 , ..2 <person> ..3 (bypassed|malfunctioned|failed|did not|ignored)',
        '<person> just (bypassed|ignored|skipped|overrode)',
        '(take|taking|remove|removing|get|keep) ..2 humans? ..1 (out|away) ..2 (loop|equation)',
        '<person> <done> , it <done> ,? (and)? it',
        'if ..6 <person> ..4 (were|was) ..2 removed',
      ],
      unless: ['<not> ..3 the (problem|issue|bug)', '(problem|issue) <be> <not>'],
      examples: [
        'the tooling is sound, the operators are the problem',
        'it ran fine until somebody meddled with it',
        'people are the weakest link in this pipeline',
        'the broken part here is the release manager',
        'she clicked, it restarted, it broke',
      ],
      traps: [
        'part of the array is degraded',
        'the link to the second site is weak today',
        'we waited until the vendor called back',
      ],
    },
    {
      id: 'led-directly-to',
      strength: 'soft',
      patterns: [
        "(that is|that's) the whole story",
        'led directly to',
        'directly (caused|led)',
        '(domino effect|single point of failure in the chain)',
      ],
      examples: ['the change of the lease led directly to the split'],
      traps: ['the domino cluster still sends the mail'],
    },
  ],
)
