import { existsSync } from 'node:fs'
import { answerKeysIn, type Config, ConfigProblems, readConfig } from './config.ts'
import type { KeySource } from './database/open-seals.ts'

/** What a program ends with when it was not set up: nothing went wrong, something is missing. */
export const exitNotSetUp = 2

/** Reads the settings from the environment, a `.env` file beside it, and the settings file. @throws ConfigProblems with all that is wrong */
export function readSettings(): Config {
  if (existsSync('.env')) loadEnvFile()
  return readConfig(process.env)
}

function loadEnvFile(): void {
  try {
    process.loadEnvFile('.env')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    throw new ConfigProblems([`.env: the file cannot be read${reason}. Mend it, or take it away.`])
  }
}

/** Where the database is. */
export const placeOfDatabase = ({ database }: Config): { url: string } | { dataDir: string } =>
  database.kind === 'url' ? { url: database.url } : { dataDir: database.dataDir }

/** Where the keys are that seal answers. */
export const keySource = ({ answerKeys }: Pick<Config, 'answerKeys'>): KeySource => ({ ...answerKeys, read: answerKeysIn })

/** The problems of the settings, for standard error. */
export const problemsText = ({ problems }: ConfigProblems): string =>
  [
    `Second Story cannot start: ${problems.length === 1 ? 'a setting is' : 'some settings are'} wrong.`,
    ...problems.map((each) => `  - ${each}`),
    'All settings: docs/settings.md',
    '',
  ].join('\n')
