import { Html, html } from '../core/html.ts'
import { pageColours } from '../core/picture-svg.ts'
import { type Drawing, drawTimeline } from '../core/picture-timeline.ts'
import { timelinePicture } from '../core/review-pictures.ts'
import type { ReadReview } from '../flows/read-review.ts'

/** How wide a picture is drawn, in its own units: for a page, and for a phone. */
const widths = { wide: 880, narrow: 400 }

/** The picture of the timeline, where there is something on it; its text form is the list that stands under it. */
export function timelineFigure({ facts, rendered, words }: ReadReview): Html | null {
  const input = timelinePicture(facts, rendered, words)
  return input.marks.length === 0 ? null : figure('timeline', (drawing) => drawTimeline(input, drawing))
}

function figure(name: string, draw: (drawing: Drawing) => string): Html {
  const at = (size: keyof typeof widths): Html => {
    const drawing = { id: `${name}-${size}`, width: widths[size], colours: pageColours, href: (ref: string) => `#${ref}` }
    return html`<div class="${size}">${Html.ofPicture(draw(drawing))}</div>`
  }
  return html`<figure class="picture">${at('wide')}${at('narrow')}</figure>`
}
