import { differingFrom, differingKey, differingOf } from '../core/differing.ts'
import { type Html, html } from '../core/html.ts'
import { nameOf } from '../core/incident.ts'
import type { Differing } from '../core/material/material.ts'
import { Refusal } from '../core/refusal.ts'
import type { AccountsToChoose, BriefAccount } from '../core/review/review-differing.ts'
import { markDiffering } from '../flows/mark-differing.ts'
import { readDiffering } from '../flows/read-differing.ts'
import { asRefusal } from './as-refusal.ts'
import type { Visitor } from './desk.ts'
import type { Asked, Reply, Sent } from './for-members.ts'
import { type InReview, reviewOf, showNow } from './in-review.ts'
import { problemHtml, select } from './material-form.ts'
import { formKeyField, type Page } from './page.ts'
import { requestKeyField, requestKeyIn } from './request-key.ts'
import { textIn } from './typed-form.ts'

type Differ = AccountsToChoose & { visitor: Visitor; base: string }

/** What somebody chose that will not do, and why. */
type Tried = { one: string; other: string; problem: string }

/** The way there, under the part of the review that tells it. */
export const differLink = ({ base }: InReview): Html =>
  html`<p class="no-print"><a href="${base}/differ">Accounts that differ</a></p>`

/** Where people say of two accounts that they differ, and see of which it is said. */
export async function differPage(asked: Asked): Promise<Reply> {
  const of = await reviewOf(asked)
  return of && pageWith(asked, of, null)
}

function differHtml({ visitor, base, accounts, pairs }: Differ, tried: Tried | null): Html {
  return html`${pairs.length > 0 && html`<ul class="rows">${pairs.map((pair) => pairRow(visitor, base, pair, accounts))}</ul>`}
${
  accounts.length < 2
    ? html`<p class="empty">There are no two accounts here yet. Answers and surprises stand here once the review is open.</p>`
    : html`<form class="action" method="post" action="${base}/differ">
${formKeyField(visitor)}${requestKeyField()}
${menu('one', 'One account', accounts, tried?.one)}
${menu('other', 'Another one, which tells it differently', accounts, tried?.other)}
<p class="hint">Both stay as they are, side by side. Nobody is asked who is right.</p>
${problemHtml(tried?.problem)}
<div class="buttons"><button>They differ</button></div>
</form>`
}`
}

function menu(name: string, label: string, accounts: readonly BriefAccount[], chosen = ''): Html {
  const choices = accounts.map(({ ref, when, words }) => ({ value: ref, label: [ref, when, words].filter(Boolean).join(' · ') }))
  return html`<div class="field"><label for="${name}">${label}</label>${select(name, name, [{ value: '', label: 'Choose one' }, ...choices], chosen)}</div>`
}

function pairRow(visitor: Visitor, base: string, pair: Differing, accounts: readonly BriefAccount[]): Html {
  const told = (ref: string): Html => {
    const words = accounts.find((account) => account.ref === ref)?.words
    return html`<a href="${base}#${ref}">${ref}</a>${words !== undefined && html` “<bdi class="said">${words}</bdi>”`}`
  }
  return html`<li><span>${told(pair.one)} and ${told(pair.other)}</span>
<form class="inline" method="post" action="${base}/differ/not">${formKeyField(visitor)}${requestKeyField()}<input type="hidden" name="value" value="${differingKey(pair)}"><button class="plain">Take away<span class="unseen"> that ${pair.one} and ${pair.other} differ</span></button></form></li>`
}

/** Says of two accounts that they differ. Where they will not do, the form comes back with what was chosen. */
export const differ = (sent: Sent): Promise<Reply> =>
  mark(sent, ({ form }) => ({ ...differingOf(form.get('one') ?? '', form.get('other') ?? ''), isOff: false }))

/** Takes back that two accounts differ. */
export const differNot = (sent: Sent): Promise<Reply> =>
  mark(sent, ({ form }) => ({ ...differingFrom(form.get('value') ?? ''), isOff: true }))

async function mark(sent: Sent, wished: (sent: Sent) => Differing & { isOff: boolean }): Promise<Reply> {
  const of = await reviewOf(sent)
  if (!of) return null
  const done = await markIn(sent, of, wished).catch(asRefusal)
  if (done instanceof Refusal) return again(sent, of, done)
  await showNow(sent, of)
  return { goTo: `${of.base}#unknown` }
}

async function markIn(sent: Sent, { viewer, incidentId }: InReview, wished: Parameters<typeof mark>[1]): Promise<unknown> {
  const { isOff, ...accounts } = wished(sent)
  return markDiffering(sent.desk.ctx, { viewer, incidentId, accounts, isOff, requestKey: requestKeyIn(sent.form) })
}

async function again(sent: Sent, of: InReview, { message }: Refusal): Promise<Page> {
  const [one, other] = [textIn(sent.form, 'one'), textIn(sent.form, 'other')]
  return { ...(await pageWith(sent, of, { one, other, problem: message })), status: 409 }
}

async function pageWith({ desk, visitor }: Asked, of: InReview, tried: Tried | null): Promise<Page> {
  const read = await readDiffering(desk.ctx, { ...of, timeZone: desk.ctx.config.timeZone })
  return {
    title: `${nameOf(of.incident)}: accounts that differ`,
    main: html`<div class="text">
<h1><span class="name">${nameOf(of.incident)}</span> Accounts that differ</h1>
<p><a href="${of.base}#unknown">Back to the review</a></p>
${differHtml({ ...read, visitor, base: of.base }, tried)}
</div>`,
  }
}
