import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { settingsDoc } from '../../src/cli/settings-doc.ts'
import { environmentSchema } from '../../src/config/environment-schema.ts'
import { fileSchema } from '../../src/config/file-schema.ts'
import { readConfig } from '../../src/config.ts'

const sample = readFileSync('docs/config.sample.yml', 'utf8')
const reference = readFileSync('docs/settings.md', 'utf8')

/** The names of all keys of the settings file, at every depth. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own = 'properties' in schema ? Object.entries(schema.properties ?? {}) : []
  const items = 'items' in schema ? keysOf(schema.items) : []
  return [...own.flatMap(([key, inner]) => [key, ...keysOf(inner)]), ...items]
}
const keys = keysOf(z.toJSONSchema(fileSchema, { io: 'input' }))

describe('the sample of the settings file', () => {
  it('says exactly what holds without a file', () => {
    expect(readConfig({}, () => sample)).toEqual(readConfig({}, () => null))
  })

  it('names every key there is', () => {
    expect(keys.length).toBeGreaterThan(35)
    expect(keys.filter((key) => !new RegExp(`\\b${key}\\b`).test(sample))).toEqual([])
    expect(Object.keys(parse(sample)).sort()).toEqual(Object.keys(fileSchema.in.shape).sort())
  })

  it('has a comment on every group', () => {
    const groups = sample.split('\n\n').slice(1)
    expect(groups.filter((group) => !group.startsWith('#'))).toEqual([])
    expect(groups).toHaveLength(Object.keys(parse(sample)).length)
  })
})

describe('the reference of the settings', () => {
  it('is what the sample and the schemas say now (npm run -s cli -- settings > docs/settings.md)', () => {
    expect(reference).toBe(settingsDoc(sample))
  })

  it('names every variable with what it is', () => {
    for (const [name, schema] of Object.entries(environmentSchema.shape)) {
      expect(schema.description ?? '').not.toBe('')
      expect(reference).toContain(`| \`${name}\` | ${schema.description} |`)
    }
  })

  it('names every key of the file with what it takes', () => {
    expect(keys.filter((key) => !new RegExp(`(### |[.] |[.]|\\| \`)${key}(\`|\\n)`).test(reference))).toEqual([])
    expect(reference).not.toMatch(/\| `[^`]+` \| *\|$/m)
  })
})
