/** Latin letters and what stands between them: what the font surely has. Emoji are not in it, and would be boxes. */
const NOT_DRAWABLE = /[^\u0020-\u007e\u00a0-\u017f\u2013\u2014\u2019\u2026\u20ac\u2191\u2193\u2212]/gu

/** The text without what can't be drawn or may not stand in an SVG at all, on one line. */
export function drawableText(text: string): string {
  return text.replaceAll(/\s/gu, ' ').replaceAll(NOT_DRAWABLE, '').replaceAll(/ +/gu, ' ').trim()
}
