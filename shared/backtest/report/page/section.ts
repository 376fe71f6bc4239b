import { escaped } from '../../../charts/svg.ts'
import { tag, textTag } from './html.ts'

/** A part of the report with its heading. */
export interface Section {
  /** Anchor of the section. */
  readonly id: string
  readonly title: string
  /** One or two plain sentences on how to read it. */
  readonly note?: string
  /** Figures of a run that a check has refuted: they are marked. */
  readonly refuted?: boolean
}

/** Draws a section; its content is markup already. */
export function section(
  { id, title, note, refuted = false }: Section,
  ...content: readonly string[]
): string {
  const mark = refuted ? textTag('span', { class: 'refuted' }, 'not to be believed') : ''
  return tag(
    'section',
    { id, class: 'card' },
    tag('h2', {}, escaped(title), mark),
    note === undefined ? '' : textTag('p', { class: 'note' }, note),
    ...content,
  )
}
