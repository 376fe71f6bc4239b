import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** Every value stays text, as in the answer; what it means is for the shape it is compared with. */
const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  htmlEntities: true,
})

/**
 * The object that an XML text stands for, as JSON would have it, or `undefined` when it is none: an element that is
 * repeated is a list, one with nothing in it is left out. A page for people is not an answer, however well formed.
 */
export function parseXml(text: string): object | undefined {
  const document = text.trim()
  if (!document.startsWith('<') || XMLValidator.validate(document) !== true) return undefined
  const root = parsed(document)
  if (!root || 'html' in root || 'HTML' in root) return undefined
  return withoutEmpty(root) as object
}

/** The library refuses documents that bring entities of their own from outside; such an answer can't be read. */
function parsed(text: string): object | undefined {
  try {
    return parser.parse(text)
  } catch {
    return undefined
  }
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, field]) => field !== '')
  return Object.fromEntries(entries.map(([key, field]) => [key, withoutEmpty(field)]))
}
