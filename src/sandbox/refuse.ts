import type { Fields } from './types.ts'

/** What Slack would refuse, with Slack's own code, and what stands beside it in the answer. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: string
  readonly beside: Fields
  constructor(code: string, beside: Fields = {}) {
    super(code)
    this.code = code
    this.beside = beside
  }
}

/** @throws Refused with Slack's code */
export function refuse(code: string, beside: Fields = {}): never {
  throw new Refused(code, beside)
}

/** @throws Refused `invalid_arguments` with the messages that Slack puts into `response_metadata` */
export function refuseArguments(...messages: string[]): never {
  throw new Refused('invalid_arguments', { response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } })
}
