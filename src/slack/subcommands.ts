import { closest, distance } from 'fastest-levenshtein'
import { nameOf, statusFrom } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { findSeverity, severityLabel } from '../core/severity.ts'
import { personIn, plainFrom, readDeclaration } from '../core/typed-text.ts'
import { addNote } from '../flows/add-note.ts'
import { assignRole } from '../flows/assign-role.ts'
import { changeIncident } from '../flows/change-incident.ts'
import { declareIncident } from '../flows/declare-incident.ts'
import { listIncidents } from '../flows/list-incidents.ts'
import type { Message, Modal } from './blocks.ts'
import { escapeText } from './blocks.ts'
import { changeWords } from './deliver-changes.ts'
import { type Asked, incidentMeant, isHere } from './incident-meant.ts'
import { reviewPage, timelinePage } from './pages.ts'
import { helpMessage, incidentListMessage, sentence } from './views/answers.ts'
import { declareModal, updateModal } from './views/forms.ts'

/** What a command is answered with: nothing, as the channel shows it; a message for that person's eyes; or a form. */
export type CommandAnswer = { kind: 'nothing' } | { kind: 'say'; message: Message } | { kind: 'open'; view: Modal }

/** One subcommand. Help, the suggestion for a misspelt one and the docs are made from this table. */
export type Subcommand = {
  name: string
  usage: string
  does: string
  example: string
  run(asked: Asked): Promise<CommandAnswer>
}

const nothing: CommandAnswer = { kind: 'nothing' }
const say = (message: Message): CommandAnswer => ({ kind: 'say', message })

/** The channel shows a change itself; somebody who made it from elsewhere is told. */
const done = (here: boolean, text: string): CommandAnswer => (here ? nothing : say(sentence(text)))

export const subcommands: readonly Subcommand[] = [
  {
    name: 'declare',
    usage: '/incident declare [title] [severity]',
    does: 'declares an incident and makes its channel; without a title it opens a form. `--private` and `--drill` are understood.',
    example: '/incident declare users table is empty sev1',
    run: declare,
  },
  {
    name: 'update',
    usage: '/incident update',
    does: 'opens a form for status, severity, title and what is happening.',
    example: '/incident update',
    run: async (asked) => {
      const { incident } = await incidentMeant(asked, 'update')
      return { kind: 'open', view: updateModal(incident, asked.ctx.config.severities) }
    },
  },
  {
    name: 'status',
    usage: '/incident status <status>',
    does: 'says where it stands: investigating, identified, monitoring, paused, resolved, closed, cancelled.',
    example: '/incident status monitoring',
    run: (asked) => change(asked, 'status', 'monitoring', (words) => ({ status: statusFrom(words) })),
  },
  {
    name: 'severity',
    usage: '/incident severity <severity>',
    does: 'says how grave it is.',
    example: '/incident severity sev2',
    run: (asked) => change(asked, 'severity', 'sev2', (words) => ({ severity: words })),
  },
  {
    name: 'lead',
    usage: '/incident lead [@person]',
    does: 'gives the lead to somebody, or to you.',
    example: '/incident lead @maya',
    run: async (asked) => {
      const { incident, words } = await incidentMeant(asked, 'lead')
      return giveRole(asked, incident, 'lead', words)
    },
  },
  {
    name: 'role',
    usage: '/incident role <role> [@person]',
    does: 'gives a role to somebody, or to you.',
    example: '/incident role communications @sam',
    run: async (asked) => {
      const { incident, words } = await incidentMeant(asked, 'role')
      const [role = '', ...rest] = words.split(/\s+/)
      return giveRole(asked, incident, role, rest.join(' '))
    },
  },
  {
    name: 'note',
    usage: '/incident note <text>',
    does: 'writes something on the timeline.',
    example: '/incident note restored the table from the replica',
    run: async (asked) => {
      const { incident, words } = await incidentMeant(asked, 'note', 'restored the table')
      const noted = await addNote(asked.ctx, { ...who(asked), incidentId: incident.id, text: words })
      return noted ? say(sentence(`On the timeline of ${nameOf(incident)}: ${words}`)) : nothing
    },
  },
  {
    name: 'timeline',
    usage: '/incident timeline',
    does: 'shows the timeline, to you alone.',
    example: '/incident timeline',
    run: async (asked) => {
      const { incident } = await incidentMeant(asked, 'timeline')
      return say(await timelinePage(asked, incident.id, 0))
    },
  },
  {
    name: 'resolve',
    usage: '/incident resolve',
    does: 'resolves it; the review is compiled.',
    example: '/incident resolve',
    run: (asked) => change(asked, 'resolve', '', () => ({ status: 'resolved' })),
  },
  {
    name: 'reopen',
    usage: '/incident reopen',
    does: 'opens it again, with its old times kept on the timeline.',
    example: '/incident reopen',
    run: (asked) => change(asked, 'reopen', '', () => ({ status: 'investigating' })),
  },
  {
    name: 'review',
    usage: '/incident review',
    does: 'shows the review, to you alone.',
    example: '/incident review INC-12',
    run: async (asked) => {
      const { incident } = await incidentMeant(asked, 'review')
      return say(await reviewPage(asked, incident.id, 0))
    },
  },
  {
    name: 'list',
    usage: '/incident list',
    does: 'lists the open incidents.',
    example: '/incident list',
    run: async (asked) => {
      const { severity } = changeWords(asked.ctx.config)
      return say(incidentListMessage(await listIncidents(asked.ctx, asked.viewer), severity))
    },
  },
  {
    name: 'help',
    usage: '/incident help',
    does: 'shows this.',
    example: '/incident help',
    run: async () => say(helpMessage(subcommands)),
  },
]

/** How far a misspelt word may be from the one that is meant. */
const near = 2

/** The subcommand of that name. @throws Refusal with the nearest one */
export function subcommandNamed(name: string, all: string): Subcommand {
  const wanted = name.toLowerCase()
  const found = subcommands.find((subcommand) => subcommand.name === wanted)
  if (found) return found
  const names = subcommands.map((subcommand) => subcommand.name)
  const nearest = closest(wanted, names)
  const typed = escapeText(plainFrom(name))
  if (distance(wanted, nearest) <= near || nearest.startsWith(wanted)) {
    const example = subcommands.find((subcommand) => subcommand.name === nearest)?.example ?? ''
    throw new Refusal(`There is no \`/incident ${typed}\`. Did you mean \`${example}\`? \`/incident help\` shows all.`)
  }
  throw new Refusal(
    `There is no \`/incident ${typed}\`. To declare an incident: \`/incident declare ${escapeText(plainFrom(all))}\`. \`/incident help\` shows all.`,
  )
}

async function declare(asked: Asked): Promise<CommandAnswer> {
  const { config } = asked.ctx
  const typed = readDeclaration(asked.words, (word) => findSeverity(config.severities, word) !== null)
  if (typed.title === '') {
    const severity = typed.severity ?? config.defaultSeverity
    return {
      kind: 'open',
      view: declareModal({ severities: config.severities, severity, title: '', responseUrl: asked.responseUrl }),
    }
  }
  const incident = await declareIncident(asked.ctx, {
    ...who(asked),
    title: typed.title,
    severity: typed.severity ?? config.defaultSeverity,
    description: '',
    isPrivate: typed.isPrivate,
    kind: typed.isDrill ? 'drill' : 'live',
    responseUrl: asked.responseUrl,
  })
  if (!incident) return nothing
  const severity = severityLabel(config.severities, incident.severity)
  return say(
    sentence(
      `Declaring ${nameOf(incident)}: ${escapeText(incident.title)} (${escapeText(severity)}). The link to its channel follows.`,
    ),
  )
}

const who = ({ viewer, requestKey }: Asked) => ({ viewer, requestKey })

async function change(
  asked: Asked,
  name: string,
  example: string,
  wishFrom: (words: string) => Parameters<typeof changeIncident>[1]['wish'],
): Promise<CommandAnswer> {
  const { incident, words } = await incidentMeant(asked, name, example)
  const wish = wishFrom(words)
  if (name === 'reopen' && incident.resolvedAt === null && incident.closedAt === null)
    throw new Refusal(`${nameOf(incident)} is open: ${incident.status}. There is nothing to reopen.`)
  await changeIncident(asked.ctx, { ...who(asked), incidentId: incident.id, wish })
  return done(isHere(asked, incident), `${nameOf(incident)}: ${wish.status ?? `severity ${words}`}.`)
}

async function giveRole(
  asked: Asked,
  incident: Awaited<ReturnType<typeof incidentMeant>>['incident'],
  role: string,
  words: string,
): Promise<CommandAnswer> {
  const named = personIn(words)
  const isMe = words === '' || words.toLowerCase() === 'me'
  if (!named && !isMe)
    throw new Refusal(
      `I could not tell whom you mean by "${escapeText(plainFrom(words))}". Type \`@\` and choose the person from Slack's list.`,
    )
  const userId = named ?? asked.viewer.userId
  await assignRole(asked.ctx, { ...who(asked), incidentId: incident.id, role, userId })
  return done(
    isHere(asked, incident),
    `${nameOf(incident)}: ${escapeText(changeWords(asked.ctx.config).role(role))} is <@${userId}>.`,
  )
}
