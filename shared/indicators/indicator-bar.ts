/** The bar that indicators read, daily or of minutes, in plain dollars and shares. */
export interface IndicatorBar {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  /** The exchange session it belongs to, e.g. its date; only session indicators need it. */
  readonly session?: string
}

/** The part of a bar that tells how far prices went. */
export type PriceRange = Pick<IndicatorBar, 'high' | 'low' | 'close'>

/** Refuses a bar that would spoil every later value of a running average. */
export function assertBar(bar: IndicatorBar): void {
  if (!Number.isFinite(bar.open)) refuse('open', bar.open, 'a finite price')
  if (!(bar.low > 0)) refuse('low', bar.low, 'a price above 0')
  if (!(bar.high >= bar.low && bar.high < Infinity)) refuse('high', bar.high, `finite, ${bar.low} or more`)
  if (!(bar.close >= bar.low && bar.close <= bar.high))
    refuse('close', bar.close, `${bar.low} to ${bar.high}`)
  if (!(bar.volume >= 0 && bar.volume < Infinity)) refuse('volume', bar.volume, 'finite, 0 or more')
}

function refuse(field: string, seen: number, allowed: string): never {
  throw new RangeError(`bar.${field} must be ${allowed}, was ${seen}`)
}
