import { ConfigProblems } from '../config.ts'
import { realClock } from '../core/clock.ts'
import { Refusal } from '../core/refusal.ts'
import { createLog } from '../log.ts'
import { keySource, readSettings } from '../startup.ts'
import { answerKey } from './answer-key.ts'
import { printFindings, runDoctor } from './doctor.ts'
import { createDatabaseProbe } from './doctor-database.ts'
import { exportIncident } from './export.ts'
import { settingsDoc } from './settings-doc.ts'

/** One command of the command line. What it prints for machines goes to standard output, alone; everything else to standard error. */
export type Command = { name: string; usage: string; does: string; run(args: string[]): Promise<number> }

export const commands: readonly Command[] = [
  {
    name: 'export',
    usage: 'export INC-1 [--format markdown|json] [--for U012AB3CD] [--workspace T012AB3CD]',
    does: 'prints an incident with its timeline and review. A private one only for somebody in its channel: --for.',
    run: exportIncident,
  },
  {
    name: 'doctor',
    usage: 'doctor',
    does: 'checks settings, tokens, scopes, database, clock and channels, and says how to mend what is not well.',
    run: doctor,
  },
  {
    name: 'settings',
    usage: 'settings',
    does: 'prints the reference of all settings (docs/settings.md).',
    run: async () => print(settingsDoc()),
  },
  {
    name: 'answer-key',
    usage: 'answer-key [--give-up]',
    does: 'prints a new key for ANSWER_KEY. Where the old one is lost for good, --give-up lets the bot go on without it.',
    run: answerKey,
  },
  { name: 'help', usage: 'help', does: 'prints this.', run: async () => print(helpText()) },
]

/** @returns the exit code. @throws Refusal where there is no such command */
export async function runCommand(all: readonly Command[], name: string, args: string[]): Promise<number> {
  const command = all.find((one) => one.name === name.replace(/^--?/, ''))
  if (!command) throw new Refusal(`There is no command ${name}.\n\n${helpText()}`)
  return command.run(args)
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}

function helpText(): string {
  const lines = commands.map(({ usage, does }) => `  ${usage}\n      ${does}`)
  return ['Usage: npm run -s cli -- <command>', '', ...lines, ''].join('\n')
}

async function doctor(): Promise<number> {
  const settings = settingsOrProblems()
  const log = createLog('silent')
  const database = settings instanceof ConfigProblems ? null : settings.database
  const keys = keySource(settings instanceof ConfigProblems ? { answerKeys: { given: [], folder: './data' } } : settings)
  const probeDatabase = createDatabaseProbe(database ?? { kind: 'embedded', dataDir: './data' }, keys, log)
  const findings = await runDoctor({ settings, clock: realClock, probeDatabase })
  print(printFindings(findings))
  return findings.some(({ level }) => level === 'problem') ? 1 : 0
}

function settingsOrProblems() {
  try {
    return readSettings()
  } catch (error) {
    if (error instanceof ConfigProblems) return error
    throw error
  }
}
