import type { Gate, GateCode, GateRefusal } from './gate.ts'

/** The filter of spec §3 on what a share costs. */
export const price: Gate = ({ features, context: { limits } }) =>
  features.price < limits.priceUsdMin || features.price > limits.priceUsdMax
    ? shut('price', `price ${features.price} USD, allowed ${limits.priceUsdMin}-${limits.priceUsdMax}`)
    : undefined

/** The filter of spec §3 on how much a day trades. */
export const averageVolume: Gate = ({ features, context: { limits } }) =>
  atLeast('average-volume', '20-day average volume', features.averageVolume20, limits.averageVolumeMin)

/** Symbols with minimal history are only watched. */
export const dataQuality: Gate = ({ features }) =>
  features.quality === 'minimal'
    ? shut('data-quality', 'data quality minimal: fewer than 20 daily bars')
    : undefined

/** The score must reach the threshold of the style. */
export const score: Gate = ({ score, context: { limits } }) =>
  atLeast('score', 'score', score.total, limits.scoreMin)

/** Different kinds of evidence must agree. */
export const agreement: Gate = ({ agreement: { families }, context: { limits } }) =>
  families.length < limits.familiesMin
    ? shut(
        'agreement',
        `${families.length} families agree (${families.join(', ') || 'none'}), ${limits.familiesMin} are needed`,
      )
    : undefined

/** Momentum is there, and not yet exhausted. */
export const rsi: Gate = ({ features, context: { limits } }) => {
  const value = features.daily?.rsi14
  if (value === undefined) return unknown('rsi', 'daily RSI14')
  if (value >= limits.rsiMin && value <= limits.rsiMax) return undefined
  return shut('rsi', `daily RSI14 ${readable(value)}, allowed ${limits.rsiMin}-${limits.rsiMax}`)
}

/** More volume than usual at this time of day. */
export const volumeRatio: Gate = ({ features, context: { limits } }) =>
  atLeast('volume-ratio', 'time-of-day volume ratio', features.volumeRatio, limits.volumeRatioMin)

/** The last month went up. */
export const twentyBarReturn: Gate = ({ features: { twentyBarReturnPct: value } }) => {
  if (value === undefined) return unknown('twenty-bar-return', '20-bar return')
  return value > 0
    ? undefined
    : shut('twenty-bar-return', `20-bar return ${readable(value)} %, must be above 0`)
}

/** At most 40 bps for an entry, which is tighter than the 50 bps of the universe filter. */
export const spread: Gate = ({ features, context: { limits } }) =>
  features.spreadBps > limits.spreadBpsMax
    ? shut('spread', `spread ${readable(features.spreadBps)} bps, at most ${limits.spreadBpsMax}`)
    : undefined

function atLeast(
  code: GateCode,
  name: string,
  value: number | undefined,
  least: number,
): GateRefusal | undefined {
  if (value === undefined) return unknown(code, name)
  return value >= least ? undefined : shut(code, `${name} ${readable(value)}, at least ${least}`)
}

function unknown(code: GateCode, name: string): GateRefusal {
  return { code: `${code}-unknown`, text: `${name} is not known` }
}

function shut(code: GateCode, text: string): GateRefusal {
  return { code, text }
}

/** Four decimals, the precision of a score, without trailing zeros. */
function readable(value: number): string {
  return String(Number(value.toFixed(4)))
}
