import { badRequest } from './refusal.ts'

/** A stretch of a text with a style, in UTF-16 units. */
export interface Entity {
  readonly type: string
  readonly offset: number
  readonly length: number
  readonly url?: string
}

export interface ParsedText {
  readonly text: string
  readonly entities: readonly Entity[]
}

/** The tags that this double takes, and the entities they become. */
const ENTITY_TYPES: Readonly<Record<string, string>> = {
  b: 'bold',
  i: 'italic',
  u: 'underline',
  s: 'strikethrough',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  blockquote: 'blockquote',
  'tg-spoiler': 'spoiler',
}

const NAMED_CHARACTERS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }

/** Says where in the markup something stands; counted only when there is something to say. */
type Place = () => string

const TOKEN = /<(\/?)([^\s>]*)([^>]*)(>?)|&(?:(lt|gt|amp|quot)|#(\d+)|#x([0-9a-f]+));|&|[^<&]+/giu

/**
 * Reads the markup that Telegram calls HTML, and refuses what it refuses. One thing is refused that the real one lets
 * pass, although its documentation forbids it: an ampersand that begins no known character.
 */
export function parseHtml(source: string): ParsedText {
  const html = withoutControls(source)
  const open: (Omit<Entity, 'length'> & { readonly tag: string })[] = []
  const entities: Entity[] = []
  let text = ''
  for (const token of html.matchAll(TOKEN)) {
    const at = () => `at byte offset ${Buffer.byteLength(html.slice(0, token.index))}`
    const [whole, slash, name = '', attributes = '', end] = token
    if (!whole.startsWith('<')) text += plainText(token, at)
    else if (slash !== '/') {
      const tag = startTag(name, end, at)
      open.push({ tag, type: ENTITY_TYPES[tag] ?? '', offset: text.length, ...linkOf(tag, attributes, at) })
    } else {
      const { tag, ...entity } = open.pop() ?? refuse(`Unexpected end tag ${at()}`)
      checkEndTag({ found: name.toLowerCase(), expected: tag, end, at })
      entities.push({ ...entity, length: text.length - entity.offset })
    }
  }
  const unclosed = open.at(-1)
  if (unclosed) refuse(`Can't find end tag corresponding to start tag "${unclosed.tag}"`)
  return trimmed({ text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) })
}

/** A text without markup, as Telegram keeps it. */
export function plainContent(source: string): ParsedText {
  return trimmed({ text: withoutControls(source), entities: [] })
}

/** Space at the beginning of a styled stretch is kept: a table may begin with it. */
function trimmed({ text, entities }: ParsedText): ParsedText {
  const end = text.trimEnd().length
  const start = Math.min(text.length - text.trimStart().length, entities[0]?.offset ?? end, end)
  const moved = entities.map((entity) => ({
    ...entity,
    offset: entity.offset - start,
    length: Math.min(entity.length, end - entity.offset),
  }))
  return { text: text.slice(start, end), entities: moved.filter(({ length }) => length > 0) }
}

function withoutControls(text: string): string {
  return text.replaceAll('\r', '').replace(/(?![\t\n])\p{Cc}/gu, ' ')
}

function plainText([whole, , , , , named, decimal, hex]: RegExpExecArray, at: Place): string {
  if (named) return NAMED_CHARACTERS[named.toLowerCase()] ?? ''
  if (decimal) return String.fromCodePoint(Number(decimal))
  if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
  return whole === '&' ? refuse(`Unescaped "&" ${at()}`) : whole
}

function startTag(name: string, end: string | undefined, at: Place): string {
  if (end !== '>') refuse(`Unclosed start tag ${at()}`)
  const tag = name.toLowerCase()
  if (!Object.hasOwn(ENTITY_TYPES, tag)) refuse(`Unsupported start tag "${tag}" ${at()}`)
  return tag
}

function linkOf(tag: string, attributes: string, at: Place): { readonly url?: string } {
  if (attributes.trim() === '') return {}
  const href = /^\s+href="([^"]*)"\s*$/i.exec(attributes)
  if (tag === 'a' && href?.[1]) return { url: href[1] }
  return refuse(`Expected equal sign in declaration of an attribute of the tag "${tag}" ${at()}`)
}

function checkEndTag(tag: { found: string; expected: string; end: string | undefined; at: Place }): void {
  const { found, expected, end, at } = tag
  if (end !== '>') refuse(`Unclosed end tag ${at()}`)
  if (found !== expected) refuse(`Unmatched end tag ${at()}, expected "</${expected}>", found "</${found}>"`)
}

function refuse(problem: string): never {
  throw badRequest(`can't parse entities: ${problem}`)
}
