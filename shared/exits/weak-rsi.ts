import type { Money } from '../domain/money.ts'
import type { ExitWatch } from '../domain/position.ts'
import type { ExitRules } from './exit-rules.ts'

type WeakRsiRules = Pick<ExitRules, 'weakRsi' | 'weakRsiLooks'>

/** Whether this look sees a loss and a weak five-minute RSI; an RSI that is not known is not weak. */
export function looksWeak(
  seen: { readonly entry: Money; readonly price: Money; readonly rsi14FiveMinute?: number | undefined },
  rules: WeakRsiRules,
): boolean {
  const { entry, price, rsi14FiveMinute } = seen
  return price < entry && rsi14FiveMinute !== undefined && rsi14FiveMinute < rules.weakRsi
}

/** Whether enough looks running were weak to leave (spec §10: RSI exit). */
export function isWeak(watch: ExitWatch | undefined, rules: WeakRsiRules): boolean {
  return watch !== undefined && watch.weakRsiLooks >= rules.weakRsiLooks
}
