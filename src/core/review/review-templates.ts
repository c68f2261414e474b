import { afterTemplates } from './review-after.ts'
import { changeTemplates } from './review-changes.ts'
import { conditionTemplates } from './review-conditions.ts'
import { datedTemplates } from './review-dated.ts'
import { differingTemplates } from './review-differing.ts'
import { heardTemplates } from './review-heard.ts'
import { heldTemplates } from './review-held.ts'
import { insideTemplates } from './review-inside.ts'
import { mergedTemplates } from './review-merged.ts'
import { partTemplates } from './review-parts.ts'
import { recordedTemplates } from './review-recorded.ts'
import { roleTemplates } from './review-roles.ts'
import { safeguardTemplates, usualTemplates } from './review-safeguards.ts'
import type { Template } from './review-template.ts'
import { timelineTemplates } from './review-timeline.ts'
import { unknownTemplates } from './review-unknown.ts'

/** Every sentence that the bot can say in a review. To add one, add an entry to the list of its section. */
export const templates: readonly Template[] = [
  ...heardTemplates,
  ...recordedTemplates,
  ...roleTemplates,
  ...timelineTemplates,
  ...datedTemplates,
  ...insideTemplates,
  ...mergedTemplates,
  ...usualTemplates,
  ...safeguardTemplates,
  ...conditionTemplates,
  ...heldTemplates,
  ...changeTemplates,
  ...unknownTemplates,
  ...afterTemplates,
  ...differingTemplates,
  ...partTemplates,
]
