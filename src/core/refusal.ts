/**
 * An expected "no", with a sentence for the person who asked: what happened and what to do.
 * Anything else that is thrown is a bug or an outage.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  /** What it is about, where a form has a field for it: `title`, `severity`, … */
  readonly field: string | null
  constructor(sentence: string, field: string | null = null) {
    super(sentence)
    this.field = field
  }
}

/** A delivery that must not be tried again, with a sentence for the operator: what is wrong and how to mend it. */
export class PermanentFailure extends Error {
  override readonly name = 'PermanentFailure'
}
