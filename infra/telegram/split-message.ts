import { unitsThatFit } from './units-that-fit.ts'

/** Text of a message in one style; the blocks of a message stand under each other. */
export interface MessageBlock {
  readonly style: 'headline' | 'body' | 'table'
  readonly text: string
}

/** Core Bot API, sendMessage: "1-4096 characters after entities parsing", counted in UTF-16 units. */
const PART_UNITS_MAX = 4_096

/**
 * Cuts a message into parts that Telegram takes: at line ends where possible, else at spaces, never inside a
 * character. Text is cut before it becomes HTML, so that no tag ever is. A message without a visible character has no
 * parts.
 */
export function splitMessage(message: {
  readonly text: string
  readonly table?: string
}): readonly (readonly MessageBlock[])[] {
  const parts = packed(linesOf(message).flatMap(shortened))
  return parts.filter((lines) => lines.some(({ text }) => text.trim() !== '')).map(joined)
}

function linesOf({ text, table }: { readonly text: string; readonly table?: string }): MessageBlock[] {
  const [headline = '', ...body] = text.split('\n')
  return [
    { style: 'headline', text: headline },
    ...body.map((line) => ({ style: 'body', text: line }) as const),
    ...(table?.split('\n') ?? []).map((line) => ({ style: 'table', text: line }) as const),
  ]
}

/** A line that is too long for any part, in pieces that are not. */
function shortened({ style, text }: MessageBlock): MessageBlock[] {
  const pieces: MessageBlock[] = []
  let rest = text
  while (rest.length > PART_UNITS_MAX) {
    // A space right behind the last character that fits is a place to cut too.
    const space = rest.lastIndexOf(' ', PART_UNITS_MAX)
    const end = space > 0 ? space : unitsThatFit(rest, PART_UNITS_MAX)
    pieces.push({ style, text: rest.slice(0, end) })
    rest = rest.slice(space > 0 ? end + 1 : end)
  }
  return [...pieces, { style, text: rest }]
}

/** Lines in parts, each as full as it can be. */
function packed(lines: readonly MessageBlock[]): MessageBlock[][] {
  const parts: MessageBlock[][] = []
  let units = Infinity
  for (const line of lines) {
    const end = units + 1 + line.text.length
    if (end <= PART_UNITS_MAX) parts.at(-1)?.push(line)
    else parts.push([line])
    units = end <= PART_UNITS_MAX ? end : line.text.length
  }
  return parts
}

/** Lines of the same style that follow each other are one block. */
function joined(lines: readonly MessageBlock[]): readonly MessageBlock[] {
  const blocks: MessageBlock[] = []
  for (const line of lines) {
    const last = blocks.at(-1)
    if (last?.style === line.style)
      blocks[blocks.length - 1] = { ...last, text: `${last.text}\n${line.text}` }
    else blocks.push(line)
  }
  return blocks
}
