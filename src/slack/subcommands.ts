import { differingFrom } from '../core/differing.ts'
import { nameOf, reopening, resolving, statusFrom } from '../core/incident.ts'
import { findSeverity } from '../core/severity.ts'
import { dayNumbers } from '../core/time-text.ts'
import { firstWord, plainFrom } from '../core/typed-text.ts'
import { addNote } from '../flows/add-note.ts'
import { askAdoption } from '../flows/ask-adoption.ts'
import { backfillChannel } from '../flows/backfill-channel.ts'
import { listIncidents } from '../flows/list-incidents.ts'
import { markDiffering } from '../flows/mark-differing.ts'
import { readKnownConditions } from '../flows/read-known-conditions.ts'
import { redactAccount } from '../flows/redact-account.ts'
import { searchReviews } from '../flows/search-reviews.ts'
import { changeWords } from './deliver-changes.ts'
import { differForm, differingText } from './differ-form.ts'
import { editEntryForm, newEntryForm } from './entry-form.ts'
import { entryIn } from './entry-menu.ts'
import { host } from './host-command.ts'
import { incidentMeant } from './incident-meant.ts'
import { materialCommands } from './material-commands.ts'
import { meeting } from './meeting-command.ts'
import { lastZoneOf } from './own-zone.ts'
import { timelinePage } from './pages.ts'
import { runReview } from './review-commands.ts'
import { sayingSame } from './same-condition.ts'
import { nothing, type Subcommand, say, who } from './subcommand.ts'
import { change, declare, giveRole, tellTime } from './subcommand-runs.ts'
import { helpMessage, incidentListMessage, sentence } from './views/answers.ts'
import { updateModal } from './views/forms.ts'
import { importModal } from './views/import.ts'
import { knownConditionsMessage } from './views/known-conditions.ts'
import { searchMessage } from './views/search.ts'

/** Every subcommand of `/incident`. */
export const subcommands: readonly Subcommand[] = [
  {
    name: 'declare',
    does: 'declares an incident and makes its channel. `--private`, `--drill`, `--near-miss` (nothing broke) and `--retrospective` (declared afterwards) may stand anywhere; without a title a form opens.',
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
    name: 'times',
    does: 'records when it `started`, which may be long before, or when it was `detected`, in your own words.',
    example: '/incident times started 2 hours ago',
    run: tellTime,
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
    does: 'shows the review, to you alone; `correct` behind it shows what concerns you in it, `add` takes what you saw, `compare 2 5` shows what changed; `open`, `write story`, `publish`, `decline` and `reopen` do that.',
    example: '/incident review INC-12',
    run: runReview,
  },
  ...materialCommands,
  {
    name: 'seen',
    does: 'shows which conditions were seen in other incidents, and what changes did.',
    example: '/incident seen',
    run: async (asked) => {
      const { incident } = await incidentMeant(asked, 'seen')
      return say(knownConditionsMessage(await readKnownConditions(asked.ctx, { ...asked, incidentId: incident.id, page: 0 })))
    },
  },
  {
    name: 'same',
    does: 'says that a condition is one that was seen before.',
    example: '/incident same C31 C12',
    run: sayingSame,
  },
  {
    name: 'differ',
    does: 'says that two accounts differ: the review then says so, and keeps both. Alone it opens the form; `not` behind it takes that back.',
    example: '/incident differ A7 A9',
    run: async (asked) => {
      const { incident, words } = await incidentMeant(asked, 'differ', 'A7 A9')
      if (words.trim() === '') return { kind: 'open', view: await differForm(asked, incident.id) }
      const { isOff, ...accounts } = differingFrom(words)
      const done = await markDiffering(asked.ctx, { ...who(asked), incidentId: incident.id, accounts, isOff })
      return done ? say(sentence(differingText(accounts, isOff))) : nothing
    },
  },
  {
    name: 'search',
    does: 'looks through titles, conditions, timelines and what people wrote; “in quotes” for words beside each other, -word to leave out.',
    example: '/incident search backups',
    run: async ({ ctx, viewer, words }) => say(searchMessage(await searchReviews(ctx, { viewer, words, page: 0 }))),
  },
  {
    name: 'host',
    does: 'names who hosts the review, or with `ask` before the name asks them; without a name, what is open for its host, or a form to name one.',
    example: '/incident host @jo',
    run: host,
  },
  {
    name: 'meeting',
    does: 'shows when people meet about the review, and to its host what to ask; a time behind it sets or moves it, `cancel` cancels it.',
    example: '/incident meeting thursday 14:00',
    run: meeting,
  },
  {
    name: 'redact',
    does: 'takes a merged account of yours out of a published review, for its receipt.',
    example: '/incident redact 7K3M-Q9WD-…',
    run: async (asked) => {
      await redactAccount(asked.ctx, { viewer: asked.viewer, words: asked.words })
      return say(sentence('It is taken out of the review, and out of every version of it.'))
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
