import { Html, html } from '../core/html.ts'
import { pageColours } from '../core/picture-svg.ts'
import { type Picture, picturesOf } from '../flows/read-pictures.ts'
import type { ReadReview } from '../flows/read-review.ts'

/** How wide a picture is drawn, in its own units: for a page, and for a phone. */
const widths = { wide: 880, narrow: 400 }

/** A picture of the review, where there is something to draw; its text form is the list that stands under it. */
export function figureOf(kind: Picture['kind'], { facts, words }: ReadReview): Html | null {
  const at = (size: keyof typeof widths): Html | null => {
    const how = { width: widths[size], colours: pageColours, href: (ref: string) => `#${ref}` }
    const picture = picturesOf(facts, words, how, size).find((one) => one.kind === kind)
    return picture ? html`<div class="${size}">${Html.ofPicture(picture.svg)}</div>` : null
  }
  const [wide, narrow] = [at('wide'), at('narrow')]
  return wide && narrow ? html`<figure class="picture">${wide}${narrow}</figure>` : null
}
