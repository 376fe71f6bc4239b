import { XMLBuilder, XMLParser } from 'fast-xml-parser'

/** Containers that are lists although a request often names one thing only. */
const LISTS = new Set(['Order', 'Instrument', 'PreviewIds'])

const builder = new XMLBuilder({ format: false })
/** Values stay text: the schemas of the requests know which are numbers. */
const parser = new XMLParser({
  parseTagValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  isArray: (name) => LISTS.has(name),
})

/** The broker's XML for what would be this JSON: a list becomes one element after the other. */
export function toXml(body: object): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${builder.build(body)}`
}

/** The JSON that a request in XML stands for; `undefined` when it is not well-formed or brings entities of its own. */
export function fromXml(text: string): unknown {
  if (/<!DOCTYPE/i.test(text)) return undefined
  try {
    return parser.parse(text, true)
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}
