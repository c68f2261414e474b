import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Route } from './server.ts'

/** What pages are made with, besides HTML: the addresses of the style sheet and the script. */
export type Assets = { css: string; js: string; routes: Route[] }

const types = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' }

/** Reads the files of `assets/`. Their addresses change with what is in them, so that a browser may keep them for good. */
export function readAssets(): Assets {
  const css = asset('page', 'css')
  const js = asset('page', 'js')
  return { css: css.address, js: js.address, routes: [css.route, js.route] }
}

function asset(name: string, kind: keyof typeof types): { address: string; route: Route } {
  const bytes = readFileSync(new URL(`../../assets/${name}.${kind}`, import.meta.url))
  const version = createHash('sha256').update(bytes).digest('base64url').slice(0, 10)
  const headers = { 'Content-Type': types[kind], 'Cache-Control': 'public, max-age=31536000, immutable' }
  const path = `/${name}.${kind}`
  const answer: Route['answer'] = async (_request, response) => void response.writeHead(200, headers).end(bytes)
  return { address: `${path}?v=${version}`, route: { method: 'GET', path, answer } }
}
