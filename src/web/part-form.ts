import { type Html, html } from '../core/html.ts'
import { type PartKey, sectionOf } from '../core/review/review-sections.ts'
import type { WritablePart } from '../flows/read-editing.ts'
import type { Visitor } from './desk.ts'
import { draftNote } from './left-in.ts'
import { formKeyField } from './page.ts'
import { requestKeyField } from './request-key.ts'

/** What somebody edits: `base` is the address of the review, `theirs` what another saved while this person wrote, or null. */
export type PartForm = {
  visitor: Visitor
  base: string
  section: PartKey
  text: string
  basedOn: number
  theirs: string | null
  /** What is said above the field, such as that this is a draft. */
  note?: Html
}

/** The editor of a part. With the page's script, what is typed is kept while it is typed; without, saving is enough. */
export function partForm({ visitor, base, section, text, basedOn, theirs, note }: PartForm): Html {
  const address = `${base}/parts/${section}`
  const question = sectionOf(section).emptyPrompt.replace(/^(?:Not|None) written yet\. /, '')
  return html`<form method="post" action="${address}" data-draft="${address}/draft">
${formKeyField(visitor)}${requestKeyField()}<input type="hidden" name="basedOn" value="${basedOn}">
${note}
<label for="text-${section}">${question}</label>
<textarea id="text-${section}" name="text" rows="8" aria-describedby="hint-${section}">
${text}</textarea>
${theirs !== null && theirsHtml(section, theirs)}
<p class="hint" id="hint-${section}">Everybody who may see the incident can read and change this. Every version is kept.</p>
<div class="buttons">
<button>${theirs === null ? 'Save' : 'Save mine'}</button>
${basedOn > 0 && html`<a href="${address}/versions">Versions</a>`}
<button class="plain" formaction="${address}/drop">Discard my draft</button>
</div>
<p class="autosave" role="status"></p>
<div class="asked" aria-live="polite"></div>
</form>`
}

const theirsHtml = (
  section: PartKey,
  theirs: string,
): Html => html`<label for="theirs-${section}">What was saved meanwhile, to copy from</label>
<textarea id="theirs-${section}" rows="6" readonly>
${theirs === '' ? '(It was emptied.)' : theirs}</textarea>`

/** The editor as it stands folded under its part of a review; open where this person has something in it that is not saved. */
export function foldedPartForm(
  of: { visitor: Visitor; base: string; section: PartKey; timeZone: string },
  part: WritablePart,
): Html {
  const { draft, number, text } = part
  return html`<details class="edit" id="edit-${of.section}"${draft !== null && html` open`}>
<summary>${number === 0 ? 'Write this part' : 'Change this part'}</summary>
${partForm({ ...of, ...editable(part), ...(draft && { note: draftNote(draft, of.timeZone, draft.basedOn < number && draft.text !== text && behind) }) })}
</details>`
}

/** What somebody goes on with: what they have typed and not saved, or what stands. */
export function editable({ text, number, draft }: WritablePart): Pick<PartForm, 'text' | 'basedOn' | 'theirs'> {
  const isBehind = draft !== null && draft.basedOn < number && draft.text !== text
  return { text: draft?.text ?? text, basedOn: number, theirs: isBehind ? text : null }
}

const behind = 'Somebody saved this part while you wrote. Nothing is lost: both texts are below. '
