/*
 * What comes back from Slack when somebody presses or submits something. A button's value, or a form's private metadata,
 * says about which incident or prompt; so a button keeps its meaning for as long as the message exists.
 */

export const actions = {
  lead: 'incident_lead',
  openUpdate: 'incident_update_open',
  resolve: 'incident_resolve',
  reopen: 'incident_reopen',
  showTimeline: 'timeline_show',
  addEntry: 'entry_add',
  entryMenu: 'entry_menu',
  showReview: 'review_show',
  openReview: 'review_open',
  publishReview: 'review_publish',
  declineReview: 'review_decline',
  reopenReview: 'review_reopen',
  writePart: 'review_part_write',
  showConcerns: 'concerns_show',
  concernMenu: 'concern_menu',
  addAccount: 'account_add',
  compareReview: 'review_compare',
  addMaterial: 'material_add',
  materialMenu: 'material_menu',
  showMaterial: 'material_show',
  useAnswer: 'material_of_answer',
  openNote: 'note_open',
  answer: 'prompt_answer',
  later: 'prompt_later',
  skip: 'prompt_skip',
  notMine: 'prompt_not_mine',
  promptMenu: 'prompt_menu',
  unmute: 'prompt_unmute',
  askAgain: 'prompt_ask_again',
  oneMore: 'prompt_one_more',
  allRight: 'care_all_right',
  askForCall: 'care_call',
  askForCallOf: 'care_call_of',
  showMoment: 'prompt_moment_show',
  keepWording: 'wording_keep',
  searchPage: 'search_page',
  notLikeThis: 'rhyme_hide',
  seenPage: 'seen_page',
  sameCondition: 'condition_same',
  otherCondition: 'condition_other',
  takeBackCondition: 'condition_take_back',
} as const

export const forms = {
  declare: 'declare_form',
  update: 'update_form',
  answer: 'answer_form',
  answerPreview: 'answer_preview',
  receipt: 'receipt_shown',
  entry: 'entry_form',
  import: 'import_form',
  importPreview: 'import_preview',
  material: 'material_form',
  materialMessage: 'material_message_form',
  link: 'condition_link_form',
  together: 'condition_together_form',
  evidence: 'evidence_form',
  outcome: 'change_outcome_form',
  declineChange: 'change_decline_form',
  part: 'part_form',
  nudges: 'part_nudges',
  publish: 'publish_form',
  decline: 'decline_form',
} as const

/** What people choose in Slack's menus; the manifest names the same. */
export const shortcuts = {
  addToTimeline: 'add_to_timeline',
  addToReview: 'add_to_review',
  declare: 'declare_incident',
  declareFrom: 'declare_from_message',
} as const

/** The one command. Everything else is its first word. */
export const command = '/incident'
