import fc from 'fast-check'
import { actions, command, forms, shortcuts } from '../../src/slack/ids.ts'
import type { Payload, Sample } from './payloads.ts'

/** Whose requests are bent, and what they are about. */
export type Bent = { teamId: string; userId: string; channelId: string; messageTs: string; ids: string[]; entryIds: number[] }

/** What the bot itself listens to, as Slack sends it: events, the command, each button and each form. */
export function templates(bent: Bent): Sample[] {
  const { teamId, userId, channelId, messageTs, ids, entryIds } = bent
  const frame = { type: 'event_callback', team_id: teamId, event_id: 'Ev0', authorizations: [{ team_id: teamId }] }
  const event = (type: string, fields: Payload): Sample => ({
    name: type,
    kind: 'events_api',
    payload: { ...frame, event: { type, user: userId, event_ts: messageTs, ...fields } },
  })
  const reaction = { reaction: 'pushpin', item: { type: 'message', channel: channelId, ts: messageTs }, item_user: userId }
  const file = { id: 'F1', name: 'graph.png', permalink: 'https://files.slack.example/F1' }
  const message = { channel: channelId, ts: messageTs, text: 'said', blocks: [], files: [file], attachments: [{ text: 'x' }] }
  const who = { team: { id: teamId }, user: { id: userId, team_id: teamId }, trigger_id: '1.2.x', response_url: '' }
  const view = (callbackId: string, metadata: string) => ({
    id: 'V1',
    hash: '1.abc',
    title: { text: 'A form' },
    callback_id: callbackId,
    private_metadata: metadata,
    blocks: ['title', 'severity', 'text', 'visibility'].map((block_id) => ({ type: 'input', block_id })),
    state: { values: filledIn },
  })
  const press = (id: string, value: string): Sample => ({
    name: `${id} ${value}`,
    kind: 'interactive',
    payload: {
      type: 'block_actions',
      ...who,
      channel: { id: channelId },
      container: { type: 'message', channel_id: channelId, message_ts: messageTs },
      actions: [{ type: 'button', action_id: id, block_id: 'b', value }],
      ...(id === actions.showMoment && { view: view(forms.answer, value) }),
    },
  })
  const submit = (id: string, metadata: string): Sample => ({
    name: `${id} ${metadata}`,
    kind: 'interactive',
    payload: { type: 'view_submission', ...who, view: view(id, metadata) },
  })
  const chooses = (value: string): Sample => ({
    name: `menu ${value}`,
    kind: 'interactive',
    payload: {
      type: 'block_actions',
      ...who,
      channel: { id: channelId },
      actions: [{ type: 'overflow', action_id: actions.entryMenu, block_id: 'b', selected_option: { value } }],
    },
  })
  const choosesShortcut = (id: string, type: 'shortcut' | 'message_action'): Sample => ({
    name: `${id} as ${type}`,
    kind: 'interactive',
    payload: {
      type,
      ...who,
      callback_id: id,
      ...(type === 'message_action' && { channel: { id: channelId }, message, message_ts: messageTs }),
    },
  })
  const types = (text: string): Sample => ({
    name: text,
    kind: 'slash_commands',
    payload: { command, text, team_id: teamId, user_id: userId, channel_id: channelId, trigger_id: '1.2.x', response_url: '' },
  })
  const shown = (incidentId: string) =>
    JSON.stringify({ incidentId, status: 'investigating', severity: 'sev1', title: 'x', description: '' })
  return [
    event('message', message),
    event('message', { ...message, subtype: 'message_changed', message: { ...message, edited: { ts: messageTs } } }),
    event('message', { ...message, subtype: 'message_deleted', deleted_ts: messageTs, previous_message: message }),
    event('reaction_added', reaction),
    event('reaction_removed', reaction),
    event('member_joined_channel', { channel: channelId }),
    event('channel_rename', { channel: { id: channelId, name: 'renamed' } }),
    ...ids.flatMap((id) => Object.values(actions).map((action) => press(action, id))),
    ...ids.flatMap((id) => Object.values(forms).map((form) => submit(form, form === forms.update ? shown(id) : id))),
    ...ids.flatMap((incidentId) => [
      submit(forms.entry, JSON.stringify({ ...entryForm, of: { what: 'new', incidentId } })),
      submit(forms.import, JSON.stringify({ incidentId, day: '2026-11-22', responseUrl: null })),
      submit(forms.importPreview, JSON.stringify({ transcriptId: incidentId, responseUrl: null })),
    ]),
    ...entryIds.flatMap((entryId) => [
      submit(
        forms.entry,
        JSON.stringify({ ...entryForm, of: { what: 'edit', entryId, shown: { kind: 'note', text: '', about: '' } } }),
      ),
      ...['edit', 'versions', 'hide', 'show', 'decision', 'what'].map((what) => chooses(`${entryId} ${what} 0`)),
      types(`edit E${entryId}`),
      types(`hide E${entryId}`),
    ]),
    ...Object.values(shortcuts).flatMap((id) => [choosesShortcut(id, 'shortcut'), choosesShortcut(id, 'message_action')]),
    ...[
      '',
      'list',
      'timeline',
      'note x',
      'status monitoring',
      'severity sev2',
      'lead me',
      'review INC-1',
      'resolve INC-1',
      'resolve INC-99999999999',
    ].map(types),
  ]
}

const entryForm = { time: { text: '', at: null }, responseUrl: null, page: null }

const filledIn = {
  title: { title: { value: 'a title' } },
  severity: { severity: { selected_option: { value: 'sev9' } } },
  status: { status: { selected_option: { value: 'nowhere' } } },
  text: { text: { value: 'an answer' } },
  visibility: { visibility: { selected_option: { value: 'everybody' } } },
}

const deep = (levels: number): unknown => (levels === 0 ? {} : { channel: deep(levels - 1) })

/** What no field ever holds. `ids` are of things that are somebody else's. */
const odd = (ids: string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom<unknown>(null, true, 0, -1, 1e308, '', [], {}, [null], [[]], { id: null }, { type: 5 }, deep(500)),
    fc.constantFrom('a\0b', '\ud800', 'x'.repeat(100_000), '999999999999.999999', '0.0', '__proto__', 'constructor', 'undefined'),
    fc.constantFrom(...ids, ids.map((id) => `${id} 1e9`).join(' '), `${ids[0]} -1`, '{"incidentId":5}', "'; drop table x; --"),
    fc.constant(JSON.parse('{"__proto__":{"id":"U1"},"constructor":{"prototype":{}},"toString":1}')),
    fc.jsonValue({ maxDepth: 3 }),
  )

type Bend = { at: number; how: 'drop' | 'replace' | 'add' | 'wrap'; key: string; value: unknown }

const bend = (ids: string[]): fc.Arbitrary<Bend> =>
  fc.record({
    at: fc.nat(1_000_000),
    how: fc.constantFrom('drop', 'replace', 'add', 'wrap'),
    key: fc.constantFrom(
      '__proto__',
      'constructor',
      'event',
      'command',
      'actions',
      'name',
      'view',
      'channel',
      'item',
      'subtype',
      '',
    ),
    value: odd(ids),
  })

/** A sample with one to four things wrong with it, its payload as JSON. Each has a name of its own, so that it is not taken for one that came before. */
export const bentFrom = (all: Sample[], ids: string[]): fc.Arbitrary<Omit<Sample, 'payload'> & { json: string }> =>
  fc
    .tuple(fc.constantFrom(...all), fc.array(bend(ids), { minLength: 1, maxLength: 4 }), fc.uuid())
    .map(([{ name, kind, payload }, bends, unique]) => {
      const json = JSON.stringify(bends.reduce(bentOnce, fresh(payload, unique)))
      return { name, kind, json }
    })

function fresh(payload: Payload, unique: string): Payload {
  const copy = structuredClone(payload)
  if ('event_id' in copy) copy.event_id = `Ev${unique}`
  if ('trigger_id' in copy) copy.trigger_id = unique
  if (isTree(copy.view)) copy.view.hash = unique
  return copy
}

const isTree = (value: unknown): value is Payload => typeof value === 'object' && value !== null

/** One change, at one of all the places that there are. */
function bentOnce(payload: Payload, { at, how, key, value }: Bend): Payload {
  const places = placesIn(payload)
  const [parent, name] = places[at % places.length] ?? [payload, 'type']
  const before = parent[name]
  if (how === 'drop') delete parent[name]
  else if (how === 'add' && Array.isArray(parent)) parent.push(structuredClone(value))
  else
    Object.defineProperty(parent, how === 'add' ? key : name, {
      ...plain,
      value: how === 'wrap' ? [before] : structuredClone(value),
    })
  return payload
}

/** Also `__proto__` becomes a field like any other, as in JSON. */
const plain = { enumerable: true, writable: true, configurable: true }

function placesIn(tree: Payload, depth = 0): [Payload, string][] {
  if (depth > 8) return []
  return Object.keys(tree).flatMap((name) => {
    const below = Object.getOwnPropertyDescriptor(tree, name)?.value
    return [[tree, name] satisfies [Payload, string], ...(isTree(below) ? placesIn(below, depth + 1) : [])]
  })
}
