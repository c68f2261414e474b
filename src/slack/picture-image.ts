import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

const find = createRequire(import.meta.url).resolve

/** Letters come along: what a machine has installed differs, and a picture is to look the same everywhere. */
const letters = ['DejaVuSans', 'DejaVuSans-Bold'].map((name) => `dejavu-fonts-ttf/ttf/${name}.ttf`)

let loading: Promise<Uint8Array[]> | null = null

/** Loaded with the first picture: a bot that draws none does not carry it. */
async function load(): Promise<Uint8Array[]> {
  await initWasm(await readFile(find('@resvg/resvg-wasm/index_bg.wasm')))
  return Promise.all(letters.map((file) => readFile(find(file))))
}

/** An SVG as a PNG, twice as sharp as its own size, since Slack shows no SVG. */
export async function imageOf(svg: string): Promise<Uint8Array> {
  loading ??= load()
  const fontBuffers = await loading
  const image = new Resvg(svg, { fitTo: { mode: 'zoom', value: 2 }, font: { fontBuffers, defaultFontFamily: 'DejaVu Sans' } })
  try {
    return image.render().asPng()
  } finally {
    image.free()
  }
}
