import { type Html, html } from '../core/html.ts'
import { nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import type { Difference, SectionDifference, Stretch } from '../core/review/review-compare.ts'
import { clockTime, dayText } from '../core/time-text.ts'
import { type ComparedReview, compareReview } from '../flows/compare-review.ts'
import { asRefusal } from './as-refusal.ts'
import type { Asked, Reply } from './for-members.ts'
import { type InReview, reviewOf } from './in-review.ts'
import { sentenceHtml } from './sentence.ts'

/** Two versions of a review, and what came, went and changed from one to the other. */
export async function comparePage(asked: Asked): Promise<Reply> {
  const of = await reviewOf(asked)
  if (!of) return null
  const numbers = ['from', 'to'].flatMap((name) => numberIn(asked.query.get(name)))
  const compared = await compareReview(asked.desk.ctx, { ...of, numbers }).catch(asRefusal)
  const { timeZone } = asked.desk.ctx.config
  return {
    title: `${nameOf(of.incident)}: versions`,
    main: html`<div class="text">
<h1><span class="name">${nameOf(of.incident)}</span> Versions of the review</h1>
<p><a href="${of.base}">Back to the review</a></p>
${compared instanceof Refusal ? html`<p class="notice">${sentenceHtml(compared.message)}</p>` : comparedHtml(of, compared, timeZone)}
</div>`,
  }
}

const numberIn = (text: string | null): number[] => (text !== null && /^\d{1,9}$/.test(text) ? [Number(text)] : [])

function comparedHtml({ base }: InReview, { from, to, newest, differences }: ComparedReview, timeZone: string): Html {
  const field = (name: string, label: string, value: number): Html =>
    html`<div class="field"><label for="${name}">${label}</label><input id="${name}" class="brief" type="number" name="${name}" min="1" max="${newest}" value="${value}"></div>`
  const when = (at: Date): string => `${dayText(at, timeZone)}, ${clockTime(at, timeZone)}`
  return html`<form class="action across" action="${base}/compare">
${field('from', 'From version', from.number)}${field('to', 'to version', to.number)}
<div class="buttons"><button class="second">Compare</button></div>
</form>
<p class="hint">Version ${from.number} was compiled on ${when(from.compiledAt)}, version ${to.number} on ${when(to.compiledAt)}. There are ${newest}. What was withdrawn since is in neither.</p>
${differences.length === 0 ? html`<p class="empty">Nothing that can be shown today is different between these two.</p>` : differences.map(sectionHtml)}`
}

const sectionHtml = ({
  key,
  heading,
  differences,
}: SectionDifference): Html => html`<section class="part" aria-labelledby="${key}-heading">
<h2 id="${key}-heading">${heading}</h2>
${differences.map(differenceHtml)}
</section>`

/** Said in words and signs, too: colours and strokes alone would say nothing to some. */
function differenceHtml(difference: Difference): Html {
  switch (difference.kind) {
    case 'came':
      return sentence('came', 'Put in', difference)
    case 'went':
      return sentence('went', 'Taken out', difference)
    case 'changed':
      return html`${sentence('went', 'Before', difference.before)}${sentence('came', 'Now', difference.after)}`
    case 'rewritten':
      return html`<p class="diff">${difference.words.map(stretchHtml)} <span class="sources">${difference.before.join(', ')} to ${difference.after.join(', ')}</span></p>`
  }
}

const sentence = (what: 'came' | 'went', label: string, { text, sources }: { text: string; sources: readonly string[] }): Html =>
  html`<p class="${what}"><span class="what">${label}</span> ${text} <span class="sources">${sources.join(' ')}</span></p>`

function stretchHtml({ kind, text }: Stretch): Html {
  if (kind === 'same') return html`${text}`
  return kind === 'added'
    ? html`<ins><span class="unseen">put in: </span>${text}</ins>`
    : html`<del><span class="unseen">taken out: </span>${text}</del>`
}
