import { access } from 'node:fs/promises'
import { join } from 'node:path'

/** Beside this file; the bundle keeps it beside the file that this one becomes part of. */
const FONT_FILE = join(import.meta.dirname, 'fonts/DejaVuSans.ttf')

/**
 * Draws an SVG in its own size as the bytes of a PNG. The font comes with us, so that a picture is the same on every
 * machine; the library is loaded with the first picture, because most runs draw none.
 */
export async function drawPng(svg: string): Promise<Uint8Array> {
  // Without its font the library leaves out every text and says nothing.
  await access(FONT_FILE)
  const { renderAsync } = await import('@resvg/resvg-js')
  const picture = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles: [FONT_FILE], defaultFontFamily: 'DejaVu Sans' },
  })
  return picture.asPng()
}
