import { type Html, html } from '../core/html.ts'
import { entryRef } from '../core/timeline.ts'
import { type Copied, readFileCopy } from '../flows/read-file-copies.ts'
import type { Asked, Reply } from './for-members.ts'
import { reviewOf } from './in-review.ts'

/** The copy of a file of the timeline, to be saved: a browser shows none of it, whatever is in it. */
export async function fileCopyPage(asked: Asked): Promise<Reply> {
  const of = await reviewOf(asked)
  const { entry = '', file: fileId = '' } = asked.parameters
  if (!of || !/^\d{1,9}$/.test(entry)) return null
  const copy = await readFileCopy(asked.desk.ctx, { ...of, entryId: Number(entry), fileId })
  return copy && { file: { name: copy.name, bytes: copy.bytes } }
}

/** Where the copies of an incident are, below its review. @param base `/INC-12` */
export const copiesHtml = (base: string, copies: readonly Copied[]): Html | false =>
  copies.length > 0 &&
  html`<section class="copies">
<h2>Copies of files</h2>
<ul>${copies.map(
    ({ entryId, fileId, name }) =>
      html`<li><a href="${base}/files/${String(entryId)}/${encodeURIComponent(fileId)}" download><bdi>${name}</bdi></a> (${entryRef(entryId)})</li>`,
  )}</ul>
</section>`
