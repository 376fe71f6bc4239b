import type { Box, Point } from './box.ts'

/** The size of a picture or of a part of it, in pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

const BACKGROUND = '#ffffff'
/** The first is the one that we draw with ourselves; a browser without it has the second, which is as wide. */
const FONTS = 'DejaVu Sans, Verdana, sans-serif'

/** The whole picture on its background; empty parts are left out. */
export function picture({ width, height }: Size, ...parts: readonly string[]): string {
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    'font-family': FONTS,
  }
  const background = element('rect', { width, height, fill: BACKGROUND })
  const lines = [background, ...parts.filter((part) => part !== '')]
  return `${element('svg', root, `\n${lines.join('\n')}\n`)}\n`
}

/** One element with its attributes; its content is markup already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content?: string,
): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? coordinate(value) : escaped(value)}"`,
  )
  const opening = `<${name}${written.join('')}`
  return content === undefined ? `${opening}/>` : `${opening}>${content}</${name}>`
}

/** Text as it may stand between tags and within quotes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** The outline of a line from point to point, for the `d` of a path. */
export function lineThrough(points: readonly Point[]): string {
  return points
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${coordinate(x)} ${coordinate(y)}`)
    .join('')
}

/** The outline of a rectangle, for the `d` of a path: many of them in one path weigh little. */
export function outlineOf({ left, top, right, bottom }: Box): string {
  const [x, y, endX, endY] = [left, top, right, bottom].map(coordinate)
  return `M${x} ${y}H${endX}V${endY}H${x}Z`
}

/** A tenth of a pixel is finer than anybody sees. A viewer would leave out silently what has no number. */
function coordinate(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a coordinate: ${value}`)
  return String(Math.round(value * 10) / 10 + 0)
}
