/** Of the font's size, a little generous, so that what was measured fits. */
const WIDTHS: readonly (readonly [characters: string, width: number])[] = [
  [" !',./:;I\\ijl|·’", 0.41],
  ['"()*-[]`frtJ', 0.51],
  ['$*0123456789?LFTY_abcdeghknopqsuvxyz{}€–', 0.645],
  ['ABCEKPRSVXZ', 0.705],
  ['&DGHNOQU', 0.79],
  ['#+<=>^w~−↑↓', 0.85],
  ['%@MWm—…', 1.01],
]
/** An accent makes no letter wider than the widest one that the charts draw. */
const OTHER_WIDTH = 1.1

const widthOf = new Map(
  WIDTHS.flatMap(([characters, width]) => [...characters].map((character) => [character, width] as const)),
)

/** How wide a line of text is at most, for letters of this size. */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (const character of text) width += widthOf.get(character) ?? OTHER_WIDTH
  return width * size
}
