import { clockWords } from '../alerts/clock-alert.ts'
import type { ReadinessCheck } from '../alerts/go-no-go-alert.ts'
import { OWNERS_HALTS } from '../state/risk-state.ts'
import { isClockHealthy } from '../time/clock-offset.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { OpenDay } from '../time/market-calendar.ts'
import { isSignedIn, type TokenState } from '../token/token-state.ts'
import type { Known } from './questions/asked.ts'

/** Whether somebody has signed in at the broker. */
export function tokenCheck(token: TokenState): ReadinessCheck {
  const ok = isSignedIn(token)
  return { name: 'token', ok, detail: ok ? 'accepted until midnight ET' : `${token.kind}, log in` }
}

/** Whether our clock is near enough to the broker’s. */
export function clockCheck({ world }: Pick<Known, 'world'>): ReadinessCheck {
  const offsetMs = world.session.clockOffsetMs()
  if (offsetMs === undefined) return { name: 'clock', ok: true, detail: 'not compared yet' }
  return { name: 'clock', ok: isClockHealthy(offsetMs), detail: clockWords(offsetMs) }
}

/** Whether the books of the broker were found to be ours, as the last look at them has seen it. */
export function booksCheck({ state }: Pick<Known, 'state'>): ReadinessCheck {
  const name = 'reconciliation'
  const mismatch = state.risk.safeMode.find(({ reason }) => MISMATCHES.has(reason))
  if (mismatch) return { name, ok: false, detail: mismatch.detail }
  const held = Object.keys(state.positions)
  return { name, ok: true, detail: held.length > 0 ? `books agree, held: ${held.join(', ')}` : 'flat' }
}

const MISMATCHES: ReadonlySet<string> = new Set(['reconciliation-mismatch', 'unexpected-short'])

/** When the session is. */
export function calendarCheck({ openAt, closeAt }: OpenDay): ReadinessCheck {
  return {
    name: 'calendar',
    ok: true,
    detail: `session ${formatEt(openAt, 'time')} to ${formatEt(closeAt, 'time')} ET`,
  }
}

/** Whether the system keeps itself from buying. */
export function safeModeCheck({ state }: Pick<Known, 'state'>): ReadinessCheck {
  const reasons = state.risk.safeMode
    .map(({ reason }) => reason)
    .filter((reason) => !OWNERS_HALTS.has(reason))
  return { name: 'safe mode', ok: reasons.length === 0, detail: reasons.join(', ') || 'off' }
}

/** Whether the owner keeps it from buying. */
export function pausedCheck({ state }: Pick<Known, 'state'>): ReadinessCheck {
  const reasons = state.risk.safeMode.map(({ reason }) => reason).filter((reason) => OWNERS_HALTS.has(reason))
  return { name: 'paused', ok: reasons.length === 0, detail: reasons.join(', ') || 'no' }
}
