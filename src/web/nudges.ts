import { type Html, html } from '../core/html.ts'
import type { Nudge } from '../core/wording/wording.ts'

/** Questions back about a wording, for whoever wrote it; they hold up nothing. */
export const nudgeList = (nudges: readonly Nudge[]): Html =>
  html`<ul class="nudges">${nudges.map(({ text, question }) => html`<li>${text} <strong>${question}</strong></li>`)}</ul>`
