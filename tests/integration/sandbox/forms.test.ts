import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fields } from '../../../src/sandbox/index.ts'
import { type Inbox, openInbox } from './inbox.ts'
import { input, modal, type Town, town } from './world.ts'

let here: Town
let inbox: Inbox

beforeEach(async () => {
  here = await town({ threeSeconds: 1000 })
  inbox = await openInbox()
  here.ws.deliverTo(inbox.url)
})
afterEach(async () => {
  await inbox.stop()
  await here.slack.stop()
})

const json = (body: Fields) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const lastTrigger = () => String(inbox.received.at(-1)?.body.trigger_id)

async function opens(view: Fields): Promise<Fields> {
  await here.maya.runs('/form')
  const answer = await here.call('views.open', { trigger_id: lastTrigger(), view })
  expect(answer).toMatchObject({ ok: true })
  return answer
}

const options = ['sev1', 'sev2'].map((value) => ({ text: { type: 'plain_text', text: value.toUpperCase() }, value }))
const everyField = [
  input('title', { type: 'plain_text_input', min_length: 3, max_length: 10 }),
  input('severity', { type: 'static_select', options }),
  input('kind', { type: 'radio_buttons', options, initial_option: options[1] }),
  input('tags', { type: 'checkboxes', options }, { optional: true }),
  input('lead', { type: 'users_select' }),
  input('helpers', { type: 'multi_users_select' }),
  input('when', { type: 'datetimepicker' }),
  input('day', { type: 'datepicker' }, { optional: true }),
]

describe('a form', () => {
  it('carries what was put into each field', async () => {
    const { maya, tom } = here
    await opens(modal(everyField, { callback_id: 'f', private_metadata: 'm' }))
    const at = new Date('2026-11-22T14:28:00.000Z')
    const answer = await maya.submits({
      title: 'users',
      'The severity': 'SEV1',
      tags: ['sev1', 'SEV2'],
      lead: tom,
      helpers: ['@maya', tom.id],
      when: at,
      day: '2026-11-22',
    })
    expect(answer).toMatchObject({ ok: true, sent: true, action: 'close' })
    expect(inbox.received.at(-1)?.body).toMatchObject({
      type: 'view_submission',
      user: { id: maya.id },
      view: {
        callback_id: 'f',
        private_metadata: 'm',
        state: {
          values: {
            title: { it: { type: 'plain_text_input', value: 'users' } },
            severity: { it: { selected_option: { value: 'sev1', text: { text: 'SEV1' } } } },
            kind: { it: { selected_option: { value: 'sev2' } } },
            tags: { it: { selected_options: [{ value: 'sev1' }, { value: 'sev2' }] } },
            lead: { it: { selected_user: tom.id } },
            helpers: { it: { selected_users: [maya.id, tom.id] } },
            when: { it: { selected_date_time: at.getTime() / 1000 } },
            day: { it: { selected_date: '2026-11-22' } },
          },
        },
      },
    })
  })

  it.each([
    ['a required field is empty', { type: 'plain_text_input' }, '', 'required'],
    ['text is too short', { type: 'plain_text_input', min_length: 3 }, 'ab', 'at least 3'],
    ['text is too long', { type: 'plain_text_input', max_length: 3 }, 'abcd', 'too long'],
    ['a number is none', { type: 'number_input', is_decimal_allowed: false }, '1.5', 'valid number'],
    ['a number is too large', { type: 'number_input', is_decimal_allowed: false, max_value: '5' }, 6, 'out of range'],
    ['an address is none', { type: 'email_text_input' }, 'maya', 'valid email'],
    ['a link is none', { type: 'url_text_input' }, 'example', 'valid URL'],
    ['too much is chosen', { type: 'multi_static_select', options, max_selected_items: 1 }, ['sev1', 'sev2'], 'Too many'],
  ])('is kept back where %s', async (_when, element, value, why) => {
    await opens(modal([input('one', element)]))
    const before = inbox.received.length
    expect(await here.maya.submits({ one: value })).toMatchObject({
      ok: false,
      sent: false,
      errors: { one: expect.stringContaining(why) },
    })
    expect(inbox.received).toHaveLength(before)
    expect(here.maya.currentView()).not.toBeNull()
  })

  it('knows no option, person or field that is not there', async () => {
    await opens(modal(everyField))
    await expect(here.maya.submits({ severity: 'sev9' })).rejects.toThrow('SEV1 | SEV2')
    await expect(here.maya.submits({ lead: '@nobody' })).rejects.toThrow('nobody')
    await expect(here.maya.submits({ colour: 'red' })).rejects.toThrow('no "colour"')
  })

  it('shows errors at their fields, and nowhere else', async () => {
    await opens(modal([input('one', { type: 'plain_text_input' })]))
    inbox.answers.push(json({ response_action: 'errors', errors: { one: 'Say it otherwise' } }))
    expect(await here.maya.submits({ one: 'x' })).toMatchObject({
      ok: true,
      action: 'errors',
      errors: { one: 'Say it otherwise' },
    })
    expect(here.maya.currentView()?.errors).toEqual({ one: 'Say it otherwise' })
    inbox.answers.push(json({ response_action: 'errors', errors: { two: 'there is no two' } }))
    expect(await here.maya.submits()).toMatchObject({ ok: false, error: 'invalid_response_errors' })
  })

  it('is changed, covered, and cleared away as the app answers', async () => {
    const root = modal([input('one', { type: 'plain_text_input' })], { callback_id: 'root' })
    await opens(root)
    inbox.answers.push(json({ response_action: 'update', view: { ...root, callback_id: 'changed' } }))
    expect(await here.maya.submits({ one: 'kept' })).toMatchObject({ action: 'update' })
    expect(here.maya.currentView()).toMatchObject({
      callback_id: 'changed',
      state: { values: { one: { it: { value: 'kept' } } } },
    })
    inbox.answers.push(json({ response_action: 'push', view: { ...root, callback_id: 'above' } }))
    expect(await here.maya.submits()).toMatchObject({ action: 'push' })
    const above = here.maya.currentView()
    expect(above).toMatchObject({ callback_id: 'above', previous_view_id: above?.root_view_id })
    await here.maya.closes()
    expect(here.maya.currentView()?.callback_id).toBe('changed')
    inbox.answers.push(json({ response_action: 'clear' }))
    expect(await here.maya.submits()).toMatchObject({ action: 'clear' })
    expect(here.maya.currentView()).toBeNull()
  })

  it('stays where the app does not answer in time, or answers with a wrong view', async () => {
    await opens(modal([input('one', { type: 'plain_text_input' })]))
    inbox.answers.push({ after: 1500 })
    expect(await here.maya.submits({ one: 'x' })).toMatchObject({ ok: false, error: 'operation_timeout' })
    inbox.answers.push(json({ response_action: 'update', view: { type: 'modal' } }))
    expect(await here.maya.submits()).toMatchObject({ ok: false, error: 'invalid_arguments' })
    expect(here.maya.currentView()).not.toBeNull()
  })

  it('tells the app when it is closed, if it asked', async () => {
    await opens(modal(undefined, { callback_id: 'quiet' }))
    await here.maya.closes()
    await opens(modal(undefined, { callback_id: 'loud', notify_on_close: true }))
    await here.maya.closes()
    const closed = inbox.received.filter(({ body }) => body.type === 'view_closed')
    expect(closed).toMatchObject([{ body: { is_cleared: false, view: { callback_id: 'loud' } } }])
  })
})

describe('a view', () => {
  it('is changed only by whoever knows its last hash', async () => {
    const { view } = await opens(modal(undefined, { external_id: 'mine' }))
    const { id, hash } = Object.assign({ id: '', hash: '' }, view)
    expect(await here.call('views.update', { view_id: id, hash, view: modal() })).toMatchObject({ ok: true, view: { id } })
    expect(await here.call('views.update', { view_id: id, hash, view: modal() })).toMatchObject({ error: 'hash_conflict' })
  })

  it('has an external id of its own', async () => {
    await opens(modal(undefined, { external_id: 'mine' }))
    expect(
      await here.call('views.update', { external_id: 'mine', view: modal(undefined, { external_id: 'mine' }) }),
    ).toMatchObject({ ok: true })
    await here.tom.runs('/form')
    const second = { trigger_id: lastTrigger(), view: modal(undefined, { external_id: 'mine' }) }
    expect(await here.call('views.open', second)).toMatchObject({ error: 'duplicate_external_id' })
  })

  it('has room for two on top of it', async () => {
    const button = {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' } }],
    }
    await opens(modal([button]))
    const push = async () => {
      const view = here.maya.currentView()
      if (!view) throw new Error('no form')
      await here.maya.clicks(view, 'More')
      return here.call('views.push', { trigger_id: lastTrigger(), view: modal([button]) })
    }
    expect([await push(), await push(), await push()]).toMatchObject([
      { ok: true },
      { ok: true },
      { error: 'push_limit_reached' },
    ])
    await here.maya.closes({ all: true })
    expect(here.maya.currentView()).toBeNull()
  })

  it('cannot be put on top of nothing', async () => {
    await here.maya.runs('/form')
    expect(await here.call('views.push', { trigger_id: lastTrigger(), view: modal() })).toMatchObject({ error: 'not_found' })
  })

  it('sends what is chosen in it, and a field that asks for that', async () => {
    const menu = {
      type: 'section',
      text: { type: 'mrkdwn', text: 'x' },
      accessory: { type: 'static_select', action_id: 'menu', options },
    }
    await opens(modal([menu, input('one', { type: 'plain_text_input' }, { dispatch_action: true })]))
    const view = here.maya.currentView()
    if (!view) throw new Error('no form')
    await here.maya.chooses(view, 'menu', 'sev2')
    expect(inbox.received.at(-1)?.body).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: view.id },
      actions: [{ type: 'static_select', action_id: 'menu', selected_option: { value: 'sev2' } }],
    })
    expect(inbox.received.at(-1)?.body).not.toHaveProperty('response_url')
    await here.maya.fills({ one: 'typed' })
    expect(inbox.received.at(-1)?.body).toMatchObject({ actions: [{ action_id: 'it', block_id: 'one', value: 'typed' }] })
  })

  it('of a Home is published for one person', async () => {
    const home = { type: 'home', blocks: [{ type: 'divider' }] }
    await here.call('views.publish', { user_id: here.maya.id, view: home })
    await here.maya.opensHome()
    expect(inbox.events().at(-1)?.event).toMatchObject({
      type: 'app_home_opened',
      user: here.maya.id,
      tab: 'home',
      view: { type: 'home' },
    })
    expect([here.maya.home()?.type, here.tom.home()]).toEqual(['home', null])
  })
})
