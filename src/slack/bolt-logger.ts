import { type Logger as BoltLogger, LogLevel } from '@slack/bolt'
import type { Logger } from 'pino'
import { describeError } from '../jobs/describe-error.ts'

/** Bolt's log, into ours: its warnings and errors as sentences. What else it says quotes requests, and is left out. */
export function boltLogger(log: Logger): BoltLogger {
  const say = (level: 'warn' | 'error', parts: unknown[]): void => {
    const error = parts.find((part) => part instanceof Error)
    const sentence = parts.find((part) => typeof part === 'string') ?? 'Slack’s library reports an error'
    log[level]({ from: 'bolt', ...(error ? describeError(error) : {}) }, String(sentence).slice(0, 200))
  }
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts) => say('warn', parts),
    error: (...parts) => say('error', parts),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  }
}
