import { element, escaped } from '../../../charts/svg.ts'

/** Attributes of an element; their values are escaped when they are written. */
type Attributes = Readonly<Record<string, string>>

/** An element of the page with markup inside it. */
export function tag(name: string, attributes: Attributes, ...content: readonly string[]): string {
  return element(name, attributes, content.join(''))
}

/** An element of the page with plain text inside it, which is escaped. */
export function textTag(name: string, attributes: Attributes, text: string): string {
  return tag(name, attributes, escaped(text))
}
