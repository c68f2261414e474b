import { linkValue, linkWords } from '../core/condition-links.ts'
import { type Html, html } from '../core/html.ts'
import type { KnownMaterial, Told } from '../core/known-material.ts'
import { type Condition, type ConditionLink, linkKinds, materialRef, type NeededTogether } from '../core/material/material.ts'
import type { Choice } from '../core/material/material-table.ts'
import { oneLine } from '../core/question.ts'
import { plainFrom } from '../core/typed-text.ts'
import { type Acting, actionForm, takeAwayForm } from './action-form.ts'
import { select } from './material-form.ts'

/** How much of a condition's words stands in a menu. */
const longestChoice = 90

/** The conditions of a review, to choose from. */
export const conditionChoices = ({ condition }: KnownMaterial, except: number | null): Choice[] =>
  condition
    .filter(({ id }) => id !== except)
    .map(({ ref, words }) => ({ value: ref, label: `${ref} ${cut(oneLine(plainFrom(words)))}` }))

const cut = (text: string): string => {
  const letters = [...text]
  return letters.length > longestChoice ? `${letters.slice(0, longestChoice - 1).join('')}…` : text
}

/** What a condition did to others, and others to it: each link can be taken away, and more can be said. */
export function linksPart(acting: Acting, condition: Told<Condition>, known: KnownMaterial): Html {
  const { ref, id } = condition
  const links = known.links.filter(({ fromId, toId }) => fromId === id || toId === id)
  const ways = linkKinds.flatMap((kind) => [
    { value: `to ${kind}`, label: `${ref} ${linkWords[kind]} …` },
    { value: `from ${kind}`, label: `… ${linkWords[kind]} ${ref}` },
  ])
  const others = conditionChoices(known, id)
  return html`<section class="part" id="links" aria-labelledby="links-heading">
<h2 id="links-heading">Links to other conditions</h2>
${links.length > 0 && html`<ul class="rows">${links.map((link) => linkRow(acting, link, known))}</ul>`}
${
  others.length === 0
    ? html`<p class="empty">There is no other condition yet.</p>`
    : actionForm(
        acting,
        'link',
        html`<div class="field"><label for="way">How do they hang together?</label>${select('way', 'way', ways, acting.said('link', 'way') || 'from made_possible')}</div>
<div class="field"><label for="other">With which other condition?</label>${select('other', 'other', [{ value: '', label: 'Choose one' }, ...others], acting.said('link', 'other') ?? '')}</div>
<p class="hint">Any number of links, also in a circle. None weighs more than another.</p>`,
        'Link them',
      )
}
</section>`
}

function linkRow(acting: Acting, link: ConditionLink, known: KnownMaterial): Html {
  const [from, to] = [nameIn(known, link.fromId), nameIn(known, link.toId)]
  const told = `${from.ref} ${linkWords[link.kind]} ${to.ref}`
  return html`<li><span>${conditionLink(acting, from)} ${linkWords[link.kind]} ${conditionLink(acting, to)}</span> ${takeAwayForm(acting, 'unlink', linkValue(link), `the link: ${told}`)}</li>`
}

type Named = { ref: string; words: string }

const nameIn = ({ byRef }: KnownMaterial, id: number): Named => {
  const ref = materialRef({ kind: 'condition', id })
  return { ref, words: cut(oneLine(plainFrom(byRef.condition.get(ref)?.words ?? ''))) }
}

const conditionLink = ({ base, ref }: Acting, named: Named): Html =>
  named.ref === ref
    ? html`this one`
    : html`<a href="${base}/material/${named.ref}">${named.ref} <bdi class="said">${named.words}</bdi></a>`

/** With which others a condition was needed: each set can be taken away, and another one said. */
export function togetherPart(acting: Acting, { id }: Told<Condition>, known: KnownMaterial): Html {
  const sets = known.together.filter(({ conditionIds }) => conditionIds.includes(id))
  const chosen = acting.saidAll('together', 'others')
  const others = conditionChoices(known, id)
  return html`<section class="part" id="together" aria-labelledby="together-heading">
<h2 id="together-heading">Needed together</h2>
${sets.length > 0 && html`<ul class="rows">${sets.map((set) => setRow(acting, set, known))}</ul>`}
${
  others.length === 0
    ? html`<p class="empty">There is no other condition yet.</p>`
    : actionForm(
        acting,
        'together',
        html`<fieldset class="choices"><legend>Which others had to be there too?</legend>
${others.map(({ value, label }) => html`<label><input type="checkbox" name="others" value="${value}"${chosen.includes(value) && html` checked`}> ${label}</label>`)}
</fieldset>
<p class="hint">Each was needed, and only all of them were enough.</p>`,
        'They were needed together',
      )
}
</section>`
}

function setRow(acting: Acting, { id, conditionIds }: NeededTogether, known: KnownMaterial): Html {
  const members = conditionIds.map((one) => nameIn(known, one))
  const told = members.map(({ ref }) => ref).join(' and ')
  return html`<li><span>${members.map((named, at) => html`${at > 0 && ' and '}${conditionLink(acting, named)}`)}</span> ${takeAwayForm(acting, 'part', String(id), `the set: ${told}`)}</li>`
}
