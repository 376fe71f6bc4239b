import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

const TWO_TO_32 = 2 ** 32

/** Seeds next to each other begin alike; a jump leaves that behind and keeps the streams apart. */
const JUMPS = { trades: 1, sessions: 2 }

/** Fills a column with whole numbers from 0 up to, not including, a length. */
type DrawIndexes = (column: Uint32Array, length: number) => void

/**
 * Draws the same numbers for the same seed. One 32-bit number a draw favours an index by less than length ÷ 2³²: nothing
 * here, and several times faster than drawing without.
 */
export function randomIndexes(seed: number, stream: keyof typeof JUMPS): DrawIndexes {
  const generator = xoroshiro128plus(seed)
  for (let jump = 0; jump < JUMPS[stream]; jump += 1) generator.jump()
  return (column, length) => {
    const scale = length / TWO_TO_32
    for (let draw = 0; draw < column.length; draw += 1) column[draw] = (generator.next() >>> 0) * scale
  }
}
