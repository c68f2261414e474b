/**
 * An expected "no", with a sentence for the person who asked: what happened and what to do.
 * Anything else that is thrown is a bug or an outage.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

/** A delivery that must not be tried again, with a sentence for the operator: what is wrong and how to mend it. */
export class PermanentFailure extends Error {
  override readonly name = 'PermanentFailure'
}
