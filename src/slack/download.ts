/** Why a file could not be had: `a page` is what Slack gives in its place to whom it lets have none. */
export type WhyNot = 'not in Slack' | 'too large' | 'a page' | 'not there' | 'away'

export class NoFile extends Error {
  override readonly name = 'NoFile'
  readonly why: WhyNot
  constructor(why: WhyNot) {
    super(`no file: ${why}`)
    this.why = why
  }
}

/** Which file, and how much patience there is with it. */
export type FileWanted = {
  url: string
  /** What Slack says that it is: then a page in its place is known for what it is. */
  mimetype?: string | undefined
  /** In bytes. */
  atMost: number
  /** In milliseconds. */
  within: number
}

/**
 * Whether an address is of Slack's own files: where the Web API is (`https://slack.com/api/`, `https://slack-gov.com/api/`), or
 * `files.` of it. The bot's token goes nowhere else.
 */
export function isOfSlack(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false
  const [file, api] = [new URL(url), new URL(apiUrl)]
  return file.protocol === api.protocol && (file.host === api.host || file.host === `files.${api.host}`)
}

/**
 * Reads a file from Slack with the bot's own token, and goes nowhere else: who is sent on is sent to sign in.
 * @throws NoFile
 */
export async function download(wanted: FileWanted, as: { token: string; apiUrl: string }): Promise<Uint8Array> {
  if (!isOfSlack(wanted.url, as.apiUrl)) throw new NoFile('not in Slack')
  const answer = await fetch(wanted.url, {
    headers: { authorization: `Bearer ${as.token}` },
    redirect: 'manual',
    signal: AbortSignal.timeout(wanted.within),
  }).catch(isAway)
  const why = whyNot(answer, wanted)
  if (why === null && answer.body) return collect(answer.body, wanted.atMost)
  await answer.body?.cancel()
  throw new NoFile(why ?? 'away')
}

function whyNot({ status, headers }: Response, { mimetype, atMost }: FileWanted): WhyNot | null {
  if (status === 404 || status === 410) return 'not there'
  if (status >= 300 && status < 400) return 'a page'
  if (status === 401 || status === 403) return 'a page'
  if (status !== 200) return 'away'
  if (isPage(headers.get('content-type')) && !isPage(mimetype)) return 'a page'
  return Number(headers.get('content-length')) > atMost ? 'too large' : null
}

const isPage = (type: string | null | undefined): boolean => type?.startsWith('text/html') ?? false

async function collect(body: AsyncIterable<Uint8Array>, atMost: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of body) {
      size += piece.length
      if (size > atMost) throw new NoFile('too large')
      pieces.push(piece)
    }
  } catch (error) {
    return error instanceof NoFile ? Promise.reject(error) : isAway()
  }
  return Buffer.concat(pieces)
}

function isAway(): never {
  throw new NoFile('away')
}
