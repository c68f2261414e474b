import { type Incident, nameOf } from '../../core/incident.ts'
import { fillQuestion, type Moment, type Question } from '../../core/question.ts'
import { type ToldGroup, toldText } from '../../core/told-by-group.ts'
import {
  actions as blockActions,
  button,
  checkboxes,
  context,
  dateToken,
  escapeText,
  groupedSelect,
  input,
  type Message,
  type Modal,
  mention,
  message,
  modal,
  option,
  plainInput,
  radio,
  section,
  userSelect,
  usersSelect,
} from '../blocks.ts'
import { actions, forms } from '../ids.ts'
import { fields } from './forms.ts'
import { titled } from './opening.ts'

type Review = { state: 'draft' | 'open' | 'published' | 'declined'; opensAt: Date }
type Sent = { question: string; people: number; at: Date }

/** What hosting is, to whoever was named; and what they have asked in their own name. */
export function hostingMessage(incident: Incident, review: Review, sent: readonly Sent[]): Message {
  const name = nameOf(incident)
  const opens = review.state === 'draft' ? ` It opens on ${dateToken(review.opensAt, '{date_long}')}.` : ''
  return message(`You host the review of ${name}.`, [
    section(`*You host the review of ${titled(incident)}.*${opens}`),
    section(
      [
        'Hosting is seeing to it that the story gets told and nobody is left alone with it:',
        '• Whoever may be shaken hears from you first, by voice. Those who would like a call are told that you are there.',
        '• I ask those involved by myself, in private. You can ask more people in your own name, also outside the response: who looks after a safeguard, who knows why something was built so.',
        '• Nobody is chased, and nobody has to answer. What is told belongs to whoever told it.',
      ].join('\n'),
    ),
    ...(sent.length > 0 ? [context(sent.map(sentLine).join('\n'))] : []),
    blockActions(
      `host:${incident.id}`,
      button('What is open', actions.showOpen, { value: incident.id }),
      button('Send a question', actions.sendQuestion, { value: incident.id }),
      button('The meeting', actions.showMeeting, { value: incident.id }),
      button('Somebody else hosts', actions.nameHost, { value: incident.id }),
    ),
  ])
}

const sentLine = ({ question, people, at }: Sent): string =>
  `You asked ${people === 1 ? 'one person' : `${people} people`} on ${dateToken(at, '{date_short}')}: “${escapeText(question)}”`

/** To whoever hosted it before. */
export const notHostMessage = (incident: Incident, hostId: string): Message => {
  const text = `${mention(hostId)} hosts the review of ${titled(incident)} now. Thank you.`
  return message(text, [section(text)])
}

/** In the channel, so that everybody knows whose questions may come. */
export const hostInChannelMessage = (incident: Incident, hostId: string): Message => {
  const text = `${mention(hostId)} hosts the review of ${nameOf(incident)}.`
  return message(text, [context(text)])
}

export type ShownOpen = {
  incident: Incident
  groups: readonly ToldGroup[]
  hints: readonly { question: string; userId: string | null; words: string | null }[]
  roleLabel: (key: string) => string
  /** What the review lists as unknown. */
  unknown: readonly string[]
}

/** What is open, for the host: nobody by name but who might know more. */
export function openForHostMessage({ incident, groups, hints, roleLabel, unknown }: ShownOpen): Message {
  const name = nameOf(incident)
  return message(`What is open in the review of ${name}`, [
    section(`*What is open in the review of ${name}*`),
    section(groups.length === 0 ? fewInvolved : groups.map((group) => groupLine(group, roleLabel)).join('\n')),
    ...listed('Who might know more, as somebody said', hints.map(hintLine)),
    ...listed(
      'Still unknown',
      unknown.map((line) => `• ${escapeText(line)}`),
    ),
    context('Who was asked, who answered and who skipped stays with them.'),
    blockActions(
      `open:${incident.id}`,
      button('Send a question', actions.sendQuestion, { value: incident.id }),
      button('Read the review', actions.showReview, { value: incident.id }),
    ),
  ])
}

const fewInvolved = 'Fewer than three people are involved, so nothing is counted here. A word with them says more.'

const groupLine = (group: ToldGroup, roleLabel: (key: string) => string): string =>
  `${group.role === null ? 'Involved' : escapeText(roleLabel(group.role))}: ${toldText(group)} have told something.`

const hintLine = ({ question, userId, words }: ShownOpen['hints'][number]): string =>
  `• ${[userId ? mention(userId) : null, words ? escapeText(words) : null].filter(Boolean).join(', ')}: “${escapeText(question)}”`

/** So many lines; the review has the rest. */
const mostLines = 10

const listed = (heading: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [section(`*${heading}*\n${lines.slice(0, mostLines).join('\n')}`)]

/** Who hosts the review. Suggested is who held no role: they were there, and not in the middle of it. */
export function nameHostModal(incident: Incident, withoutRole: readonly { userId: string; name: string }[]): Modal {
  const suggested = withoutRole.slice(0, 9).map(({ userId, name }) => option(name, userId))
  return modal({
    callbackId: forms.nameHost,
    title: 'Who hosts the review?',
    submit: 'Name them',
    privateMetadata: incident.id,
    blocks: [
      section(
        `Somebody who was not in the middle of ${nameOf(incident)} sees more: without a role in it, or from another team. They need not be an expert.`,
      ),
      ...(suggested.length === 0
        ? []
        : [input('On the timeline, without a role', fields.how, radio(fields.how, suggested), { optional: true })]),
      input('Anybody else, also from another team', fields.person, userSelect(fields.person, 'Somebody'), { optional: true }),
      input('How?', fields.options, checkboxes(fields.options, [askFirst], ['ask']), { optional: true }),
    ],
  })
}

const askFirst = option('Ask them first', 'ask', 'In private; a no needs no reason')

/** What the form to send a question holds already; `chosen` is shown in full, as a menu cuts it. */
export type SendForm = { incident: Incident; questions: readonly Question[]; chosen: Question | null; longestWords: number }

/** A question of the bank, from the host, to anybody. */
export const sendQuestionModal = ({ incident, questions, chosen, longestWords }: SendForm): Modal =>
  modal({
    callbackId: forms.sendQuestion,
    title: 'Send a question',
    submit: 'Send in my name',
    privateMetadata: incident.id,
    blocks: [
      input(
        'Which question?',
        fields.question,
        groupedSelect(actions.chooseQuestion, 'A question of the bank', groupsOf(questions)),
        {
          dispatch: true,
        },
      ),
      ...(chosen ? [context([fillQuestion(chosen, {}), ...chosen.followUps].map(escapeText).join(' '))] : []),
      input('Whom?', fields.people, usersSelect(fields.people, 'Anybody in this workspace', 10)),
      input('About what?', fields.entry, plainInput(fields.entry, { maxLength: 12, placeholder: 'E45 or C12' }), {
        optional: true,
        hint: 'The number of a moment (E45), a condition (C12), a safeguard (S3), a usual way (U2) or a change (X7): its words then stand in the question.',
      }),
      input('In your own words', fields.text, plainInput(fields.text, { multiline: true, maxLength: longestWords }), {
        optional: true,
        hint: 'What it is about, and how it helps. “How” and “what” open more than “why”.',
      }),
      context(
        'It reaches each of them at a decent hour of theirs, unless they want no questions or have been asked enough. I do not tell whom it reached or who answered; what somebody releases, you will see.',
      ),
    ],
  })

/** What the host would ask first comes first: what lay behind it. What people write unasked is no question to send. */
const groups: readonly (readonly [Moment, string])[] = [
  ['days-after', 'One to three days after'],
  ['review-meeting', 'In the review'],
  ['month-after', 'A month after'],
  ['entry', 'About any moment'],
  ['action', 'About an action'],
  ['decision', 'About a decision'],
  ['observation', 'About an observation'],
  ['hypothesis', 'About a hypothesis'],
  ['surprise', 'About a surprise'],
  ['communication', 'About an update'],
  ['status-change', 'About a change of status'],
  ['severity-change', 'About a change of severity'],
  ['role-change', 'About a role that changed hands'],
  ['recovery', 'About recovery'],
  ['told-later', 'About what was written down later'],
  ['declare', 'On declaring'],
  ['during', 'While at work on it'],
  ['hour-after', 'About an hour after'],
]

const groupsOf = (questions: readonly Question[]) =>
  groups.map(([moment, label]) => ({
    label,
    options: questions.filter((each) => each.moment === moment).map((each) => option(each.textWithout ?? each.text, each.id)),
  }))
