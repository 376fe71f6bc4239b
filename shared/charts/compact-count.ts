const UNITS = [
  [1_000_000_000, 'B'],
  [1_000_000, 'M'],
  [1_000, 'K'],
] as const

/** "950", "412K" or "1.5M": a round number of shares in few letters. */
export function compactCount(count: number): string {
  const [size, letter] = UNITS.find(([unit]) => count >= unit) ?? [1, '']
  return `${Number((count / size).toFixed(1))}${letter}`
}
