import { availableParallelism, loadavg } from 'node:os'
import { readArguments } from './arguments.ts'
import { benchmarks, longOnes } from './benchmarks.ts'
import { type Figure, jsonLine, table } from './figure.ts'

/** Standard output holds the figures alone; what is being done goes to standard error. */
const say = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(): Promise<void> {
  const asked = readArguments(
    process.argv.slice(2),
    benchmarks.map(({ name }) => name),
    longOnes.map(({ name }) => name),
  )
  if (asked.kind === 'wrong') {
    say(asked.sentence)
    process.exitCode = 2
    return
  }
  sayHowBusy()
  const figures: Figure[] = []
  for (const { name, about, run } of benchmarks.filter((benchmark) => asked.names.includes(benchmark.name))) {
    say(`${name}: ${about}`)
    try {
      const measured = await run((line) => say(`  ${line}`))
      if (asked.isJson) for (const figure of measured) process.stdout.write(`${jsonLine(figure)}\n`)
      figures.push(...measured)
    } catch (error) {
      say(`${name} could not be measured. ${error instanceof Error ? error.stack : error}`)
      process.exitCode = 1
    }
  }
  if (!asked.isJson && figures.length > 0) process.stdout.write(`\n${table(figures)}\n`)
}

/** Ratios survive a busy machine; times do not. */
function sayHowBusy(): void {
  const [load = 0] = loadavg()
  const cores = availableParallelism()
  if (load > cores)
    say(
      `This machine is busy already (load ${load.toFixed(1)} on ${cores} cores): seconds and milliseconds will be worse than they are.`,
    )
}

await main()
