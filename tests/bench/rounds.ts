/** When a call to Slack was under way, in milliseconds of one clock. */
export type Span = { startedAt: number; endedAt: number }

/**
 * The longest chain of calls one after another: each begins when the one before has ended, or later. Calls that were under way
 * together are one round. It does not ask whether one waited for the other, so it never says less than what had to wait.
 */
export function longestChain<Call extends Span>(calls: readonly Call[]): Call[] {
  const chain: Call[] = []
  for (const call of calls.toSorted((a, b) => a.endedAt - b.endedAt)) {
    const last = chain.at(-1)
    if (!last || call.startedAt >= last.endedAt) chain.push(call)
  }
  return chain
}

/** The longest chain that ends with this call. */
export function chainTo<Call extends Span>(calls: readonly Call[], last: Call): Call[] {
  return [...longestChain(calls.filter(({ endedAt }) => endedAt <= last.startedAt)), last]
}
