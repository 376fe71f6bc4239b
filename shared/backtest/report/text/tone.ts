/** The class that colours a figure: above 0, below 0, or neither. The sign is always written too. */
export function toneOf(value: number): 'gain' | 'loss' | 'flat' {
  if (value > 0) return 'gain'
  return value < 0 ? 'loss' : 'flat'
}
