import type { Sample } from './sample.ts'
import type { StampForm, Zone } from './stamp.ts'

/** Whether a bar carries the time at which it starts or the one at which it ends. */
export type Label = 'start' | 'end'

/** The layouts by the name that `--layout` takes. */
export const LAYOUT_NAMES = [
  'openbell',
  'yahoo',
  'stooq',
  'alpha-vantage',
  'ninjatrader',
  'lean',
  'kibot',
  'epoch',
  'iso',
  'plain',
] as const

export type LayoutName = (typeof LAYOUT_NAMES)[number]

/** How one vendor or program writes bars, and what is known of its times and prices without being told. */
export interface Layout {
  readonly name: LayoutName
  /** A first line or two, for messages. */
  readonly example: string
  readonly forms: readonly StampForm[]
  readonly fits: (sample: Sample) => boolean
  /** The wall clock its times are read on, where that is known. */
  readonly zone?: Zone
  /** What its times mean, where that is known. */
  readonly label?: Label
  /** By what written prices are divided. */
  readonly priceDivisor?: number
  /** What the owner should know of its prices. */
  readonly prices: string
}
