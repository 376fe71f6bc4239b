import { goNoGoAlert, goNoGoAlertId, type ReadinessCheck } from '../alerts/go-no-go-alert.ts'
import { BrokerError } from '../domain/errors.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { OpenDay } from '../time/market-calendar.ts'
import { isSignedIn, type TokenState } from '../token/token-state.ts'
import { readSelection } from './day-selection.ts'
import {
  booksCheck,
  calendarCheck,
  clockCheck,
  pausedCheck,
  safeModeCheck,
  tokenCheck,
} from './readiness-checks.ts'
import { reconcile } from './reconcile.ts'
import { tellOnceToday, wasToldToday } from './tell-once.ts'
import type { Tick } from './tick.ts'

/** Looks just before the open at everything that could keep entries out, and tells the owner once a day. */
export async function tellGoNoGo(tick: Tick, token: TokenState, today: OpenDay): Promise<void> {
  if (wasToldToday(tick, goNoGoAlertId(tick.date))) return
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
  if (!isSignedIn(token))
    return { name: 'reconciliation', ok: false, detail: 'not asked, as there is no token' }
  try {
    await reconcile(tick)
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error
    return { name: 'reconciliation', ok: false, detail: error.message }
  }
  return booksCheck(tick)
}
