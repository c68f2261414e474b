import { closest, distance } from 'fastest-levenshtein'
import { type Incident, nameOf, reopening, resolving, statusFrom, titleAndDescription } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { findSeverity, severityLabel } from '../core/severity.ts'
import { dayNumbers } from '../core/time-text.ts'
import { firstWord, personIn, plainFrom, quoted, readDeclaration } from '../core/typed-text.ts'
import { addNote } from '../flows/add-note.ts'
import { askAdoption } from '../flows/ask-adoption.ts'
import { assignRole } from '../flows/assign-role.ts'
import { backfillChannel } from '../flows/backfill-channel.ts'
import { type ChangeRequest, changeIncident } from '../flows/change-incident.ts'
import { declareIncident } from '../flows/declare-incident.ts'
import { listIncidents } from '../flows/list-incidents.ts'
import type { Message, Modal } from './blocks.ts'
import { escapeText } from './blocks.ts'
import { changeWords } from './deliver-changes.ts'
import { editEntryForm, newEntryForm } from './entry-form.ts'
import { entryIn } from './entry-menu.ts'
import { type Asked, incidentMeant, isHere } from './incident-meant.ts'
import { lastZoneOf } from './own-zone.ts'
import { reviewPage, timelinePage } from './pages.ts'
import { declaringMessage, helpMessage, incidentListMessage, sentence } from './views/answers.ts'
import { declareModal, updateModal } from './views/forms.ts'
import { importModal } from './views/import.ts'

/** What a command is answered with: nothing, as the channel shows it; a message for that person's eyes; or a form. */
export type CommandAnswer = { kind: 'nothing' } | { kind: 'say'; message: Message } | { kind: 'open'; view: Modal }

/** One subcommand. Help, the suggestion for a misspelt one and the docs are made from this table. */
export type Subcommand = {
  name: string
  does: string
  example: string
  run(asked: Asked): Promise<CommandAnswer>
}

const nothing: CommandAnswer = { kind: 'nothing' }
const say = (message: Message): CommandAnswer => ({ kind: 'say', message })

/** The channel shows a change itself; somebody who made it from elsewhere is told how it stands. */
const done = (here: boolean, text: string): CommandAnswer => (here ? nothing : say(sentence(text)))

export const subcommands: readonly Subcommand[] = [
  {
    name: 'declare',
    does: 'declares an incident and makes its channel. `--private` and `--drill` may stand anywhere; without a title a form opens.',
    example: '/incident declare users table is empty sev1',
    run: declare,
  },
  {
    name: 'adopt',
    does: "makes the channel you are in an incident's, and reads its last 24 hours; `--since` says otherwise. Title and severity may be left out.",
    example: '/incident adopt users table is empty sev1 --since 3h',
    run: async (asked) =>
      (await askAdoption(asked.ctx, asked))
        ? say(sentence("Looking at this channel. The incident's headline follows here."))
        : nothing,
  },
  {
    name: 'backfill',
    does: 'reads what was written in its channel before: messages, reactions, pins.',
    example: '/incident backfill 3 days',
    run: async (asked) => {
      const { incident, words } = await incidentMeant(asked, 'backfill', '3 days')
      const since = words.replace(/^(?:--|[–—])since[\s=:]*/i, '')
      const begun = await backfillChannel(asked.ctx, { ...who(asked), incidentId: incident.id, since })
      return begun ? say(sentence(`Reading the channel of ${nameOf(incident)}; it shows there how far that has come.`)) : nothing
    },
  },
  {
    name: 'import',
    does: 'puts a transcript from elsewhere on the timeline: pasted, or a file.',
    example: '/incident import',
    run: async (asked) => {
      const { incident } = await incidentMeant(asked, 'import')
      const timeZone = await lastZoneOf(asked.ctx, asked.viewer)
      const day = dayNumbers(incident.startedAt ?? incident.detectedAt ?? incident.declaredAt, timeZone)
      return { kind: 'open', view: importModal(incident, { incidentId: incident.id, day, responseUrl: asked.responseUrl }) }
    },
  },
  {
    name: 'update',
    does: 'opens a form for status, severity, title and what is happening.',
    example: '/incident update',
    run: async (asked) => {
      const { incident } = await incidentMeant(asked, 'update')
      return { kind: 'open', view: updateModal(incident, asked.ctx.config.severities) }
    },
  },
  {
    name: 'status',
    does: 'says where it stands: investigating, identified, monitoring, paused, resolved, closed, cancelled.',
    example: '/incident status monitoring',
    run: (asked) =>
      change(asked, 'status', 'monitoring', (words) => {
        const { first, rest } = firstWord(words)
        return { wish: { status: statusFrom(first) }, note: rest }
      }),
  },
  {
    name: 'severity',
    does: 'says how grave it is.',
    example: '/incident severity sev2',
    run: (asked) =>
      change(asked, 'severity', 'sev2', (words) => {
        if (findSeverity(asked.ctx.config.severities, words)) return { wish: { severity: words }, note: '' }
        const { first, rest } = firstWord(words)
        return { wish: { severity: first }, note: rest }
      }),
  },
  {
    name: 'lead',
    does: 'gives the lead to somebody; without a name, to you.',
    example: '/incident lead @maya',
    run: async (asked) => {
      const { incident, words } = await incidentMeant(asked, 'lead')
      return giveRole(asked, incident, 'lead', words)
    },
  },
  {
    name: 'role',
    does: 'gives a role to somebody; without a name, to you.',
    example: '/incident role communications @sam',
    run: async (asked) => {
      const { incident, words } = await incidentMeant(asked, 'role')
      const { first: role, rest } = firstWord(words)
      return giveRole(asked, incident, role, rest)
    },
  },
  {
    name: 'note',
    does: 'writes something on the timeline.',
    example: '/incident note restored the table from the replica',
    run: async (asked) => {
      const { incident, words } = await incidentMeant(asked, 'note', 'restored the table')
      const noted = await addNote(asked.ctx, { ...who(asked), incidentId: incident.id, text: words })
      return noted ? say(sentence(`On the timeline of ${nameOf(incident)}: ${words}`)) : nothing
    },
  },
  {
    name: 'add',
    does: 'opens a form for an entry of any time, with its kind.',
    example: '/incident add backups were switched off',
    run: async (asked) => {
      const { incident, words } = await incidentMeant(asked, 'add')
      return { kind: 'open', view: newEntryForm(incident, plainFrom(words), { responseUrl: asked.responseUrl, page: null }) }
    },
  },
  {
    name: 'edit',
    does: 'opens a form to change an entry: its words, kind and time. The timeline shows their numbers.',
    example: '/incident edit E45',
    run: async (asked) => {
      const { ctx, viewer, responseUrl } = asked
      return { kind: 'open', view: await editEntryForm(ctx, viewer, entryIn(asked.words), { responseUrl, page: null }) }
    },
  },
  {
    name: 'timeline',
    does: 'shows the timeline, to you alone; `/incident timeline hidden` with what is hidden.',
    example: '/incident timeline',
    run: async (asked) => {
      const { incident, words } = await incidentMeant(asked, 'timeline')
      return say(await timelinePage(asked, incident.id, 0, words.trim().toLowerCase() === 'hidden'))
    },
  },
  {
    name: 'resolve',
    does: 'resolves it, and compiles the review. What helped may be left out.',
    example: '/incident resolve restored from the replica',
    run: (asked) => change(asked, 'resolve', '', (note) => ({ wish: resolving, note })),
  },
  {
    name: 'reopen',
    does: 'opens it again; its old times stay on the timeline.',
    example: '/incident reopen sign-in fails again',
    run: (asked) => change(asked, 'reopen', '', (note) => ({ wish: reopening, note })),
  },
  {
    name: 'close',
    does: 'closes it once it is resolved. The review goes on.',
    example: '/incident close',
    run: (asked) => change(asked, 'close', '', (note) => ({ wish: { status: 'closed' }, note })),
  },
  {
    name: 'cancel',
    does: 'for a false alarm, or where it is the same as another.',
    example: '/incident cancel same as INC-11',
    run: (asked) => change(asked, 'cancel', '', (note) => ({ wish: { status: 'cancelled' }, note })),
  },
  {
    name: 'review',
    does: 'shows the review, to you alone.',
    example: '/incident review INC-12',
    run: async (asked) => {
      const { incident } = await incidentMeant(asked, 'review')
      return say(await reviewPage(asked, incident.id, 0))
    },
  },
  {
    name: 'list',
    does: 'lists the open incidents.',
    example: '/incident list',
    run: async (asked) => {
      const { severity } = changeWords(asked.ctx.config)
      return say(incidentListMessage(await listIncidents(asked.ctx, asked.viewer), severity))
    },
  },
  {
    name: 'help',
    does: 'shows this.',
    example: '/incident help',
    run: async ({ ctx }) => say(helpMessage(subcommands, ctx.config.emoji.marks[0]?.emoji ?? null)),
  },
]

/** How far a misspelt word may be from the one that is meant. */
const near = 2

/**
 * The subcommand of that name.
 * @param words what was typed after it
 * @throws Refusal with the nearest one, or with how to declare what was typed
 */
export function subcommandNamed(name: string, words: string): Subcommand {
  const wanted = name.toLowerCase()
  const found = subcommands.find((subcommand) => subcommand.name === wanted)
  if (found) return found
  const nearest = nearestTo(wanted)
  const rest = words === '' ? '' : ` ${shownInCode(words)}`
  const typed = shownInCode(name)
  const meant = nearest && `Did you mean \`${rest === '' ? nearest.example : `/incident ${nearest.name}${rest}`}\`?`
  const declaring = rest === '' && nearest ? null : `To declare it as an incident: \`/incident declare ${typed}${rest}\`.`
  const hints = [meant, declaring, '`/incident help` shows all.'].filter(Boolean)
  throw new Refusal(`There is no \`/incident ${typed}\`. ${hints.join(' ')}`)
}

/** What somebody typed, inside backticks: it may hold none itself. */
const shownInCode = (words: string): string => escapeText(plainFrom(words).replaceAll('`', "'"))

function nearestTo(wanted: string): Subcommand | null {
  const begins = wanted.length > 1 ? subcommands.find(({ name }) => name.startsWith(wanted)) : undefined
  if (begins) return begins
  const names = subcommands.map((subcommand) => subcommand.name)
  const nearest = closest(wanted, names)
  return distance(wanted, nearest) <= near ? (subcommands.find((subcommand) => subcommand.name === nearest) ?? null) : null
}

/** Words of which some may be meant otherwise than they were read (`--privat`), or that say no title, come back in the form. */
async function declare(asked: Asked): Promise<CommandAnswer> {
  const { severities, defaultSeverity } = asked.ctx.config
  const typed = readDeclaration(asked.words, (words) => findSeverity(severities, words)?.key ?? null)
  const { isPrivate, isDrill } = typed
  const { title, description } = titleAndDescription(typed.text)
  const severity = typed.severity ?? defaultSeverity
  const { responseUrl } = asked
  if (title === '' || typed.doubtful)
    return { kind: 'open', view: declareModal({ severities, severity, title, description, isPrivate, isDrill, responseUrl }) }
  const incident = await declareIncident(asked.ctx, {
    ...who(asked),
    title,
    severity,
    description,
    isPrivate,
    kind: isDrill ? 'drill' : 'live',
    responseUrl,
  })
  return incident ? say(declaringMessage(incident, severityLabel(severities, severity))) : nothing
}

const who = ({ viewer, requestKey }: Asked) => ({ viewer, requestKey })

async function change(
  asked: Asked,
  name: string,
  example: string,
  read: (words: string) => { wish: ChangeRequest['wish']; note: string },
): Promise<CommandAnswer> {
  const meant = await incidentMeant(asked, name, example)
  const incident = await changeIncident(asked.ctx, { ...who(asked), incidentId: meant.incident.id, ...read(meant.words) })
  if (!incident) return nothing
  const severity = severityLabel(asked.ctx.config.severities, incident.severity)
  return done(isHere(asked, incident), `${nameOf(incident)}: ${escapeText(severity)}, ${incident.status}.`)
}

async function giveRole(asked: Asked, incident: Incident, role: string, words: string): Promise<CommandAnswer> {
  const named = personIn(words)
  const isMe = words === '' || words.toLowerCase() === 'me'
  if (!named && !isMe)
    throw new Refusal(`I could not tell whom you mean by ${quoted(words)}. Type \`@\` and choose the person from Slack's list.`)
  const userId = named ?? asked.viewer.userId
  await assignRole(asked.ctx, { ...who(asked), incidentId: incident.id, role, userId })
  const label = escapeText(changeWords(asked.ctx.config).role(role.toLowerCase()))
  return done(isHere(asked, incident), `${nameOf(incident)}: ${label} is <@${userId}>.`)
}
