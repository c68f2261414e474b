import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { listenedTo } from '../../src/slack/events.ts'
import { command } from '../../src/slack/ids.ts'
import { methods } from '../../src/slack/methods.ts'
import { shortcutForms } from '../../src/slack/shortcuts.ts'

const manifest = z
  .object({
    features: z.object({
      app_home: z.object({
        home_tab_enabled: z.boolean(),
        messages_tab_enabled: z.boolean(),
        messages_tab_read_only_enabled: z.boolean(),
      }),
      slash_commands: z.array(z.object({ command: z.string(), should_escape: z.boolean() })),
      shortcuts: z.array(z.object({ callback_id: z.string() })).default([]),
    }),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
    settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
  })
  .parse(parse(readFileSync('manifest.yml', 'utf8')))

/** What each event needs to be sent at all. https://docs.slack.dev/reference/events */
const eventScopes: Record<string, readonly string[]> = {
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  app_mention: ['app_mentions:read'],
  app_home_opened: [],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  channel_rename: ['channels:read'],
  group_rename: ['groups:read'],
  channel_archive: ['channels:read'],
  group_archive: ['groups:read'],
  channel_unarchive: ['channels:read'],
  group_unarchive: ['groups:read'],
  user_change: ['users:read'],
}

const ofCommands = ['commands']
const sorted = (words: Iterable<string>): string[] => [...new Set(words)].sort()

const sources = readdirSync('src/slack', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: readFileSync(`src/slack/${path}`, 'utf8') }))
const named = (pattern: RegExp): string[] =>
  sorted(sources.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name]) => name ?? '')))

describe('the manifest', () => {
  it('asks for the events that are listened to, and for no others', () => {
    expect(sorted(manifest.settings.event_subscriptions.bot_events)).toEqual(sorted(Object.values(listenedTo).flat()))
  })

  it('asks for the scopes that these events, the command and the methods need, and for no others', () => {
    const ofEvents = manifest.settings.event_subscriptions.bot_events.flatMap((name) => eventScopes[name] ?? [`${name}?`])
    const ofMethods = Object.values(methods).flatMap(({ scopes }) => scopes)
    expect(sorted(manifest.oauth_config.scopes.bot)).toEqual(sorted([...ofCommands, ...ofEvents, ...ofMethods]))
  })

  it('names each of them once', () => {
    for (const list of [manifest.oauth_config.scopes.bot, manifest.settings.event_subscriptions.bot_events])
      expect(list).toHaveLength(new Set(list).size)
  })

  it('has the one command, with its people as ids', () => {
    expect(manifest.features.slash_commands).toEqual([expect.objectContaining({ command, should_escape: true })])
  })

  it('has the shortcuts that are listened to, and no others', () => {
    expect(sorted(manifest.features.shortcuts.map((shortcut) => shortcut.callback_id))).toEqual(
      sorted(Object.keys(shortcutForms)),
    )
  })

  it('shows a Home where the bot fills one, and direct messages that nobody types into, as nobody reads them', () => {
    const fills = sources.some(({ text }) => text.includes("'views.publish'"))
    expect(manifest.features.app_home).toMatchObject({
      home_tab_enabled: fills,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: true,
    })
  })
})

describe('what the manifest is compared with', () => {
  it('is what the code listens to', () => {
    expect(named(/^ {4}([a-z_]+): on[A-Z]/gm)).toEqual(sorted(Object.keys(listenedTo)))
  })

  it('is what the code calls: no scope is asked for a method that nobody calls', () => {
    const called = (name: string): boolean =>
      sources.some(({ path, text }) => !path.endsWith('methods.ts') && text.includes(`'${name}'`))
    const withScopes = Object.entries(methods).filter(([, { scopes }]) => scopes.length > 0)
    expect(withScopes.map(([name]) => name).filter((name) => !called(name))).toEqual([])
  })

  const file = '../shared/data/slack/methods.json'
  it.skipIf(!existsSync(file))('is what Slack says of its methods (skipped where that file is not there)', () => {
    const known = z
      .record(z.string(), z.object({ bot_scopes: z.array(z.string()) }))
      .parse(JSON.parse(readFileSync(file, 'utf8')))
    for (const [name, { scopes }] of Object.entries(methods)) {
      const accepted = [...(known[name]?.bot_scopes ?? []), 'chat:write.public']
      expect(
        scopes.filter((scope) => !accepted.includes(scope)),
        name,
      ).toEqual([])
    }
  })
})
