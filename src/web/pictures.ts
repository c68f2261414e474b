import { Html, html } from '../core/html.ts'
import { pageColours } from '../core/pictures/picture-svg.ts'
import { type Picture, picturesOf } from '../flows/read-pictures.ts'
import type { ReadReview } from '../flows/read-review.ts'

/** How wide a picture is drawn, in its own units: as wide as the text of a page, and of a phone, so that its letters are as large as theirs. */
const widths = { wide: 736, narrow: 400 }

/**
 * The pictures of a review, by what they show. Who sees them can jump from them to the sentences under them; beneath
 * each stands what it shows in words.
 */
export function figuresOf({ facts, words }: ReadReview): ReadonlyMap<string, Html> {
  const draw = picturesOf(facts, words)
  const drawn = (size: keyof typeof widths): Picture[] =>
    draw({ width: widths[size], colours: pageColours, href: (ref: string) => `#${ref}` }, size)
  const narrow = new Map(drawn('narrow').map((picture) => [picture.kind, picture]))
  return new Map(drawn('wide').map((picture) => [picture.kind, figure(picture, narrow.get(picture.kind) ?? picture)]))
}

const figure = (wide: Picture, narrow: Picture): Html => html`<figure class="picture">
<div class="wide" aria-hidden="true">${Html.ofPicture(wide.svg)}</div>
<div class="narrow" aria-hidden="true">${Html.ofPicture(narrow.svg)}</div>
<figcaption><details class="in-words"><summary>This picture in words</summary>
<ul>${wide.words.map((sentence) => html`<li>${sentence}</li>`)}</ul></details></figcaption>
</figure>
`
