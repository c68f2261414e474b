import { z } from 'zod'

const slackError = z.object({ data: z.object({ error: z.string() }) })

/**
 * What a log may say of an error: its name, its code, Slack's word for it, and where it came from.
 * Not its message, which may quote what people wrote.
 */
export function describeError(error: unknown): { error: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error }
  const slack = slackError.safeParse(error)
  const code = slack.success ? slack.data.data.error : 'code' in error && typeof error.code === 'string' ? error.code : undefined
  // The stack begins with the message, which may look like anything.
  const [, ...after] = (error.stack ?? '').split(error.message)
  const frames = after
    .join('')
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
  return {
    error: error.name,
    ...(code === undefined ? {} : { code }),
    at: frames.slice(0, 8).map((line) => line.trim().slice(3)),
  }
}
