import { loginReminderAlert } from '../alerts/token-alerts.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import { marketDay, type OpenDay } from '../time/market-calendar.ts'
import { dueRung } from '../token/login-ladder.ts'
import { isSignedIn, type TokenState } from '../token/token-state.ts'
import { tellOnceToday } from './tell-once.ts'
import type { Tick } from './tick.ts'

const GREETING_MINUTES_BEFORE_OPEN = 60
const GO_NO_GO_MINUTES_BEFORE_OPEN = 5

/** What the owner is told before the open of a trading day (spec §2): reminders to sign in, the day ahead, and go or no go. */
export async function tellMorning(tick: Tick, token: TokenState): Promise<void> {
  const today = marketDay(tick.date, tick.world.calendar)
  if (today.kind === 'closed' || tick.now >= today.openAt) return
  remindOfLogin(tick, token, today.openAt)
  // What the two rest on is large, and loaded by none of the other runs of a day and a night.
  if (isDue(tick, today, GREETING_MINUTES_BEFORE_OPEN))
    await (await import('./good-morning.ts')).tellGoodMorning(tick, today)
  if (isDue(tick, today, GO_NO_GO_MINUTES_BEFORE_OPEN))
    await (await import('./go-no-go.ts')).tellGoNoGo(tick, token, today)
}

/** Whether the owner is reminded to sign in at this hour of a trading day. */
export function isReminderDue({ date, now, world }: Tick): boolean {
  const today = marketDay(date, world.calendar)
  return today.kind === 'open' && dueRung(now, today.openAt) !== undefined
}

function isDue({ now }: Tick, { openAt }: OpenDay, minutesBefore: number): boolean {
  return now >= openAt - minutesBefore * MINUTE_MS
}

function remindOfLogin(tick: Tick, token: TokenState, openAt: EpochMs): void {
  const rung = dueRung(tick.now, openAt)
  if (!rung || isSignedIn(token)) return
  tellOnceToday(tick, loginReminderAlert(rung, { date: tick.date, time: tick.now, openAt }))
}
