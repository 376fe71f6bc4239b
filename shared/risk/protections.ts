import type { Config } from '../config/config.ts'
import type { Ticker } from '../domain/ids.ts'
import { add, type Money, toDisplay, ZERO } from '../domain/money.ts'
import type { RecentExit } from '../state/risk-state.ts'
import { formatEt } from '../time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import { reaches } from './reaches.ts'
import { type Refusal, refuse } from './verdict.ts'

interface ProtectionView {
  readonly symbol: Ticker
  readonly now: EpochMs
  /** When the owner ended the rest of this symbol; what it lost before that counts no more. */
  readonly unlockedAt: EpochMs | undefined
  readonly portfolioValue: Money
  readonly rules: Config['risk']['protections']
}

/**
 * The rests that follow a run of bad trades. Each is worked out from the closed trades alone, so that a
 * restart neither forgets nor prolongs it. The cooldown of a symbol is a gate of the signal.
 */
export function checkProtections(exits: readonly RecentExit[], view: ProtectionView): Refusal | undefined {
  return stopLossGuard(exits, view) ?? lowProfitSymbol(exits, view) ?? drawdownLock(exits, view)
}

function stopLossGuard(exits: readonly RecentExit[], { now, rules }: ProtectionView): Refusal | undefined {
  const stopOuts = exits.filter(({ stopOut }) => stopOut)
  const locking = stopOuts.findLast(({ at }, index) => {
    const first = stopOuts[index - rules.stopOutsMax + 1]
    return first !== undefined && at - first.at <= rules.stopOutWindowMinutes * MINUTE_MS
  })
  return rest(locking, rules.stopOutLockMinutes, now, (until) =>
    refuse(
      'stop-loss-guard',
      `${rules.stopOutsMax} stop-outs within ${rules.stopOutWindowMinutes} min, entries rest until ${until}`,
    ),
  )
}

function lowProfitSymbol(exits: readonly RecentExit[], view: ProtectionView): Refusal | undefined {
  const { symbol, now, rules, unlockedAt = 0 } = view
  const own = exits.filter((exit) => exit.symbol === symbol && exit.at > unlockedAt)
  const locking = own.findLast((exit, index) => {
    const window = within(own.slice(0, index + 1), exit.at, rules.lowProfitWindowMinutes)
    const returned = window.reduce((sum, { pnlPct }) => sum + pnlPct, 0)
    return window.length >= rules.lowProfitTradesMin && returned <= -rules.lowProfitLossPct
  })
  return rest(locking, rules.lowProfitLockMinutes, now, (until) =>
    refuse(
      'low-profit-symbol',
      `${symbol} lost ${rules.lowProfitLossPct} % or more lately, it rests until ${until}`,
    ),
  )
}

function drawdownLock(exits: readonly RecentExit[], view: ProtectionView): Refusal | undefined {
  const { now, portfolioValue, rules } = view
  const locking = exits.findLast((exit, index) => {
    const fallen = fallFromHigh(within(exits.slice(0, index + 1), exit.at, rules.drawdownWindowMinutes))
    return fallen > ZERO && reaches(fallen, rules.drawdownLockPct, portfolioValue)
  })
  return rest(locking, rules.drawdownLockMinutes, now, (until) =>
    refuse(
      'drawdown-lock',
      `closed trades fell ${rules.drawdownLockPct} % of ${toDisplay(portfolioValue)} USD from their high, entries rest until ${until}`,
    ),
  )
}

/** The exits of the window that ends at a moment, both ends included. */
function within(exits: readonly RecentExit[], end: EpochMs, minutes: number): readonly RecentExit[] {
  return exits.filter(({ at }) => end - at <= minutes * MINUTE_MS)
}

/** How far the running P&L lies below the highest it had. */
function fallFromHigh(exits: readonly RecentExit[]): Money {
  let equity = ZERO
  let high = ZERO
  for (const { pnl } of exits) {
    equity = add(equity, pnl)
    if (equity > high) high = equity
  }
  return (high - equity) as Money
}

function rest(
  locking: RecentExit | undefined,
  lockMinutes: number,
  now: EpochMs,
  tell: (until: string) => Refusal,
): Refusal | undefined {
  if (!locking) return undefined
  const until = (locking.at + lockMinutes * MINUTE_MS) as EpochMs
  return now < until ? tell(`${formatEt(until, 'date-time')} ET`) : undefined
}
