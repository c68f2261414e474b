/** So long an address of ours may be to be come back to. */
const longest = 1_000

/**
 * Where on this site somebody wanted to go, from what an address or a cookie says: a path with its query. The front page where that
 * leads anywhere else, or is nonsense: nobody is sent to another site by a link of ours.
 */
export function localPath(wanted: string | null, publicUrl: string): string {
  const isPath = wanted?.startsWith('/') && wanted.length <= longest && URL.canParse(wanted, publicUrl)
  if (!wanted || !isPath) return '/'
  const url = new URL(wanted, publicUrl)
  return url.origin === publicUrl && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/'
}
