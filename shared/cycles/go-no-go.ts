import { clockWords } from '../alerts/clock-alert.ts'
import { goNoGoAlert, type ReadinessCheck } from '../alerts/go-no-go-alert.ts'
import { BrokerError } from '../domain/errors.ts'
import { OWNERS_HALTS } from '../state/risk-state.ts'
import { isClockHealthy } from '../time/clock-offset.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { OpenDay } from '../time/market-calendar.ts'
import { isSignedIn, type TokenState } from '../token/token-state.ts'
import { readSelection } from './day-selection.ts'
import { reconcile } from './reconcile.ts'
import { tellOnceToday, wasToldToday } from './tell-once.ts'
import type { Tick } from './tick.ts'

/** Looks just before the open at everything that could keep entries out, and tells the owner once a day. */
export async function tellGoNoGo(tick: Tick, token: TokenState, today: OpenDay): Promise<void> {
  if (wasToldToday(tick, `go-no-go-${tick.date}`)) return
  const data = await dataCheck(tick, token)
  const reconciliation = await reconciliationCheck(tick, token)
  const checks = [
    tokenCheck(token),
    clockCheck(tick),
    data,
    budgetCheck(tick),
    reconciliation,
    calendarCheck(today),
    safeModeCheck(tick),
    pausedCheck(tick),
  ]
  tellOnceToday(tick, goNoGoAlert({ date: tick.date, time: tick.now, checks }))
}

function tokenCheck(token: TokenState): ReadinessCheck {
  const ok = isSignedIn(token)
  return { name: 'token', ok, detail: ok ? 'accepted until midnight ET' : `${token.kind}, log in` }
}

function clockCheck({ world }: Tick): ReadinessCheck {
  const offsetMs = world.session.clockOffsetMs()
  if (offsetMs === undefined) return { name: 'clock', ok: true, detail: 'not compared yet' }
  return { name: 'clock', ok: isClockHealthy(offsetMs), detail: clockWords(offsetMs) }
}

/** One quote tells whether there are quotes; the plan of the day is made by the first scan where it is missing. */
async function dataCheck(tick: Tick, token: TokenState): Promise<ReadinessCheck> {
  const [first] = tick.world.instruments
  if (!first || !isSignedIn(token))
    return { name: 'data', ok: false, detail: 'not asked, as there is no token' }
  try {
    const { quotes } = await tick.world.marketData.quotes([first.symbol])
    if (!quotes.has(first.symbol)) return { name: 'data', ok: false, detail: `no quote of ${first.symbol}` }
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error
    return { name: 'data', ok: false, detail: error.message }
  }
  const selection = await readSelection(tick)
  if (!selection) return { name: 'data', ok: true, detail: 'quotes come; the first scan prepares the day' }
  return { name: 'data', ok: true, detail: `quotes come, prepared at ${formatEt(selection.at, 'time')} ET` }
}

function budgetCheck({ world }: Tick): ReadinessCheck {
  const standing = world.budget?.standing()
  if (!standing) return { name: 'budget', ok: true, detail: 'no limits' }
  const { callsToday, callsPerDayMax, isNearlyUsedUp } = standing
  return { name: 'budget', ok: !isNearlyUsedUp, detail: `${callsToday} of ${callsPerDayMax} calls used` }
}

async function reconciliationCheck(tick: Tick, token: TokenState): Promise<ReadinessCheck> {
  const held = Object.keys(tick.state.positions)
  if (!isSignedIn(token))
    return { name: 'reconciliation', ok: false, detail: 'not asked, as there is no token' }
  try {
    await reconcile(tick)
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error
    return { name: 'reconciliation', ok: false, detail: error.message }
  }
  const mismatch = tick.state.risk.safeMode.find(({ reason }) => MISMATCHES.has(reason))
  if (mismatch) return { name: 'reconciliation', ok: false, detail: mismatch.detail }
  return {
    name: 'reconciliation',
    ok: true,
    detail: held.length > 0 ? `books agree, held: ${held.join(', ')}` : 'flat',
  }
}

const MISMATCHES: ReadonlySet<string> = new Set(['reconciliation-mismatch', 'unexpected-short'])

function calendarCheck({ openAt, closeAt }: OpenDay): ReadinessCheck {
  return {
    name: 'calendar',
    ok: true,
    detail: `session ${formatEt(openAt, 'time')} to ${formatEt(closeAt, 'time')} ET`,
  }
}

function safeModeCheck({ state }: Tick): ReadinessCheck {
  const reasons = state.risk.safeMode
    .map(({ reason }) => reason)
    .filter((reason) => !OWNERS_HALTS.has(reason))
  return { name: 'safe mode', ok: reasons.length === 0, detail: reasons.join(', ') || 'off' }
}

function pausedCheck({ state }: Tick): ReadinessCheck {
  const reasons = state.risk.safeMode.map(({ reason }) => reason).filter((reason) => OWNERS_HALTS.has(reason))
  return { name: 'paused', ok: reasons.length === 0, detail: reasons.join(', ') || 'no' }
}
