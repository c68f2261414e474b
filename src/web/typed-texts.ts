import { type Html, html } from '../core/html.ts'

/** What a form carries beside what somebody typed. */
export const isCarried = (name: string): boolean =>
  ['formKey', 'requestKey', 'basedOn', 'asked', 'shownAt', 'value'].includes(name) || name.startsWith('shown.')

/** Everything that somebody typed into a form that is not done, to be copied. */
export const typedTexts = (form: URLSearchParams): Html[] =>
  [...form]
    .filter(([name, text]) => !isCarried(name) && text.trim() !== '')
    .map(
      ([, text]) => html`<textarea readonly rows="4" aria-label="What you wrote">
${text}</textarea>`,
    )
