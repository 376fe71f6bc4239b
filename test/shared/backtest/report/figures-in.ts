const FIGURE = /data-metric="([^"]+)" data-value="([^"]+)"/g

/** The full values that a report carries beside the figures it shows; each is the same wherever it stands. */
export function figuresIn(html: string): ReadonlyMap<string, number> {
  const figures = new Map<string, number>()
  for (const [, name = '', text = ''] of html.matchAll(FIGURE)) {
    const value = Number(text)
    const before = figures.get(name) ?? value
    if (!Number.isFinite(value) || value !== before)
      throw new Error(`${name} is shown as ${text} and as ${before}`)
    figures.set(name, value)
  }
  return figures
}

/** The part of a report with this id, up to its end. */
export function partOf(html: string, id: string): string {
  const from = html.indexOf(`<section id="${id}"`)
  if (from === -1) throw new Error(`no part "${id}"`)
  return html.slice(from, html.indexOf('</section>', from))
}
