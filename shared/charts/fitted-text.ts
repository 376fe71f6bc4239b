import { drawableText } from './drawable-text.ts'
import { SMALLEST } from './label.ts'
import { textWidth } from './text-width.ts'

/** A text and the size of its letters. */
export interface FittedText {
  readonly text: string
  readonly size: number
}

/** Makes a text fit: in smaller letters while they can be read, then without its end. */
export function fittedText(
  text: string,
  room: { readonly width: number; readonly size: number },
): FittedText {
  const drawable = drawableText(text)
  for (let size = room.size; size >= SMALLEST; size -= 1)
    if (textWidth(drawable, size) <= room.width) return { text: drawable, size }
  return { text: shortened(drawable, room.width), size: SMALLEST }
}

function shortened(text: string, width: number): string {
  let characters = [...text]
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, SMALLEST) > width)
    characters = characters.slice(0, -1)
  return `${characters.join('').trimEnd()}…`
}
