import { type Html, html } from '../core/html.ts'
import { nameOf } from '../core/incident.ts'
import { materialTable } from '../core/material/material-table.ts'
import type { Typed } from '../core/material/material-typed.ts'
import { Refusal } from '../core/refusal.ts'
import { reviewSentence } from '../core/review/review-html.ts'
import { capital } from '../core/review/review-material.ts'
import { plainFrom } from '../core/typed-text.ts'
import { dropFormDraft } from '../flows/drop-form-draft.ts'
import { listMembers } from '../flows/list-members.ts'
import { readFormDrafts } from '../flows/read-form-drafts.ts'
import { readReview } from '../flows/read-review.ts'
import { restoreMaterial } from '../flows/restore-material.ts'
import { actingOn, type Tried } from './action-form.ts'
import { asRefusal } from './as-refusal.ts'
import { conditionChoices, linksPart, togetherPart } from './condition-forms.ts'
import { editPart, meanwhile, timeOf } from './edit-form.ts'
import type { Asked, Reply, Sent } from './for-members.ts'
import { showNow } from './in-review.ts'
import { keepsTyping, leftIn, placeOf } from './left-in.ts'
import { beenThereForm, changeParts, creditPart, evidencePart, removePart } from './material-parts.ts'
import { type Thing, thingOf } from './material-thing.ts'
import { type GoOn, type MaterialVerb, type NotDone, verbFrom, workOf } from './material-verbs.ts'
import type { Page } from './page.ts'
import { notInReview } from './removed-page.ts'
import { requestKeyIn } from './request-key.ts'
import { savedPage } from './saved-page.ts'
import { stepBackPart } from './step-back-form.ts'

/** One thing of a review: as it stands there, and everything that can be done with it. */
export async function materialPage(asked: Asked): Promise<Reply> {
  const thing = await thingOf(asked)
  if (!thing) return null
  return 'told' in thing ? thingPage(asked, thing, null) : notInReview(asked, thing, null)
}

/** Does what a form of that page asks for. What will not do is said beside its form, and everything typed stays. */
export async function actOnMaterial(sent: Sent): Promise<Reply> {
  const thing = await thingOf(sent)
  const verb = verbFrom(sent.parameters.verb ?? '')
  if (!thing || !verb) return null
  if (!('told' in thing)) return verb === 'remove' ? { goTo: `${thing.of.base}/removed` } : notInReview(sent, thing, sent.form)
  const work = workOf(verb, thing)
  if (!work) return null
  const done = await work(sent, thing).catch(asRefusal)
  if (done instanceof Refusal) return notDone(sent, thing, verb, { problems: { [done.field ?? 'text']: done.message } })
  if ('problems' in done) return notDone(sent, thing, verb, done)
  if (keepsTyping(verb)) await dropFormDraft(sent.desk.ctx, { ...thing.of, place: placeOf(thing.ref, verb) })
  await showNow(sent, thing.of)
  return after(thing, done)
}

const notDone = async (sent: Sent, thing: Thing, verb: MaterialVerb, { problems, theirs }: NotDone): Promise<Page> => ({
  ...(await thingPage(sent, thing, { verb, form: sent.form, problems }, theirs)),
  status: 409,
})

/** Brings back what was taken out of a review. */
export async function restorePage(sent: Sent): Promise<Reply> {
  const thing = await thingOf(sent)
  if (!thing) return null
  const { of, ref } = thing
  if (!('told' in thing)) {
    if (!thing.removed) return null
    const { kind, id } = thing.removed
    await restoreMaterial(sent.desk.ctx, { viewer: of.viewer, kind, id, requestKey: requestKeyIn(sent.form) })
    await showNow(sent, of)
  }
  return { goTo: `${of.base}#${ref}` }
}

function after({ of: { base }, ref }: Thing, done: GoOn): Reply {
  const places: Record<string, string> = { review: `${base}#${ref}`, removed: `${base}/removed` }
  const here = `${base}/material/${ref}`
  const to = places[done.goTo] ?? (done.goTo.startsWith('here') ? here + done.goTo.slice('here'.length) : `${base}/${done.goTo}`)
  const change = done.goTo.startsWith('material/') ? to : here
  return done.nudges?.length ? savedPage(done.nudges, { back: to, change }) : { goTo: to }
}

async function thingPage(asked: Asked, thing: Thing, tried: Tried | null, theirs: Typed = {}): Promise<Page> {
  const { visitor, desk } = asked
  const { of, ref, told, read } = thing
  const { name } = materialTable[told.kind]
  const drafts = await readFormDrafts(desk.ctx, of)
  const acting = actingOn(visitor, { base: of.base, ref }, tried, (place) => leftIn(drafts, place, desk))
  const isOwn = told.kind !== 'surprise' || (told.personId ?? told.recordedBy) === of.viewer.userId
  const people = (await listMembers(desk.ctx, of.viewer)).map((person) => ({ value: person.userId, label: person.name }))
  const choosable = { people, conditions: conditionChoices(read.known, null) }
  const forms = isOwn
    ? html`${editPart(acting, told, timeOf(desk), choosable, theirs)}
${told.kind === 'condition' && html`${stepBackPart(acting)}${linksPart(acting, told, read.known)}${togetherPart(acting, told, read.known)}`}
${told.kind === 'change' && changeParts(acting, told)}
${told.kind === 'helped' && creditPart(acting, told, of.viewer)}
${evidencePart(acting, told, read.known)}
${removePart(acting, told)}`
    : html`<p>This surprise is somebody’s own: only they change it or take it away.</p>`
  return {
    title: `${nameOf(of.incident)}: ${ref}`,
    main: html`<div class="text">
<h1><span class="name">${nameOf(of.incident)} · ${ref}</span> ${capital(name)}</h1>
<p><a href="${of.base}#${ref}">Back to the review</a></p>
${tried !== null && Object.keys(theirs).length > 0 && meanwhile}
<div class="thing">${await sentenceOf(asked, thing)}${told.kind === 'condition' && beenThereForm(acting)}</div>
${forms}
</div>`,
  }
}

/** As it stands in the review; where there is none yet, its words. */
async function sentenceOf({ desk }: Asked, { of, ref, told }: Thing): Promise<Html> {
  const read = await readReview(desk.ctx, of).catch(asRefusal)
  const sentence = read instanceof Refusal ? null : reviewSentence(read.rendered, ref)
  return sentence ?? html`<p><bdi class="said">${plainFrom(told.words)}</bdi></p>`
}
