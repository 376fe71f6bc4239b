import { type Box, clamp, overlap, type Point } from './box.ts'
import type { Size } from './svg.ts'

/** How large a note is, what it is about, and on which side it would like to be. */
export interface PlaceWish {
  readonly size: Size
  readonly about: Point
  /** The room to leave around the point. */
  readonly gap: number
  readonly side: 'above' | 'below'
}

/** What is in the picture already. */
export interface Surroundings {
  readonly within: Box
  /** Never covered. */
  readonly taken: readonly Box[]
  /** Rather not covered. */
  readonly busy: readonly Box[]
}

const STEP = 6
/** A pixel aside is as bad as so many up or down. */
const ASIDE_COST = 0.4
/** A place may be so many pixels further away for each thing that it covers less. */
const COVER_COST = 50

/** The best place for a note: near, on its own side, covering little; `undefined` where everything is taken. */
export function freePlace(wish: PlaceWish, { within, taken, busy }: Surroundings): Box | undefined {
  const free = placesFor(wish, within).filter(({ box }) => !taken.some((other) => overlap(box, other)))
  const costs = free.map(({ box, distance }) => {
    const covered = busy.filter((other) => overlap(box, other))
    return distance + COVER_COST * covered.length
  })
  return free[costs.indexOf(Math.min(...costs))]?.box
}

interface Place {
  readonly box: Box
  readonly distance: number
}

/** Above and below in steps, each in the middle of the point first, then to its left and right. */
function placesFor({ size, about, gap, side }: PlaceWish, within: Box): readonly Place[] {
  const count = Math.ceil((within.bottom - within.top) / STEP)
  const aside = size.width / 2 + gap / 2
  return Array.from({ length: count }, (_, index) => index * STEP)
    .flatMap((distance) => {
      const [above, below] = [about.y - gap - distance - size.height, about.y + gap + distance]
      return side === 'above'
        ? [
            { distance, top: above },
            { distance, top: below },
          ]
        : [
            { distance, top: below },
            { distance, top: above },
          ]
    })
    .filter(({ top }) => top >= within.top && top + size.height <= within.bottom)
    .flatMap(({ distance, top }) =>
      [0, -aside, aside].map((across) => ({
        distance: distance + Math.abs(across) * ASIDE_COST,
        box: boxAt({ x: about.x + across, y: top }, size, within),
      })),
    )
}

/** Its middle at x, or as near to that as the edges allow. */
function boxAt({ x, y }: Point, { width, height }: Size, within: Box): Box {
  const left = clamp(x - width / 2, within.left, Math.max(within.left, within.right - width))
  return { left, right: left + width, top: y, bottom: y + height }
}
