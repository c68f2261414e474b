import { existsSync, readFileSync } from 'node:fs'
import { type Environment, type EnvironmentSettings, environmentFrom, secretsOf, variableIn } from './config/environment.ts'
import { type SettingsFile, settingsFrom } from './config/file.ts'
import type { FileSettings } from './config/file-schema.ts'
import { ConfigProblems } from './config/problems.ts'

export { answerKeysIn } from './config/answer-keys.ts'
export type { DatabaseSettings, Environment, SignInSettings, SlackMode, SlackSettings } from './config/environment.ts'
export { type LogLevel, logLevels } from './config/environment-schema.ts'
export { ConfigProblems } from './config/problems.ts'

/** Every setting, checked, with its default where none was given: the environment's and the file's (docs/settings.md). */
export type Config = EnvironmentSettings & FileSettings

/** Gives the text of a file, or null where there is none. */
export type ReadFile = (path: string) => string | null

export const readTextFile: ReadFile = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null)

/** The file that is read where CONFIG_FILE names none. */
export const usualFile = 'second-story.yml'

/**
 * Reads the environment and the settings file.
 * @param env as `process.env`; an empty variable counts as not set
 * @throws ConfigProblems with everything that is wrong at once
 */
export function readConfig(env: Environment, readFile: ReadFile = readTextFile): Config {
  const environment = environmentFrom(env)
  const found = fileOf(env, readFile)
  const file = found.kind === 'problem' ? { settings: null, problems: [found.problem] } : settingsFrom(found.file)
  if (environment.settings && file.settings) return { ...environment.settings, ...file.settings }
  throw new ConfigProblems([...environment.problems, ...file.problems], secretsOf(env))
}

type Found = { kind: 'read'; file: SettingsFile | null } | { kind: 'problem'; problem: string }

function fileOf(env: Environment, readFile: ReadFile): Found {
  const named = variableIn(env, 'CONFIG_FILE')
  const name = named ?? usualFile
  const text = textOf(name, readFile)
  if (text instanceof Error) return { kind: 'problem', problem: `CONFIG_FILE: ${name} cannot be read (${text.message}).` }
  if (text === null && named)
    return { kind: 'problem', problem: `CONFIG_FILE: there is no file ${name}; mend the path, or take the variable away.` }
  return { kind: 'read', file: text === null ? null : { name, text } }
}

function textOf(name: string, readFile: ReadFile): string | null | Error {
  try {
    return readFile(name)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return error
    throw error
  }
}
