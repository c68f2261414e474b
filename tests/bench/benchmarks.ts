import { declare } from './declare.ts'
import { events } from './events.ts'
import type { Benchmark } from './figure.ts'
import { memory } from './memory.ts'
import { start } from './start.ts'

/** Every benchmark, in the order in which they run. A new one is a file and a line here. */
export const benchmarks: readonly Benchmark[] = [declare, start, memory, events]
