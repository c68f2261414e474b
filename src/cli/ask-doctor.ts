import { ConfigProblems } from '../config.ts'
import { realClock } from '../core/clock.ts'
import { createLog } from '../log.ts'
import { keySource, readSettings } from '../startup.ts'
import { printFindings, runDoctor } from './doctor.ts'
import { createDatabaseProbe } from './doctor-database.ts'

/** Asks the doctor about this machine, and prints what it says. @returns the exit code */
export async function askDoctor(): Promise<number> {
  const settings = settingsOrProblems()
  const log = createLog('silent')
  const database = settings instanceof ConfigProblems ? null : settings.database
  const keys = keySource(settings instanceof ConfigProblems ? { answerKeys: { given: [], folder: './data' } } : settings)
  const probeDatabase = createDatabaseProbe(database ?? { kind: 'embedded', dataDir: './data' }, keys, log)
  const findings = await runDoctor({ settings, clock: realClock, probeDatabase })
  process.stdout.write(printFindings(findings))
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
