import { within } from './around.ts'
import { type Benchmark, median } from './figure.ts'

/** Starts of each kind; the one in the middle counts. */
const times = 3

/** How long the built program takes from its first instruction until it is ready: with a new data folder, and with one that is there. */
export const start: Benchmark = {
  name: 'start',
  about: 'starting the bot with its own PostgreSQL, until /readyz says 200',
  run: (say) =>
    within(async ({ startBot }) => {
      const seconds = async (name: string): Promise<number> => {
        const bot = await startBot(name)
        await bot.stop()
        return bot.readyAfter / 1000
      }
      const first: number[] = []
      const again: number[] = []
      for (let time = 1; time <= times; time += 1) {
        say(`start ${time} of ${times}, and again on the same folder`)
        first.push(await seconds(`data-${time}`))
        again.push(await seconds(`data-${time}`))
      }
      return [
        { name: 'start.existing', value: median(again), unit: 's', aim: { atMost: 2.5 }, note: spread(again) },
        { name: 'start.first', value: median(first), unit: 's', aim: { atMost: 6 }, note: spread(first) },
      ]
    }),
}

const spread = (seconds: readonly number[]): string =>
  `median of ${seconds.length}: ${Math.min(...seconds).toFixed(2)} to ${Math.max(...seconds).toFixed(2)} s`
