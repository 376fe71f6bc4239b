import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { Box, Point } from '../../../shared/charts/box.ts'
import { textWidth } from '../../../shared/charts/text-width.ts'

/** What can be checked of a picture without seeing it. */
export interface PictureParts {
  readonly size: { readonly width: number; readonly height: number }
  /** Every place that something is drawn at. */
  readonly points: readonly Point[]
  /** With the height of a line and the width that it has at most. */
  readonly texts: readonly { readonly text: string; readonly size: number; readonly box: Box }[]
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  preserveOrder: true,
  trimValues: false,
  parseTagValue: false,
})

type Attributes = Readonly<Record<string, string>>

/** Takes an SVG apart; throws where it is no XML or a number is none. */
export function pictureParts(svg: string): PictureParts {
  const validity = XMLValidator.validate(svg)
  if (validity !== true) throw new Error(`no XML: ${validity.err.msg}`)
  const [{ svg: children, ':@': root }] = parser.parse(svg)
  const elements = (children as Record<string, unknown>[]).flatMap((child) => {
    const name = Object.keys(child).find((key) => key !== ':@' && key !== '#text')
    return name === undefined ? [] : [{ name, of: child[':@'] as Attributes, content: child[name] }]
  })
  return {
    size: { width: numeric(root.width), height: numeric(root.height) },
    points: elements.flatMap(({ name, of }) => pointsOf(name, of)),
    texts: elements.flatMap(({ name, of, content }) => (name === 'text' ? [textOf(of, content)] : [])),
  }
}

function pointsOf(name: string, of: Attributes): readonly Point[] {
  switch (name) {
    case 'path':
      return pathPoints(of['d'] ?? '')
    case 'rect': {
      const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((key) => numeric(of[key] ?? '0'))
      return [
        { x: x!, y: y! },
        { x: x! + width!, y: y! + height! },
      ]
    }
    case 'circle': {
      const [x, y, r] = ['cx', 'cy', 'r'].map((key) => numeric(of[key] ?? ''))
      return [
        { x: x! - r!, y: y! - r! },
        { x: x! + r!, y: y! + r! },
      ]
    }
    case 'text':
      return [{ x: numeric(of['x'] ?? ''), y: numeric(of['y'] ?? '') }]
    default:
      throw new Error(`not an element of a chart: ${name}`)
  }
}

/** The charts write absolute coordinates only. */
function pathPoints(d: string): readonly Point[] {
  if (!/^(?:[MLHVZ](?:-?[\d.]+(?: -?[\d.]+)?)?)+$/.test(d)) throw new Error(`not a path of a chart: ${d}`)
  let at: Point = { x: 0, y: 0 }
  return [...d.matchAll(/([MLHV])([^MLHVZ]+)/g)].map(([, command, numbers = '']) => {
    const [first, second] = numbers.split(' ').map(numeric)
    if (command === 'H') at = { ...at, x: first! }
    else if (command === 'V') at = { ...at, y: first! }
    else at = { x: first!, y: second! }
    return at
  })
}

function textOf(of: Attributes, content: unknown) {
  const text = String((content as readonly { '#text'?: string }[])[0]?.['#text'] ?? '')
  const [x, baseline, size] = ['x', 'y', 'font-size'].map((key) => numeric(of[key] ?? ''))
  const width = textWidth(text, size!)
  const left = x! - width * ({ start: 0, middle: 0.5, end: 1 }[of['text-anchor'] ?? 'start'] ?? 0)
  const box = { left, right: left + width, top: baseline! - 0.9 * size!, bottom: baseline! + 0.3 * size! }
  return { text, size: size!, box }
}

function numeric(text: string): number {
  const value = Number(text)
  if (text === '' || !Number.isFinite(value)) throw new Error(`not a number in the picture: "${text}"`)
  return value
}
