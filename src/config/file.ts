import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import { type FileSettings, fileSchema } from './file-schema.ts'
import { wordingOf } from './wording.ts'

/** A settings file that was found. `name` is how the operator called it. */
export type SettingsFile = { name: string; text: string }

type Parsed = ReturnType<typeof parseDocument>
type Finding = { offset: number; sentence: string }
type Place = { file: string; document: Parsed; lines: LineCounter }

/** The settings of the file (or the defaults, where there is none), or null with what is wrong and where. */
export function settingsFrom(file: SettingsFile | null): { settings: FileSettings | null; problems: string[] } {
  if (!file) return { settings: fileSchema.parse({}), problems: [] }
  const lines = new LineCounter()
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false })
  const broken = document.errors.map((error) => `${file.name}:${lines.linePos(error.pos[0]).line} ${error.message}`)
  if (broken.length > 0) return { settings: null, problems: broken }
  const parsed = fileSchema.safeParse(given(document.toJS()), { error: wordingOf })
  if (parsed.success) return { settings: parsed.data, problems: [] }
  const findings = parsed.error.issues.flatMap((issue) => told(issue, { file: file.name, document, lines }))
  return { settings: null, problems: findings.sort((a, b) => a.offset - b.offset).map(({ sentence }) => sentence) }
}

/** A file that is empty, and a key with nothing after it, are as if they were not there. */
function given(content: unknown): unknown {
  if (content === null || content === undefined) return {}
  if (typeof content !== 'object' || Array.isArray(content)) return content
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== null))
}

function told(issue: z.core.$ZodIssue, place: Place): Finding[] {
  if (issue.code !== 'unrecognized_keys') return [finding(issue.path, issue.message, place)]
  const messages = issue.message.split('\n')
  return issue.keys.map((key, index) => finding([...issue.path, key], messages[index] ?? issue.message, place))
}

function finding(path: PropertyKey[], message: string, { file, document, lines }: Place): Finding {
  const offset = offsetOf(document, path) ?? 0
  const where = `${file}:${lines.linePos(offset).line} ${path.length === 0 ? 'the file' : `${pathText(path)}:`}`
  return { offset, sentence: `${where} ${message}${/[.?!]$/.test(message) ? '' : '.'}` }
}

/** `severities[0].review` */
const pathText = (path: PropertyKey[]): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`)).join('')

/** Where the key of that path stands, or the nearest place around it that exists; null in an empty file. */
function offsetOf(document: Parsed, path: PropertyKey[]): number | null {
  const last = path.at(-1)
  const around = path.slice(0, -1)
  if (last === undefined) return startOf(document.contents)
  const parent: unknown = around.length === 0 ? document.contents : document.getIn(around, true)
  const key = isMap(parent) ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === last)?.key : undefined
  const item = typeof last === 'number' ? document.getIn(path, true) : undefined
  return startOf(key) ?? startOf(item) ?? offsetOf(document, around)
}

const startOf = (node: unknown): number | null => (isNode(node) ? (node.range?.[0] ?? null) : null)
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'range' in value
