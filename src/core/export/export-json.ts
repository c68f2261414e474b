import { nameOf } from '../incident.ts'
import { withoutNumber } from '../labels.ts'
import { answerRef } from '../prompts.ts'
import type { RenderedReview, RenderedStatement, SectionKey } from '../review/review.ts'
import { type Known, knownFrom, type ShownAnswer } from '../review/review-facts.ts'
import { type Change, type Entry, entryRef } from '../timeline.ts'
import { type Clean, cleanerFor, type ExportInput } from './export-clean.ts'
import { accountsJson, materialJson } from './export-material.ts'

const exportVersion = 1

/**
 * An incident with its timeline, released answers and review, as plain data for `JSON.stringify`;
 * docs/export.schema.json describes each field. Times are ISO 8601 in UTC.
 * People are labels; a name stands only beside an answer that was released with it. No Slack user id is in it.
 */
export function exportJson(input: ExportInput) {
  const { facts, labels, generatedAt } = input
  const clean = cleanerFor(input)
  const known = knownFrom(facts)
  return {
    version: exportVersion,
    generatedAt: generatedAt.toISOString(),
    incident: incidentJson(input, clean),
    roles: known.roles.map(({ role, userId, fromAt, untilAt }) => ({
      role: clean.plain(role),
      holder: labels(userId),
      fromAt: fromAt.toISOString(),
      untilAt: iso(untilAt),
    })),
    timeline: known.entries.map((entry) => entryJson(entry, input, clean)),
    answers: known.answers.map((answer) => answerJson(answer, known, input, clean)),
    accounts: accountsJson(known),
    withoutAttribution: known.merged.map((text) => (text === null ? null : clean.readable(text))),
    accountsThatDiffer: [...known.material.differing.values()].map(({ one, other }) => [one, other]),
    material: materialJson({ input, clean, known }),
    review: {
      state: facts.review.state,
      opensAt: facts.review.opensAt.toISOString(),
      openedAt: iso(facts.review.openedAt),
      publishedAt: iso(facts.review.publishedAt ?? null),
      publishedNote: typed(facts.review.publishedNote, clean),
      declinedReason: typed(facts.review.declinedReason, clean),
      heard: {
        peopleAsked: facts.asked.people,
        people: new Set(known.answers.map(({ userId }) => userId)).size,
        accounts: known.answers.length,
        withoutAttribution: known.merged.length,
      },
      unknown: sentencesIn('unknown', input.rendered, clean),
      nextOne: proseIn('next', input.rendered, clean),
      peopleAsked: facts.asked.people,
      ...reviewJson(input.rendered, clean),
    },
  }
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

function incidentJson({ facts, labels }: ExportInput, clean: Clean) {
  const { incident } = facts
  return {
    id: nameOf(incident),
    number: incident.number,
    title: clean.readable(incident.title),
    description: clean.readable(incident.description),
    severity: clean.plain(incident.severity),
    severityLabel: clean.plain(facts.severityLabel),
    status: incident.status,
    kind: incident.kind,
    isPrivate: incident.isPrivate,
    declaredBy: labels(incident.declaredBy),
    channelName: incident.channelName === null ? null : clean.plain(incident.channelName),
    startedAt: iso(incident.startedAt),
    detectedAt: iso(incident.detectedAt),
    declaredAt: incident.declaredAt.toISOString(),
    mitigatedAt: iso(incident.mitigatedAt),
    resolvedAt: iso(incident.resolvedAt),
    closedAt: iso(incident.closedAt),
  }
}

function entryJson(entry: Entry, { facts, labels, names }: ExportInput, clean: Clean) {
  return {
    id: entryRef(entry.id),
    happenedAt: entry.happenedAt.toISOString(),
    recordedAt: entry.recordedAt.toISOString(),
    editedAt: iso(entry.editedAt),
    kind: entry.kind,
    source: entry.source,
    author: authorJson(entry, facts.named.has(entry.id) ? (userId) => clean.plain(names(userId)) : labels, clean),
    text: entry.text === null ? null : clean.readable(entry.text),
    about: entry.about === null ? null : clean.readable(entry.about),
    change: entry.change && changeJson(entry, entry.change, labels, clean),
    permalink: clean.address(entry.permalink),
    files: entry.files.map(({ name, permalink }) => ({ name: clean.readable(name), permalink: clean.address(permalink) })),
  }
}

/** An app has its name; what was imported may carry the name of a person, who was not asked. */
function authorJson({ authorId, authorName, source }: Entry, labels: ExportInput['labels'], clean: Clean): string | null {
  if (authorId !== null) return labels(authorId)
  return authorName === null || source === 'import' ? null : clean.readable(authorName)
}

function changeJson({ kind }: Entry, { field, from, to }: Change, labels: ExportInput['labels'], clean: Clean) {
  const value = (text: string | null) => (text === null ? null : kind === 'role' ? labels(text) : clean.readable(text))
  return { field: clean.plain(field), from: value(from), to: value(to) }
}

function answerJson(answer: ShownAnswer, { entryOf }: Known, { labels, names }: ExportInput, clean: Clean) {
  const entry = answer.entryId === null ? null : entryRef(answer.entryId)
  return {
    id: answerRef(answer.id),
    author: answer.visibility === 'with_name' ? clean.plain(names(answer.userId)) : withoutNumber(labels(answer.userId)),
    visibility: answer.visibility,
    question: clean.readable(answer.questionText),
    text: answer.text === null ? null : clean.readable(answer.text),
    entry: entry !== null && entryOf.has(entry) ? entry : null,
    momentAt: iso(answer.momentAt),
  }
}

/** What somebody typed for the review: no markup of Slack's in it, but for people. */
const typed = (text: string | null | undefined, clean: Clean): string | null =>
  text === null || text === undefined ? null : clean.readable(text.replaceAll('&', '&amp;'))

const statementsIn = (key: SectionKey, { sections }: RenderedReview): RenderedStatement[] =>
  sections.find((section) => section.key === key)?.statements ?? []

const sentencesIn = (key: SectionKey, rendered: RenderedReview, clean: Clean) =>
  statementsIn(key, rendered)
    .filter(({ isProse }) => !isProse)
    .map(({ text, sources }) => ({ text: clean.plain(text), sources }))

function proseIn(key: SectionKey, rendered: RenderedReview, clean: Clean): string | null {
  const prose = statementsIn(key, rendered).find(({ isProse }) => isProse)
  return prose ? clean.plain(prose.text) : null
}

const reviewJson = ({ title, sections }: RenderedReview, clean: Clean) => ({
  title: clean.plain(title),
  sections: sections.map(({ key, heading, statements, emptyPrompt }) => ({
    key,
    heading,
    statements: statements.map(({ text, isProse, sources }) => ({ text: clean.plain(text), isProse, sources })),
    emptyPrompt,
  })),
})
