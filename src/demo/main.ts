import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { castInto } from './cast.ts'
import { openStage } from './stage.ts'
import { createTranscript } from './transcript.ts'
import { lastWith, show, showForm, incidentChannel, type Play } from './play.ts'

const folder = await mkdtemp(join(tmpdir(), 'second-story-demo-'))
await chmod(folder, 0o711)
const script = createTranscript(process.stdout)
const t0 = performance.now()
let play: Play | undefined
const stage = await openStage({ folder, beginsAt: new Date('2026-11-24T13:30:00Z'), furnish: (workspace) => {
  const cast = castInto(workspace)
  const ops = workspace.addChannel({ name: 'ops', members: Object.values(cast).map((p) => p.acts) })
  play = { cast, ops, script } as any
  return `announceChannel: ${ops.id}\ntimeZone: Europe/Vienna\n`
}})
play!.stage = stage
const p = play!
const { maya, jo, sam, priya } = p.cast
console.log('started', performance.now() - t0)
try {
  stage.clock.set(new Date('2026-11-24T13:31:00Z'))
  await stage.workspace.botPosts(p.ops, { name: 'login-probe', text: 'Sign-ins fail: 0 of the last 212 went through.' })
  await maya.acts.runs('/incident declare users table is empty sev1', { in: p.ops })
  await stage.settled()
  for (const m of maya.acts.sees(p.ops)) show(p, maya, m)
  const ch = incidentChannel(p)
  for (const m of maya.acts.sees(ch)) show(p, maya, m)
  await jo.acts.joins(ch)
  await jo.acts.clicks(lastWith(p, jo, ch, "I'll lead"), "I'll lead")
  await sam.acts.joins(ch); await priya.acts.joins(ch)
  stage.clock.advance(120_000)
  const a = await sam.acts.posts(ch, 'I ran the tests of my branch a minute before this. They empty the users table first, and my settings name the production database.')
  stage.clock.advance(60_000)
  const b = await priya.acts.posts(ch, 'There is no backup to restore: the backups of this database have been off since September.')
  await jo.acts.reacts(ch, a.ts, 'pushpin')
  await jo.acts.reacts(ch, b.ts, 'pushpin')
  await stage.settled()
  await jo.acts.runs('/incident status identified', { in: ch })
  stage.clock.advance(30*60_000)
  await priya.acts.runs('/incident note restored the table from the reporting copy, which was 40 minutes behind', { in: ch })
  await jo.acts.runs('/incident status monitoring', { in: ch })
  await stage.settled()
  stage.clock.advance(30*60_000)
  await jo.acts.clicks(lastWith(p, jo, ch, "[Resolve]"), 'Resolve')
  await stage.settled()
  console.log('CHANNEL', performance.now() - t0)
  for (const m of jo.acts.sees(ch)) show(p, jo, m)
  for (const m of jo.acts.sees(p.ops)) show(p, jo, m)
  for (const at of ['2026-11-25T04:30:00Z', '2026-11-25T09:00:00Z', '2026-11-25T10:00:00Z', '2026-11-25T15:00:00Z']) {
    await stage.moveTo(new Date(at))
    for (const q of Object.values(p.cast)) for (const m of q.acts.directMessages()) show(p, q, m)
  }
  const dm = sam.acts.directMessages().at(-1)!
  await sam.acts.clicks(dm, 'Answer')
  showForm(p, sam)
  await sam.acts.clicks(sam.acts.currentView()!, 'Show what was written then')
  showForm(p, sam)
  await sam.acts.submits({ text: 'The test guide says: use the shared database. I did not know that it was the live one.', visibility: 'only_me' })
  await stage.settled()
  show(p, sam, sam.acts.directMessages().at(-1)!)
  await sam.acts.clicks(sam.acts.directMessages().at(-1)!, 'Change')
  await sam.acts.submits({ visibility: 'by_role' })
  await stage.settled()
  show(p, sam, sam.acts.directMessages().at(-1)!)
  await stage.moveTo(new Date('2026-11-27T09:00:00Z'))
  show(p, jo, jo.acts.sees(ch).at(-1)!)
  let r = (await jo.acts.runs('/incident review', { in: ch })).reply!
  show(p, jo, r)
  await jo.acts.clicks(r, 'Go on').catch((e) => console.log(e.message))
  await stage.settled()
  show(p, jo, jo.acts.sees(ch).at(-1)!)
} finally {
  const t1 = performance.now()
  await stage.close()
  await rm(folder, { recursive: true })
  console.log('total', performance.now() - t0, 'closing', performance.now() - t1)
}
