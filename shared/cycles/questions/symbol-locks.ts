import type { Ticker } from '../../domain/ids.ts'
import { ZERO } from '../../domain/money.ts'
import { openSymbols } from '../../risk/open-symbols.ts'
import { checkProtections } from '../../risk/protections.ts'
import type { SymbolDay } from '../../state/trading-state.ts'
import { formatEt } from '../../time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../time/instant.ts'
import type { Asked } from './asked.ts'
import { atLimit } from './at-limit.ts'

/** A symbol that rests, and why. */
export interface SymbolLock {
  readonly symbol: Ticker
  readonly why: string
  /** A tap can end it. */
  readonly canBeUnlocked: boolean
}

/** The symbols that may not be bought now while others may, in the order of the alphabet. */
export function symbolLocks(asked: Asked): readonly SymbolLock[] {
  const { state } = asked
  const traded = state.risk.recentExits.map(({ symbol }) => symbol)
  const symbols = new Set([...Object.keys(state.symbols), ...traded, ...state.owner.selling] as Ticker[])
  return [...symbols].sort().flatMap((symbol) => symbolLock(asked, symbol) ?? [])
}

function symbolLock(asked: Asked, symbol: Ticker): SymbolLock | undefined {
  const { state } = asked
  if (state.owner.selling.includes(symbol))
    return { symbol, why: 'you have ordered it to be sold', canBeUnlocked: false }
  const day = state.symbols[symbol]
  const rests = [...cooldowns(asked, day), ...lowProfit(asked, symbol)]
  const tries = entriesUsed(asked, day)
  const whys = [...rests, ...tries]
  return whys.length === 0
    ? undefined
    : { symbol, why: whys.join('; '), canBeUnlocked: rests.length > 0 && tries.length === 0 }
}

/** The later of the two rests after an exit. */
function cooldowns({ world: { config, clock } }: Asked, day: SymbolDay | undefined): readonly string[] {
  const { cooldownMinutes, cooldownAfterStopMinutes } = config.entry
  const rests = [
    { from: day?.lastStopOutAt, minutes: cooldownAfterStopMinutes, event: 'it was stopped out' },
    { from: day?.lastExitAt, minutes: cooldownMinutes, event: 'it was sold' },
  ]
  const ends = rests.flatMap(({ from, minutes, event }) =>
    from === undefined ? [] : [{ until: (from + minutes * MINUTE_MS) as EpochMs, event }],
  )
  const [last] = ends.sort((first, second) => second.until - first.until)
  if (!last || last.until <= clock.now()) return []
  return [`rests until ${formatEt(last.until, 'time')} ET, as ${last.event}`]
}

function entriesUsed({ world: { config } }: Asked, day: SymbolDay | undefined): readonly string[] {
  return atLimit(day?.entries ?? 0, config.entry.entriesPerSymbolDayMax, 'entries of today are made')
}

/** Asked of its own exits alone and as if none was a stop-out: what holds for every symbol is told above. */
function lowProfit({ world: { config, clock }, state }: Asked, symbol: Ticker): readonly string[] {
  const own = state.risk.recentExits
    .filter((exit) => exit.symbol === symbol)
    .map((exit) => ({ ...exit, stopOut: false }))
  const refusal = checkProtections(own, {
    symbol,
    now: clock.now(),
    unlockedAt: state.owner.unlocked[symbol],
    portfolioValue: state.risk.equity?.latest ?? ZERO,
    rules: config.risk.protections,
  })
  return refusal?.code === 'low-profit-symbol' ? [refusal.reason] : []
}

/** Symbols that rise and fall together count as one bet. */
export function groupLocks({ world, state }: Asked): readonly string[] {
  const limit = world.config.risk.corrGroupPositionsMax
  const groups = Map.groupBy(openSymbols(state), ({ corrGroup }) => corrGroup)
  return [...groups].flatMap(([group, open]) =>
    atLimit(open.length, limit, `positions of the group ${group} are open, no more of it`),
  )
}
