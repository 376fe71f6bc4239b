/** A rectangle of the picture, in its pixels; y grows downwards. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A place in the picture. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Whether two rectangles share more than an edge. */
export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

/** What a line from point to point covers, with room around it. */
export function boxAround(points: readonly Point[], room: number): Box {
  const [across, down] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  return {
    left: Math.min(...across) - room,
    right: Math.max(...across) + room,
    top: Math.min(...down) - room,
    bottom: Math.max(...down) + room,
  }
}

/** What each piece of a line covers, from one point to the next. */
export function boxesAlong(line: readonly Point[], room: number): readonly Box[] {
  return line.slice(1).map((point, index) => boxAround([line[index] ?? point, point], room))
}

/** The value itself, or the end of the range that it lies beyond. */
export function clamp(value: number, from: number, to: number): number {
  return Math.min(Math.max(value, from), to)
}
