import { html } from '../core/html.ts'
import type { Nudge } from '../core/wording/wording.ts'
import { nudgeList } from './nudges.ts'
import type { Page } from './page.ts'

/** That something was saved, with questions back about its wording. `back` is where it stands, `change` where it is changed. */
export const savedPage = (nudges: readonly Nudge[], { back, change }: { back: string; change: string }): Page => ({
  title: 'Saved',
  main: html`<div class="text">
<h1>Saved, with a question back</h1>
<p>Only you see this, and nothing has to be done about it.</p>
${nudgeList(nudges)}
<p class="buttons"><a class="button" href="${back}">Keep it as it is</a> <a class="button second" href="${change}">Change it</a></p>
</div>`,
})
