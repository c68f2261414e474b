import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { type Browser, createBrowser, type Shown } from '../support/browser.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { incidentWith, resolve, tablesHolding } from '../support/story.ts'

/** What a form on a page would send as it stands: its hidden fields and its text. */
function fieldsOf(page: Shown, action: string): Record<string, string> {
  const [, form = ''] = new RegExp(`<form[^>]*action="${action}"[^>]*>([\\s\\S]*?)</form>`).exec(page.html) ?? []
  const hidden = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ])
  const text = /<textarea id="text-\w+" name="text"[^>]*>\n([\s\S]*?)<\/textarea>/.exec(form)?.[1]
  return { ...Object.fromEntries(hidden), ...(text !== undefined && { text }) }
}

describe('writing on the pages', () => {
  let stage: Stage
  let maya: Person
  let sam: Person
  let ofMaya: Browser
  let ofSam: Browser
  beforeAll(async () => {
    stage = await createStage({ hasPages: true })
    maya = stage.workspace.addUser({ name: 'maya' })
    sam = stage.workspace.addUser({ name: 'sam' })
    const { channel } = await incidentWith(stage, maya, 'users table is empty sev1', [{ by: sam, says: 'no rows' }])
    await resolve(stage, maya, channel)
    ofMaya = createBrowser(stage)
    ofSam = createBrowser(stage)
    await ofMaya.signsIn(maya)
    await ofSam.signsIn(sam)
  })
  afterAll(() => stage.close())

  const story = '/INC-1/parts/story'
  const origin = () => ({ origin: stage.pagesUrl })
  /** Opens the review, changes fields of a form on it, and sends that. */
  async function sends(browser: Browser, action: string, changes: Record<string, string>, from = '/INC-1'): Promise<Shown> {
    const form = { ...fieldsOf(await browser.asks(from), action), ...changes }
    return browser.asks(action, { method: 'POST', form, headers: origin() })
  }

  it('begins when the review is open, which can be now', async () => {
    const before = await ofMaya.asks('/INC-1')
    expect(before.html).not.toContain('Write this part')
    expect((await ofMaya.asks(story)).words).toContain('The review of INC-1 is not open yet')
    expect(before.words).toContain('Open it now')
    const asked = await ofMaya.asks('/INC-1/decide/open')
    expect(asked.words).toContain('From then on released answers stand in it')
    const done = await sends(ofMaya, '/INC-1/decide/open', {}, '/INC-1/decide/open')
    expect([done.status, done.location]).toEqual([303, '/INC-1'])
    expect((await ofMaya.asks('/INC-1')).words).toContain('Review is open')
    await stage.settled()
    const told = maya.sees(stage.channel()).find(({ text }) => text.includes('the review is open'))
    expect(JSON.stringify(told?.blocks)).toContain(`<${stage.pagesUrl}/INC-1|Read and write it on its page>`)
  })

  it('saves a part, which stands in the review at once, word for word', async () => {
    const text = 'It began with a <b>script</b>.\r\n\r\n“Two” windows & one prompt.'
    const saved = await sends(ofMaya, story, { text })
    expect([saved.status, saved.location]).toEqual([303, '/INC-1#story'])
    const page = await ofSam.asks('/INC-1')
    expect(page.html).toContain('<p><bdi class="said">It began with a &lt;b&gt;script&lt;/b&gt;.</bdi></p>')
    expect(fieldsOf(page, story)).toMatchObject({
      basedOn: '1',
      text: 'It began with a &lt;b&gt;script&lt;/b&gt;.\n\n“Two” windows &amp; one prompt.',
    })
  })

  it('does a form that is sent twice once', async () => {
    const form = { ...fieldsOf(await ofMaya.asks('/INC-1'), '/INC-1/parts/impact'), text: 'Sign-in was down.' }
    for (let time = 0; time < 2; time++)
      expect((await ofMaya.asks('/INC-1/parts/impact', { method: 'POST', form, headers: origin() })).status).toBe(303)
    expect(fieldsOf(await ofMaya.asks('/INC-1'), '/INC-1/parts/impact').basedOn).toBe('1')
  })

  it('shows both texts where two wrote, and overwrites neither', async () => {
    const form = fieldsOf(await ofSam.asks('/INC-1'), story)
    expect((await sends(ofMaya, story, { text: 'Mayas version' })).status).toBe(303)
    const conflict = await ofSam.asks(story, { method: 'POST', form: { ...form, text: 'Sams version' }, headers: origin() })
    expect(conflict.status).toBe(409)
    expect(conflict.words).toContain('Somebody saved this part while you wrote')
    expect(conflict.html).toMatch(/readonly>\nMayas version<\/textarea>/)
    expect(fieldsOf(conflict, story)).toMatchObject({ basedOn: '2', text: 'Sams version' })
    expect((await ofMaya.asks('/INC-1')).html).toContain('<bdi class="said">Mayas version</bdi>')

    const later = await ofSam.asks('/INC-1')
    expect(later.words).toContain('Somebody saved this part while you wrote. Nothing is lost: both texts are below.')
    expect(fieldsOf(later, story).text).toBe('Sams version')
    const both = { ...fieldsOf(conflict, story), text: 'Both versions' }
    expect((await ofSam.asks(story, { method: 'POST', form: both, headers: origin() })).status).toBe(303)
    expect((await ofMaya.asks('/INC-1')).html).toContain('<bdi class="said">Both versions</bdi>')
    expect((await ofSam.asks('/INC-1')).words).not.toContain('both texts are below')
  })

  it('keeps what is typed for its writer alone, until it is saved or discarded', async () => {
    const form = { ...fieldsOf(await ofSam.asks('/INC-1'), story), text: 'Half a sentence that Maya should have' }
    const asJson = { ...origin(), accept: 'application/json' }
    const kept = await ofSam.asks(`${story}/draft`, { method: 'POST', form, headers: asJson })
    expect(JSON.parse(kept.html)).toEqual({
      keptAt: expect.stringMatching(/^\d\d:\d\d$/),
      isBehind: false,
      nudges: expect.any(Array),
    })
    expect((await ofMaya.asks('/INC-1')).html).not.toContain('Half a sentence')
    const own = await ofSam.asks('/INC-1')
    expect(own.html).toMatch(/<details class="edit" id="edit-story" open>/)
    expect(own.words).toContain('have not saved it. Only you see it.')
    await sends(ofMaya, story, { text: 'Another version' })
    const behind = await ofSam.asks(`${story}/draft`, { method: 'POST', form: { ...form, text: 'Half' }, headers: asJson })
    expect(JSON.parse(behind.html)).toMatchObject({ isBehind: true })
    expect((await ofSam.asks(`${story}/drop`, { method: 'POST', form, headers: origin() })).location).toBe('/INC-1#story')
    expect(fieldsOf(await ofSam.asks('/INC-1'), story).text).toBe('Another version')
  })

  it('lets two accounts be said to differ, chosen by their words, and takes it back', async () => {
    await sam.runs('/incident surprise nobody saw a <b>warning</b>', { in: stage.channel() })
    await stage.settled()
    const page = await ofSam.asks('/INC-1/differ')
    const refOf = (words: string) => new RegExp(`<option value="([EW]\\d+)">[^<]*${words}`).exec(page.html)?.[1] ?? ''
    const [said, saw] = [refOf('no rows'), refOf('nobody saw a &lt;b&gt;warning')]
    const differ = (form: Record<string, string>) => ofSam.sends('/INC-1/differ', form)
    const refused = await differ({ one: said, other: said })
    expect([refused.status, refused.words.includes('Choose two different accounts.')]).toEqual([409, true])
    expect(refused.html).toContain(`<option value="${said}" selected>`)
    for (const _time of [1, 2])
      expect((await differ({ one: saw, other: said, requestKey: 'two-accounts' })).location).toBe('/INC-1#unknown')
    expect((await ofMaya.asks('/INC-1')).words.match(/Accounts? differ at [^;]+; both are kept/g)).toHaveLength(1)
    const listed = await ofMaya.asks('/INC-1/differ')
    expect(listed.html).toContain('<bdi class="said">nobody saw a &lt;b&gt;warning&lt;/b&gt;</bdi>')
    expect((await ofMaya.sends('/INC-1/differ/not', { value: `${said} ${saw}` })).status).toBe(303)
    expect((await ofMaya.asks('/INC-1')).words).not.toContain('both are kept')
    for (const value of ['', 'X1 X2', `${said} ${saw} E1`])
      expect((await ofMaya.sends('/INC-1/differ/not', { value })).status).toBe(409)
    expect((await ofMaya.asks('/INC-9/differ')).status).toBe(404)
  })

  it('asks back about wording, once and for the writer alone, after it was saved', async () => {
    const shown = await sends(ofMaya, '/INC-1/parts/hard', { text: 'Sam should have known that the backups were off.' })
    expect(shown.status).toBe(200)
    expect(shown.words).toContain('Saved, with a question back Only you see this')
    expect(shown.words).toContain('“Sam should have known” looks back with what we know now.')
    expect((await ofSam.asks('/INC-1')).words).toContain('Sam should have known that')
    const seen = await sends(ofMaya, '/INC-1/parts/hard', { text: 'Sam caused it.', asked: 'yes' })
    expect(seen.status).toBe(303)
  })

  it('loses no text that is too long', async () => {
    const text = `${'x'.repeat(12_001)}`
    const refused = await sends(ofMaya, '/INC-1/parts/new', { text })
    expect([refused.status, fieldsOf(refused, '/INC-1/parts/new').text]).toEqual([409, text])
    expect(refused.words).toContain('A section holds 12000 characters')
  })

  it('gives a text back that was sent from a page older than the sign-in', async () => {
    const form = { ...fieldsOf(await ofSam.asks('/INC-1'), '/INC-1/parts/next'), text: 'an alarm at <5 rows' }
    await ofSam.signsIn(sam)
    const again = await ofSam.asks('/INC-1/parts/next', { method: 'POST', form, headers: origin() })
    expect([again.status, again.words]).toEqual([401, expect.stringContaining('Please send it again')])
    expect(again.html).toContain('\nan alarm at &lt;5 rows</textarea>')
    const fresh = { ...fieldsOf(again, '/INC-1/parts/next'), text: form.text }
    expect((await ofSam.asks('/INC-1/parts/next', { method: 'POST', form: fresh, headers: origin() })).status).toBe(303)
  })

  it('lists the versions, and says what changed between two', async () => {
    const newest = await ofSam.asks(`${story}/versions`)
    expect(newest.words).toMatch(/Version 4 .* Version 3 .* Version 2 .* Version 1/)
    expect(newest.words).toContain('What changed from version 3 to version 4')
    const second = await ofSam.asks(`${story}/versions?of=2`)
    expect(second.html).toContain('<ins><span class="unseen">put in: </span>Mayas version</ins>')
    expect((await ofSam.asks(`${story}/versions?of=9`)).status).toBe(404)
  })

  it('finds words from every page, and compares two versions of the whole', async () => {
    const found = await ofSam.asks('/search?q=alarm')
    expect(found.words).toContain('1 incident has alarm . INC-1 users table is empty')
    expect(found.html).toContain(
      '<a href="/INC-1#next">The next one</a> <bdi class="said">an <mark>alarm</mark> at &lt;5 rows</bdi>',
    )
    expect((await ofSam.asks('/search?q=%3Cb%3E')).html).toContain('<bdi class="said">&lt;b&gt;</bdi>')
    expect((await ofSam.asks(`/search?q=${'x'.repeat(201)}`)).words).toContain('at most 200 characters')
    expect((await ofSam.asks('/search')).status).toBe(200)
    const compared = await ofSam.asks('/INC-1/compare?from=1&to=3')
    expect(compared.words).toContain('Version 1 was compiled on')
    expect((await ofSam.asks('/INC-1/compare?from=1&to=99')).words).toContain('There is no version 99.')
    expect((await ofSam.asks('/INC-9/compare')).status).toBe(404)
  })

  it('takes a condition in one sentence, and says beside the field what will not do', async () => {
    const added = await sends(ofMaya, '/INC-1/add/condition', { text: 'backups are <off>', since: '2021', sureness: 'observed' })
    expect([added.status, added.location]).toEqual([303, '/INC-1#C1'])
    expect((await ofSam.asks('/INC-1')).words).toContain('“ backups are <off> ”, since 2021. Observed.')
    await sends(ofMaya, '/INC-1/add/safeguard', { text: 'nightly backups' })
    const { rows } = await stage.database.pool.query('select state from "Safeguard"')
    expect(rows).toEqual([{ state: 'unknown' }])
    const refused = await sends(ofMaya, '/INC-1/add/change', { text: 'show it in red', dueOn: 'soon' })
    expect([refused.status, refused.words]).toEqual([409, expect.stringContaining('Write the day like 2026-12-04.')])
    expect(refused.html).toContain('\nshow it in red</textarea>')
    expect((await sends(ofMaya, '/INC-1/add/safeguard', { text: ' ' })).status).toBe(409)
  })

  /** A form of the page of one thing of the review, with what is to be in it. */
  const acts = (browser: Browser, ref: string, verb: string, changes: Record<string, string>): Promise<Shown> =>
    sends(browser, `/INC-1/material/${ref}/${verb}`, changes, `/INC-1/material/${ref}`)
  /** What had been in the fields of a form when it was shown. */
  const shownFields = (page: Shown): Record<string, string> =>
    Object.fromEntries(
      [...page.html.matchAll(/name="(shown[.\w]+)" value="([^"]*)"/g)].map(([, key = '', value = '']) => [
        key,
        value.replace('&lt;', '<').replace('&gt;', '>'),
      ]),
    )

  /** What that form would send as it stands. */
  const standing = (page: Shown): Record<string, string> => {
    const shown = shownFields(page)
    const fields = Object.entries(shown).flatMap(([key, value]) => (key.startsWith('shown.') ? [[key.slice(6), value]] : []))
    return { ...shown, ...Object.fromEntries(fields) }
  }

  it('changes a condition, and only what somebody changed in the form', async () => {
    const page = await ofMaya.asks('/INC-1/material/c1')
    expect(page.words).toContain('“ backups are <off> ”, since 2021. Observed.')
    const fields = {
      ...shownFields(page),
      text: 'backups are &lt;off&gt;',
      since: '2021',
      sureness: 'observed',
      part: 'enabling',
    }
    const saved = await acts(ofMaya, 'C1', 'edit', { ...fields, text: 'backups are <off>' })
    expect([saved.status, saved.location]).toEqual([303, '/INC-1#C1'])
    const bad = await acts(ofMaya, 'C1', 'edit', { ...shownFields(page), text: 'half a thought', until: 'tomorrow' })
    expect([bad.status, bad.words]).toEqual([409, expect.stringMatching(/lies ahead|not happened|future|later/i)])
    expect(bad.html).toContain('\nhalf a thought</textarea>')
    const review = await ofSam.asks('/INC-1')
    expect(review.words).toContain('“ backups are <off> ”, since 2021. Observed. It had to be there.')
    expect(review.html).toContain('id="C1"')
    expect(review.html).toContain('href="/INC-1/material/C1">Change')
  })

  it('shows both texts where two change the same, and mixes what they changed apart', async () => {
    const [page, other] = [await ofMaya.asks('/INC-1/material/C1'), await ofSam.asks('/INC-1/material/C1')]
    const [fields, theirs] = [shownFields(page), shownFields(other)]
    const both = { since: '2021', sureness: 'observed', part: 'enabling' }
    expect((await acts(ofSam, 'C1', 'edit', { ...theirs, ...both, text: 'Sams words', area: 'tool' })).status).toBe(303)
    const conflict = await acts(ofMaya, 'C1', 'edit', { ...fields, ...both, text: 'Mayas words', sureness: 'told' })
    expect(conflict.status).toBe(409)
    expect(conflict.words).toContain('Somebody changed this while you wrote')
    expect(conflict.html).toContain('\nMayas words</textarea>')
    expect(conflict.html).toContain('meanwhile: <bdi class="said">Sams words</bdi>')
    const again = { ...shownFields(conflict), ...both, area: 'tool', text: 'Words of both', sureness: 'told' }
    expect((await acts(ofMaya, 'C1', 'edit', again)).status).toBe(303)
    expect((await ofSam.asks('/INC-1')).words).toContain(
      '“ Words of both ”, since 2021. As people told it. It had to be there. Tool.',
    )
  })

  it('goes one step further back, links conditions, and says which were needed together', async () => {
    const back = await acts(ofMaya, 'C1', 'back', { text: 'nobody owned the job', sureness: 'guess' })
    expect([back.status, back.location]).toEqual([303, '/INC-1/material/C2'])
    expect((await ofMaya.asks('/INC-1')).words).toContain(
      'is it so that C2 “ nobody owned the job ” made possible C1 “ Words of both ”',
    )
    expect((await ofMaya.asks('/INC-1')).html).toMatch(/id="C2"[\s\S]*A guess: is it so that/)
    expect((await acts(ofMaya, 'C1', 'link', { way: 'to hid_or_slowed', other: 'C2' })).location).toBe('/INC-1/material/C1#links')
    expect((await acts(ofMaya, 'C1', 'link', { way: 'to made_possible', other: 'C99' })).words).toContain('There is no C99')
    expect((await acts(ofMaya, 'C1', 'together', { others: 'C2' })).location).toBe('/INC-1/material/C1#together')
    expect((await acts(ofMaya, 'C1', 'together', {})).words).toContain('Choose at least two conditions')
    const page = await ofSam.asks('/INC-1/material/C1')
    expect(page.words).toContain('Take away the set: C1 and C2')
    const set = /name="value" value="(\d+)"/.exec(page.html)?.[1] ?? ''
    await acts(ofSam, 'C1', 'part', { value: set })
    await acts(ofSam, 'C1', 'unlink', { value: '1 2 hid_or_slowed' })
    const rest = (await ofSam.asks('/INC-1/material/C1')).words
    expect(rest).toContain('Take away the link: C2 made possible C1')
    expect(rest).not.toContain('hid or slowed the noticing of C2')
    expect(rest).not.toContain('Take away the set')
  })

  it('keeps what is typed into a form about a condition for its writer alone, until it is saved or discarded', async () => {
    const asJson = { accept: 'application/json' }
    const keep = (address: string, form: Record<string, string>) => ofSam.sends(`${address}/draft`, form, asJson)
    const add = '/INC-1/add/condition'
    const half = { text: 'half a <i>condition</i>', since: 'April', evidenced: '', requestKey: 'half-a-condition' }
    expect(JSON.parse((await keep(add, half)).html)).toMatchObject({ keptAt: expect.stringMatching(/^\d\d:\d\d$/) })
    expect((await ofMaya.asks('/INC-1')).html).not.toContain('half a')
    const own = await ofSam.asks('/INC-1')
    expect(own.html).toMatch(/<details class="edit" id="add-condition" open>/)
    expect(own.html).toContain('half a &lt;i&gt;condition&lt;/i&gt;</textarea>')
    expect(own.html).toContain('name="since" value="April"')
    expect(own.words).toContain('have not saved it. Only you see it.')
    expect(await tablesHolding(stage, 'half a <i>')).toEqual(['public."FormDraft"'])

    expect((await ofSam.sends(add, half)).status).toBe(303)
    expect((await keep(add, { ...half, text: 'half a late one' })).status).toBe(200)
    expect((await ofSam.asks('/INC-1')).html).not.toMatch(/id="add-condition" open|half a late/)
    await keep(add, { text: 'half another', requestKey: 'half-another' })
    expect((await ofSam.sends(`${add}/drop`, {})).location).toBe('/INC-1#add-condition')
    expect((await ofSam.asks('/INC-1')).html).not.toContain('half another')
    expect((await keep('/INC-1/add/blame', half)).status).toBe(404)
    expect((await keep('/INC-9/add/condition', half)).status).toBe(404)
    expect((await keep(add, { text: 'x'.repeat(40_001) })).status).toBe(409)
  })

  it('keeps a change that is begun, and shows both texts where somebody else changed it meanwhile', async () => {
    await maya.runs('/incident condition nobody reads the alerts', { in: stage.channel() })
    await stage.settled()
    const { rows } = await stage.database.pool.query<{ id: number }>('select max(id) as id from "Condition"')
    const at = `/INC-1/material/C${rows[0]?.id}`
    const shown = standing(await ofSam.asks(at))
    const typed = { ...shown, text: 'Sam: the alerts are many' }
    expect((await ofSam.sends(`${at}/edit/draft`, typed, { accept: 'application/json' })).status).toBe(200)
    expect((await stage.database.pool.query('select fields from "FormDraft"')).rows).toEqual([
      { fields: { text: 'Sam: the alerts are many' } },
    ])
    expect((await ofSam.asks(at)).html).toContain('Sam: the alerts are many</textarea>')
    expect((await ofMaya.asks(at)).html).not.toContain('Sam: the alerts')
    await stage.after(1)
    await ofMaya.sends(`${at}/edit`, { ...standing(await ofMaya.asks(at)), text: 'Maya: an alert an hour' })
    const both = await ofSam.asks(at)
    expect(both.words).toContain('Somebody changed this while you wrote')
    expect(both.html).toMatch(
      /Sam: the alerts are many<\/textarea>[\s\S]*saved here meanwhile: <bdi class="said">Maya: an alert an hour/,
    )
    expect((await ofSam.sends(`${at}/edit`, { ...standing(both), text: 'Both of us' })).status).toBe(303)
    expect((await ofSam.asks(at)).words).not.toContain('have not saved it')
    expect((await stage.database.pool.query('select 1 from "FormDraft"')).rowCount).toBe(0)
  })

  it('takes evidence, an owner, an outcome and the grounds of a declined change', async () => {
    await sends(ofMaya, '/INC-1/add/change', { text: 'show it in red', conditionId: 'C1' })
    expect((await acts(ofMaya, 'X1', 'cite', { source: 'E999' })).words).toContain('There is no source of that number')
    expect((await acts(ofMaya, 'X1', 'cite', { source: 'E1' })).location).toBe('/INC-1/material/X1#evidence')
    const page = await ofMaya.asks('/INC-1/material/X1')
    expect(page.html).toContain(`<option value="${sam.id}">sam</option>`)
    const fields = {
      ...shownFields(page),
      text: 'show it in red',
      conditionId: 'C1',
      state: 'agreed',
      ownerId: sam.id,
      lookAgainOn: '2027-01-08',
    }
    expect((await acts(ofMaya, 'X1', 'edit', fields)).status).toBe(303)
    const review = (await ofSam.asks('/INC-1')).words
    expect(review).toContain('It would change C1 “ Words of both ”.')
    expect(review).toContain('To be looked at again on 8 January 2027. Rests on E1.')
    const none = await acts(ofMaya, 'X1', 'outcome', { outcome: ' ', state: 'done' })
    expect([none.status, none.words]).toEqual([409, expect.stringContaining('Say what came of it, in a sentence')])
    expect((await acts(ofMaya, 'X1', 'outcome', { outcome: 'two people saw it', state: 'done' })).status).toBe(303)
    expect((await acts(ofMaya, 'X1', 'decline', { grounds: '' })).words).toContain('Say on which grounds it is declined')
    expect((await acts(ofMaya, 'X1', 'decline', { grounds: 'the tool has no colours' })).location).toBe('/INC-1#X1')
    expect((await ofSam.asks('/INC-1')).words).toContain('Declined: “ show it in red ”. Grounds: “ the tool has no colours ”.')
    expect((await ofMaya.sends('/INC-1/material/X1/link', { other: 'C1', way: 'to made_possible' })).status).toBe(404)
  })

  it('takes something out and brings it back, and gives back what was typed about it meanwhile', async () => {
    const form = {
      ...fieldsOf(await ofSam.asks('/INC-1/material/C1'), '/INC-1/material/C1/edit'),
      text: 'words for something gone',
    }
    expect((await acts(ofMaya, 'C1', 'remove', {})).location).toBe('/INC-1/removed')
    expect((await ofMaya.asks('/INC-1')).words).not.toContain('Words of both')
    const late = await ofSam.asks('/INC-1/material/C1/edit', { method: 'POST', form, headers: origin() })
    expect([late.status, late.words]).toEqual([409, expect.stringContaining('C1 is not in the review now')])
    expect(late.html).toContain('\nwords for something gone</textarea>')
    expect((await ofSam.asks('/INC-1/removed')).words).toContain('C1 a condition: Words of both Bring back C1')
    expect((await sends(ofSam, '/INC-1/restore/C1', {}, '/INC-1/removed')).location).toBe('/INC-1#C1')
    expect((await ofMaya.asks('/INC-1')).words).toContain('“ Words of both ”')
    expect((await ofMaya.asks('/INC-1/material/C9')).status).toBe(404)
  })

  it('leaves a surprise to whoever it is of', async () => {
    await sends(ofSam, '/INC-1/add/surprise', { text: 'the table was empty' })
    const page = await ofMaya.asks('/INC-1/material/W1')
    expect(page.words).toContain('This surprise is somebody’s own')
    expect(page.html).not.toContain('/W1/edit')
    const forged = await ofMaya.sends('/INC-1/material/W1/remove', {})
    expect([forged.status, forged.words]).toEqual([409, expect.stringContaining('only they change it or take it away')])
    expect((await acts(ofSam, 'W1', 'remove', {})).location).toBe('/INC-1#W1')
    expect((await ofSam.asks('/INC-1/removed')).words).not.toContain('the table was empty')
  })

  it('is published, with what it lacks said and in nobody’s way', async () => {
    const asked = await ofMaya.asks('/INC-1/decide/publish')
    expect(asked.words).toContain('What this review has not got yet')
    expect((await sends(ofMaya, '/INC-1/decide/publish', { note: '' }, '/INC-1/decide/publish')).location).toBe('/INC-1')
    await stage.settled()
    const page = await ofSam.asks('/INC-1')
    expect(page.words).toContain('Review is published')
    expect(page.html).not.toMatch(/decide\/(?:decline|open|publish)/)
    const late = await ofSam.asks('/INC-1/decide/decline')
    expect([late.status, late.words]).toEqual([409, expect.stringContaining('This cannot be decided now')])
  })

  it('knows no parts and decisions but its own', async () => {
    for (const path of [
      '/INC-1/parts/timeline',
      '/INC-1/parts/x',
      '/INC-9/parts/story',
      '/INC-1/decide/delete',
      '/INC-1/parts/x/versions',
    ])
      expect((await ofMaya.asks(path)).status).toBe(404)
  })
})
