import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { signInScopes } from '../../src/slack/openid.ts'
import { callbackPath } from '../../src/web/sign-in.ts'

const folder = '../shared/data/slack/manifest-schema/schemas'
const manifest = readFileSync('manifest.yml', 'utf8')

/** As the comment on top of the file says. */
const overHttp = manifest.replace('socket_mode_enabled: true', 'socket_mode_enabled: false').replaceAll(/^( +)# HTTP /gm, '$1')
const withPages = manifest.replaceAll(/^( +)# PAGES /gm, '$1')

const shape = z.object({
  features: z.object({
    slash_commands: z.array(z.object({ command: z.string(), url: z.url().optional(), should_escape: z.literal(true) })),
  }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.url().optional() }),
    interactivity: z.object({ is_enabled: z.literal(true), request_url: z.url().optional() }),
    socket_mode_enabled: z.boolean(),
  }),
})

/** What the official schema finds wrong. */
function findingsOn(text: string, version: string): string[] {
  const schema = JSON.parse(readFileSync(`${folder}/manifest.schema.${version}.json`, 'utf8'))
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { uri: true } })
  const isRight = ajv.compile(schema)
  return isRight(parse(text)) ? [] : (isRight.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

describe('the manifest of the Slack app', () => {
  describe.skipIf(!existsSync(folder))('by the official schema (skipped where that folder is not there)', () => {
    it('is right as it is, for Socket Mode', () => {
      expect(findingsOn(manifest, '2.0.0')).toEqual([])
    })

    it('is right with the lines for HTTP', () => {
      expect(findingsOn(overHttp, '2.0.0')).toEqual([])
    })

    it('is right with the lines for pages', () => {
      expect(findingsOn(withPages, '2.0.0')).toEqual([])
    })

    it('would be refused with a key that Slack does not know', () => {
      expect(findingsOn(`${manifest}\nsocket_mode: true\n`, '2.0.0')).toContainEqual(
        expect.stringContaining('additional properties'),
      )
    })
  })

  it('lets people sign in once the lines for pages are taken in, and asks nothing of them otherwise', () => {
    const oauth = z.object({
      oauth_config: z.object({
        redirect_urls: z.array(z.string()).optional(),
        scopes: z.object({ user: z.array(z.string()).optional() }),
      }),
    })
    expect(oauth.parse(parse(manifest)).oauth_config).toEqual({ scopes: {} })
    expect(oauth.parse(parse(withPages)).oauth_config).toEqual({
      redirect_urls: [`https://incidents.example.com${callbackPath}`],
      scopes: { user: [...signInScopes] },
    })
  })

  it('works over Socket Mode unedited, and names no address', () => {
    const { features, settings } = shape.parse(parse(manifest))
    expect(settings.socket_mode_enabled).toBe(true)
    expect(
      [...features.slash_commands, settings.event_subscriptions, settings.interactivity].flatMap((each) => Object.values(each)),
    ).not.toContainEqual(expect.stringContaining('://'))
  })

  it('has one address for everything once the lines for HTTP are taken in', () => {
    const { features, settings } = shape.parse(parse(overHttp))
    const addresses = [
      ...features.slash_commands.map(({ url }) => url),
      settings.event_subscriptions.request_url,
      settings.interactivity.request_url,
    ]
    expect(settings.socket_mode_enabled).toBe(false)
    expect(new Set(addresses)).toEqual(new Set(['https://incidents.example.com/slack/events']))
  })
})
