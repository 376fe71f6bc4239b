import { countText, numberText, pctText, usdText } from '../text/number-text.ts'

/** How a figure is written. A loss always has its minus, whichever sign it is kept with. */
export type Unit =
  | 'usd'
  | 'signed-usd'
  | 'loss-usd'
  | 'pct'
  | 'signed-pct'
  | 'loss-pct'
  | 'ratio'
  | 'times'
  | 'count'
  | 'sessions'
  | 'minutes'
  | 'probability'

/** A figure as people read it, with its unit. */
export function unitText(value: number, unit: Unit): string {
  switch (unit) {
    case 'usd':
      return usdText(value)
    case 'signed-usd':
      return usdText(value, { sign: true })
    case 'loss-usd':
      return usdText(-Math.abs(value))
    case 'pct':
      return pctText(value)
    case 'signed-pct':
      return pctText(value, { sign: true })
    case 'loss-pct':
      return pctText(-Math.abs(value))
    case 'ratio':
      return numberText(value)
    case 'times':
      return `${numberText(value, { decimals: 1 })} times`
    case 'count':
      return numberText(value, { decimals: 0 })
    case 'sessions':
      return countText(value, 'session')
    case 'minutes':
      return `${numberText(value, { decimals: 0 })}\u00a0min`
    case 'probability':
      return pctText(value * 100, { decimals: 1 })
  }
}
