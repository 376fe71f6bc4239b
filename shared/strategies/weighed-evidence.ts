import type { Features } from '../signals/features.ts'
import { abstain, type Opinion, voteToldLater } from './strategy.ts'

/** One piece of evidence: what it looks at, told 0-1, and what it counts for. */
export interface WeighedPart {
  readonly name: string
  readonly weight: number
  readonly value: (features: Features) => number | undefined
}

type SeenPart = Omit<WeighedPart, 'value'> & { readonly value: number | undefined }

/**
 * The opinion of a strategy that adds up weighed evidence: a vote from `sumMin` on, scored by its share of all the
 * weights. A part that is not known counts as nothing and is named.
 */
export function weighEvidence(features: Features, parts: readonly WeighedPart[], sumMin: number): Opinion {
  const seen: readonly SeenPart[] = parts.map(({ name, weight, value }) => ({
    name,
    weight,
    value: value(features),
  }))
  const sum = seen.reduce((total, { weight, value = 0 }) => total + weight * value, 0)
  const whole = parts.reduce((total, { weight }) => total + weight, 0)
  const unknown = seen.filter(({ value }) => value === undefined).map(({ name }) => name)
  const gap = unknown.length > 0 ? [`not known: ${unknown.join(', ')}`] : []
  if (sum < sumMin) return abstain([`${sum.toFixed(2)} of ${whole}, ${sumMin} are needed`, ...gap].join('; '))
  return voteToldLater(sum / whole, () => [
    `${sum.toFixed(2)} of ${whole}`,
    ...seen.map(told).filter((reason) => reason !== undefined),
    ...gap,
  ])
}

function told({ name, weight, value }: SeenPart): string | undefined {
  return value === undefined ? undefined : `${name} ${value.toFixed(2)} × ${weight}`
}
