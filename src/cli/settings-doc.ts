import { readFileSync } from 'node:fs'
import { isMap, isScalar, parseDocument } from 'yaml'
import { z } from 'zod'
import { environmentSchema } from '../config/environment-schema.ts'
import { fileSchema } from '../config/file-schema.ts'

const ownSample = (): string => readFileSync(new URL('../../docs/config.sample.yml', import.meta.url), 'utf8')

const beginning = `# Settings

Everything is optional but the Slack credentials. All of it is checked when the bot starts, and everything that is wrong is named at once,
with the variable or the line. \`doctor\` looks further: at tokens, scopes, channel, people and database.

This page is made from \`docs/config.sample.yml\` and the schemas in \`src/config/\`: change those, then
\`npm run -s cli -- settings > docs/settings.md\`.
`

/** What the reference needs of a JSON Schema. */
const schemaShape = z.looseObject({
  description: z.string().optional(),
  default: z.unknown().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.string()).optional(),
  get anyOf() {
    return z.array(schemaShape).optional()
  },
  get items() {
    return schemaShape.optional()
  },
  get properties() {
    return z.record(z.string(), schemaShape).optional()
  },
  required: z.array(z.string()).optional(),
  maxLength: z.number().optional(),
})
type Schema = z.infer<typeof schemaShape>

const schemaOf = (schema: z.ZodType): Schema => schemaShape.parse(z.toJSONSchema(schema, { io: 'input' }))

/** The reference of all settings, `docs/settings.md`. @param sample the text of the commented sample file */
export function settingsDoc(sample: string = ownSample()): string {
  return [beginning, environmentPart(), filePart(sample)].join('\n')
}

function environmentPart(): string {
  const variables = Object.entries(schemaOf(environmentSchema).properties ?? {})
  const rows = variables.map(([name, schema]) => `| \`${name}\` | ${schema.description ?? ''} | ${defaultText(schema)} |`)
  return ['## Environment', '', '| Variable | What it is | Default |', '| --- | --- | --- |', ...rows, ''].join('\n')
}

function filePart(sample: string): string {
  const document = parseDocument(sample)
  const { properties = {} } = schemaOf(fileSchema)
  const head = sample.split('\n\n', 1)[0] ?? ''
  if (!isMap(document.contents)) throw new Error('The sample of the settings file holds no keys.')
  const parts = document.contents.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || !key.range || typeof value !== 'object' || value === null || !('range' in value)) return []
    const name = String(key.value)
    const end = Array.isArray(value.range) ? Number(value.range[1]) : key.range[1]
    const schema = properties[name]
    return [partOf(name, key.commentBefore ?? '', sample.slice(key.range[0], end).trimEnd(), schema ? rowsOf(name, schema) : [])]
  })
  return ['## The settings file', '', proseOf(head.replace(/^#/gm, '')), '', ...parts].join('\n')
}

function partOf(name: string, comment: string, source: string, rows: string[]): string {
  const own = comment.split(/\n *\n/).at(-1)
  const table = rows.length === 0 ? [] : ['| Key | What it takes |', '| --- | --- |', ...rows, '']
  return [`### ${name}`, '', proseOf(own), '', '```yaml', source, '```', '', ...table].join('\n')
}

/** A comment of the sample as a paragraph. */
const proseOf = (comment: string | null | undefined): string =>
  (comment ?? '')
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
    .trim()

/** A row for each key inside a group or a list, and inside those. */
function rowsOf(path: string, schema: Schema): string[] {
  const step = schema.items ? `${path}[].` : `${path}.`
  const inner = Object.entries((schema.items ?? schema).properties ?? {})
  return inner.flatMap(([key, each]) => [`| \`${step}${key}\` | ${typeText(each)} |`, ...rowsOf(`${step}${key}`, each)])
}

function typeText(schema: Schema): string {
  if (schema.description) return schema.description
  if (schema.anyOf) return schema.anyOf.map(typeText).join(' or ')
  if (schema.enum) return `one of ${schema.enum.map((word) => `\`${word}\``).join(', ')}`
  if (schema.items) return schema.items.properties ? 'a list of groups' : `a list, each: ${typeText(schema.items)}`
  const longest = schema.maxLength ? ` of at most ${schema.maxLength} characters` : ''
  const types = [schema.type ?? []].flat().map((type) => typeNames[type] ?? type)
  return types.join(' or ') + longest
}

const typeNames: Record<string, string> = { string: 'text', object: 'a group', null: '`null`', array: 'a list' }

const defaultText = (schema: Schema): string => (schema.default === undefined ? '' : `\`${String(schema.default)}\``)
