import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { ExportInput } from '../../src/core/export/export-clean.ts'
import { labelsFor } from '../../src/core/labels.ts'
import { compileReview, type ReviewFacts, renderReview, reviewWords } from '../../src/core/review/review.ts'
import { at, nameOfPerson, roleLabels } from './review-facts.ts'

/** What an export is made from, of these facts as they are compiled now. */
export function exportInput(facts: ReviewFacts, names: (userId: string) => string = nameOfPerson): ExportInput {
  const labels = labelsFor({ ...facts, roleLabels, declaredBy: facts.incident.declaredBy })
  const words = reviewWords({ timeZone: 'UTC', person: labels, name: names })
  const rendered = renderReview(compileReview(facts), facts, words)
  return { facts, rendered, labels, names, generatedAt: at('2026-12-04T08:00:00') }
}

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true })
addFormats.default(ajv)
const isExport = ajv.compile(JSON.parse(readFileSync(new URL('../../docs/export.schema.json', import.meta.url), 'utf8')))

/** What the published schema has against an export as a file would hold it. */
export const complaints = (exported: unknown) => (isExport(JSON.parse(JSON.stringify(exported))) ? [] : isExport.errors)
