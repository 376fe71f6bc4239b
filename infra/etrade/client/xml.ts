/**
 * The object that an XML text stands for, as JSON would have it, or `undefined` when it is none: an element that is
 * repeated is a list, one with nothing in it is left out. A page for people is not an answer, however well formed.
 */
export async function parseXml(text: string): Promise<object | undefined> {
  const document = text.trim()
  if (!document.startsWith('<')) return undefined
  const root = await rootOf(document)
  if (!root || 'html' in root || 'HTML' in root) return undefined
  return withoutEmpty(root) as object
}

async function rootOf(document: string): Promise<object | undefined> {
  // Loaded when it is needed: no start of a function should wait for what almost no answer asks for.
  const { XMLParser, XMLValidator } = await import('fast-xml-parser')
  if (XMLValidator.validate(document) !== true) return undefined
  const parser = new XMLParser({
    ignoreAttributes: true,
    ignoreDeclaration: true,
    // Every value stays text, as in the answer; what it means is for the shape it is compared with.
    parseTagValue: false,
    htmlEntities: true,
  })
  try {
    return parser.parse(document)
  } catch {
    // The library refuses documents that bring entities of their own from outside; such an answer can't be read.
    return undefined
  }
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, field]) => field !== '')
  return Object.fromEntries(entries.map(([key, field]) => [key, withoutEmpty(field)]))
}
