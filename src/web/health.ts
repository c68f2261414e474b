import { answerJson, type Route } from './server.ts'

/** One thing the bot needs. `missing` gives null where it is there, or a few words on what is wrong. It may take its time; it should not throw. */
export type Need = { name: 'database' | 'migrations' | 'slack'; missing(): Promise<string | null> }

/** How long one need may take to answer, in milliseconds: what asks for readiness waits a second or two as a rule. */
const longestAnswer = 1_500

/**
 * `GET /healthz`: 200 while the process lives. `GET /readyz`: 200 where everything is there, otherwise 503 with
 * `{ ready: false, missing: { database: 'no connection', … } }`.
 */
export function healthRoutes(needs: Need[]): Route[] {
  return [
    { method: 'GET', path: '/healthz', answer: async (_request, response) => answerJson(response, 200, { alive: true }) },
    {
      method: 'GET',
      path: '/readyz',
      answer: async (_request, response) => {
        const missing = await missingOf(needs)
        if (Object.keys(missing).length === 0) return answerJson(response, 200, { ready: true })
        answerJson(response, 503, { ready: false, missing })
      },
    },
  ]
}

async function missingOf(needs: Need[]): Promise<Record<string, string>> {
  const found = await Promise.all(needs.map(async (need) => [need.name, await inTime(need.missing())] as const))
  return Object.fromEntries(found.flatMap(([name, words]) => (words === null ? [] : [[name, words]])))
}

/** A need that hangs, or fails while it is looked at, is missing. */
function inTime(answer: Promise<string | null>): Promise<string | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('no answer in time'), longestAnswer)
    answer.then(resolve, () => resolve('could not be looked at')).finally(() => clearTimeout(timer))
  })
}
