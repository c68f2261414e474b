/** How the message begins, by which the queue tells such a job from one that failed. */
export const retryLaterBegins = 'to be tried again in'

/** Thrown by a job that was told to come back later, as by Slack's Retry-After. It counts as no failure. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater'
  readonly milliseconds: number

  /** @param milliseconds how long to wait at least */
  constructor(milliseconds: number) {
    super(`${retryLaterBegins} ${milliseconds} ms`)
    this.milliseconds = milliseconds
  }
}
