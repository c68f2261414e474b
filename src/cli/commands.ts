import { Refusal } from '../core/refusal.ts'

/** One command of the command line. What it prints for machines goes to standard output, alone; everything else to standard error. */
export type Command = { name: string; usage: string; does: string; run(args: string[]): Promise<number> }

/** Each command loads what it needs when it runs: one that knows no database does not wait for it. */
export const commands: readonly Command[] = [
  {
    name: 'export',
    usage: 'export INC-1 [--format markdown|json|html] [--for U012AB3CD] [--workspace T012AB3CD]',
    does: 'prints an incident with its timeline and review. A private one only for somebody in its channel: --for.',
    run: async (args) => (await import('./export.ts')).exportIncident(args),
  },
  {
    name: 'doctor',
    usage: 'doctor',
    does: 'checks settings, tokens, scopes, database, clock and channels, and says how to mend what is not well.',
    run: async () => (await import('./ask-doctor.ts')).askDoctor(),
  },
  {
    name: 'forget',
    usage: 'forget U012AB3CD [--workspace T012AB3CD] [--yes]',
    does: 'erases a person: their answers, words and name. Reviews stay readable. Asks first, unless --yes (docs/privacy.md).',
    run: async (args) => (await import('./forget.ts')).forget(args),
  },
  {
    name: 'settings',
    usage: 'settings',
    does: 'prints the reference of all settings (docs/settings.md).',
    run: async () => print((await import('./settings-doc.ts')).settingsDoc()),
  },
  {
    name: 'check-wording',
    usage: 'check-wording < sentences.jsonl',
    does: 'reads lines {"id","text"} and prints for each what the wording check finds (docs/wording.md). No database, no settings.',
    run: async () => (await import('./check-wording.ts')).checkLines(process.stdin, process.stdout, process.stderr),
  },
  {
    name: 'answer-key',
    usage: 'answer-key [--give-up]',
    does: 'prints a new key for ANSWER_KEY. Where the old one is lost for good, --give-up lets the bot go on without it.',
    run: async (args) => (await import('./answer-key.ts')).answerKey(args),
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
