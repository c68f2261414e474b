import { burst } from './burst.ts'
import { choosing } from './choosing.ts'
import { declare } from './declare.ts'
import { events } from './events.ts'
import type { Benchmark } from './figure.ts'
import { large } from './large.ts'
import { memory } from './memory.ts'
import { reconcile } from './reconcile.ts'
import { review } from './review.ts'
import { search } from './search.ts'
import { start } from './start.ts'
import { wording } from './wording.ts'

/** Every benchmark, in the order in which they run. A new one is a file and a line here. */
export const benchmarks: readonly Benchmark[] = [
  declare,
  start,
  memory,
  events,
  reconcile,
  wording,
  choosing,
  large,
  burst,
  search,
  review,
]

/** Those that take longer than half a minute run only when they are asked for. */
export const longOnes: readonly Benchmark[] = [large, burst, search, review]
