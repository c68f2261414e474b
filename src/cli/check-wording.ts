import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { checkWording } from '../core/wording/wording.ts'

/**
 * Reads JSON lines `{"id","text"}` and prints for each, in order, `{"id","findings":[{"category","strength","span"}]}`. A line that
 * is none is named on `problems` and left out. One line at a time is held, so there may be any number.
 * @returns the exit code: 1 where a line could not be read
 */
export async function checkLines(lines: Readable, findings: Writable, problems: Writable): Promise<number> {
  let number = 0
  let exitCode = 0
  for await (const line of createInterface({ input: lines, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1
    if (line.trim() === '') continue
    const read = readLine(line)
    if ('problem' in read) {
      exitCode = 1
      problems.write(`Line ${number} ${read.problem}. It is left out.\n`)
    } else if (!findings.write(`${checked(read)}\n`)) await once(findings, 'drain')
  }
  return exitCode
}

type Line = { id: string | number; text: string }

function readLine(line: string): Line | { problem: string } {
  const read = parsed(line)
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    return { problem: 'is no JSON object, as {"id":"1","text":"…"} is' }
  const { id, text } = { id: undefined, text: undefined, ...read }
  if (typeof id !== 'string' && typeof id !== 'number') return { problem: 'has no id that is a text or a number' }
  return typeof text === 'string' ? { id, text } : { problem: 'has no text' }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function checked({ id, text }: Line): string {
  const findings = checkWording(text).map(({ category, strength, span }) => ({ category, strength, span }))
  return JSON.stringify({ id, findings })
}
