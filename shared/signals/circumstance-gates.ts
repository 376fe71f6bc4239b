import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import type { CircumstanceGate, GateCode, GateRefusal } from './gate.ts'

/** A day on which the owner wants no new position. */
export const noTradeDay: CircumstanceGate = ({ context: { session } }) =>
  session.noTrade === undefined ? undefined : shut('no-trade-day', `no entries today: ${session.noTrade}`)

/** The first minutes belong to breakouts: without a vote of that family the entry waits. */
export const openingGuard: CircumstanceGate = ({ agreement, context: { now, session, limits } }) => {
  const minutes = minutesBetween(session.openAt, now)
  if (minutes >= limits.openingGuardMinutes || agreement.families.includes('breakout')) return undefined
  return shut(
    'opening-guard',
    `${told(minutes)} min after the open without a breakout vote, ${limits.openingGuardMinutes} are needed`,
  )
}

/** Late entries have no time to work before the position must be flat. */
export const entryCutoff: CircumstanceGate = ({ context: { now, session, limits } }) => {
  const minutes = minutesBetween(now, session.closeAt)
  if (minutes > limits.cutoffMinutesBeforeClose) return undefined
  return shut(
    'entry-cutoff',
    `${told(minutes)} min before the close, entries end ${limits.cutoffMinutesBeforeClose} min before`,
  )
}

/** A token about to end could not look after the position. */
export const token: CircumstanceGate = ({ context: { token, limits } }) => {
  if (!token.active) return shut('token', 'the access token is not active')
  if (token.minutesLeft > limits.tokenMinutesLeftMin) return undefined
  return shut(
    'token',
    `the access token ends in ${told(token.minutesLeft)} min, more than ${limits.tokenMinutesLeftMin} are needed`,
  )
}

/** With a wrong clock the age of a quote is not known. */
export const clock: CircumstanceGate = ({ context }) =>
  context.clockHealthy ? undefined : shut('clock', "our clock and the broker's differ too much")

/** What is bought must be looked after with the calls that are left. */
export const budget: CircumstanceGate = ({ context }) =>
  context.budgetHealthy ? undefined : shut('budget', 'the call budget of the broker is nearly used up')

/** Unknown passes: funds have no earnings and no source is complete; the report carries a warning instead. */
export const earnings: CircumstanceGate = ({ context: { earningsWithinMinutes: minutes, limits } }) =>
  minutes === undefined || minutes > limits.newsBlackoutMinutes
    ? undefined
    : shut(
        'earnings',
        `earnings or breaking news ${told(minutes)} min away, more than ${limits.newsBlackoutMinutes} are needed`,
      )

/** A rest after leaving a symbol. */
export const cooldown: CircumstanceGate = ({ context: { now, symbolDay, limits } }) =>
  rested('cooldown', 'the last exit', minutesSince(symbolDay.lastExitAt, now), limits.cooldownMinutes)

/** A longer rest after being stopped out. */
export const stopCooldown: CircumstanceGate = ({ context: { now, symbolDay, limits } }) =>
  rested(
    'stop-cooldown',
    'the last stop-out',
    minutesSince(symbolDay.lastStopOutAt, now),
    limits.cooldownAfterStopMinutes,
  )

/** A symbol gets a limited number of tries a day. */
export const entriesToday: CircumstanceGate = ({ context: { symbolDay, limits } }) =>
  symbolDay.entries < limits.entriesPerSymbolDayMax
    ? undefined
    : shut('entries-today', `${symbolDay.entries} entries today, at most ${limits.entriesPerSymbolDayMax}`)

function rested(
  code: GateCode,
  event: string,
  minutes: number | undefined,
  least: number,
): GateRefusal | undefined {
  if (minutes === undefined || minutes >= least) return undefined
  return shut(code, `${told(minutes)} min since ${event}, at least ${least}`)
}

function minutesSince(from: EpochMs | undefined, now: EpochMs): number | undefined {
  return from === undefined ? undefined : minutesBetween(from, now)
}

function minutesBetween(from: EpochMs, to: EpochMs): number {
  return (to - from) / MINUTE_MS
}

/** With one decimal, cut off, so that 29.99 minutes are never told as 30. */
function told(minutes: number): number {
  return Math.floor(minutes * 10) / 10
}

function shut(code: GateCode, text: string): GateRefusal {
  return { code, text }
}
