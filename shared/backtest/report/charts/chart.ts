import { element, type Size } from '../../../charts/svg.ts'
import { tag, textTag } from '../page/html.ts'

/** A chart in a column of its own: the whole width of a phone, half of a desktop's. */
export const HALF: Size = { width: 800, height: 500 }
/** A chart as wide as a desktop's page. */
const WIDE: Size = { width: 1_600, height: 560 }

/** Draws a chart that fills the width it is given; `name` says to a screen reader what it shows. */
export function chart(size: Size, name: string, ...parts: readonly string[]): string {
  const root = {
    class: size === WIDE ? 'chart wide' : 'chart',
    viewBox: `0 0 ${size.width} ${size.height}`,
    role: 'img',
    'aria-label': name,
  }
  return element('svg', root, parts.join(''))
}

/** A chart drawn twice, of which the page shows the one that fits the screen. */
export function wideChart(draw: (size: Size) => string): string {
  return tag('div', { class: 'narrow-only' }, draw(HALF)) + tag('div', { class: 'wide-only' }, draw(WIDE))
}

/** A chart below its title, with a sentence on how to read it. */
export function figure(
  { title, caption = '' }: { readonly title: string; readonly caption?: string },
  ...content: readonly string[]
): string {
  return tag(
    'figure',
    {},
    textTag('h3', {}, title),
    caption === '' ? '' : textTag('p', { class: 'note' }, caption),
    ...content,
  )
}
