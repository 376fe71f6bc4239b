import { ACKNOWLEDGE, ARM, LOG_IN, type Offer, RESUME } from '../../alerts/offers.ts'
import { counted, todayWords } from '../../alerts/wording.ts'
import type { Reply } from '../../commands/reply.ts'
import { OWNERS_HALTS, type SafeModeReason, type SafeModeTrip } from '../../state/risk-state.ts'
import type { TradingState, WatchedJob } from '../../state/trading-state.ts'
import type { EpochMs } from '../../time/instant.ts'
import { sessionAt } from '../../time/session.ts'
import { isSignedIn } from '../../token/token-state.ts'
import type { Asked } from './asked.ts'
import { openProfitAsSeen } from './open-profit.ts'
import { Outage, orOutage } from './outage.ts'
import { sessionWords } from './session-words.ts'
import { STATE_WORDS, seeToken, type TokenSeen } from './token.ts'
import { signedUsd } from './told-money.ts'
import { moment, momentAgo } from './told-time.ts'
import { waitsForArming } from './waits-for-arming.ts'

/** /status: what the system is doing, and what keeps it from buying. */
export async function status(asked: Asked): Promise<Reply> {
  const { world, state } = asked
  const token = await orOutage(seeToken(asked))
  const now = world.clock.now()
  const { style, broker } = world.config
  const text = [
    `${standing(asked, token)}, ${world.config.mode}`,
    ...ownerLines(asked),
    ...state.risk.safeMode.map((trip) => tripLine(trip, now)),
    `Session ${sessionWords(world)}`,
    `Style ${style}, broker ${broker.environment}`,
    atWorkWords(state),
    todayWords(state.day),
    ...openLines(state, now),
    runLine('Scan', 'signal-scan', state, now),
    runLine('Monitor', 'position-monitor', state, now),
    `Token ${tokenWords(token)}`,
    alertWords(state),
  ]
  const buttons = offersOf(asked, token)
  return { text: text.join('\n'), ...(buttons.length > 0 && { buttons }) }
}

type Token = TokenSeen | Outage

/** The gravest first: what the owner has to know before anything else. */
function standing({ world, state }: Asked, token: Token): string {
  const reasons = new Set<SafeModeReason>(state.risk.safeMode.map(({ reason }) => reason))
  if (reasons.has('killed')) return 'KILLED'
  if (reasons.has('paused')) return 'PAUSED'
  if (reasons.size > 0) return 'SAFE MODE'
  if (waitsForArming({ config: world.config, state })) return 'NOT ARMED'
  if (sessionAt(world.clock.now(), world.calendar).phase === 'closed') return 'MARKET CLOSED'
  if (!(token instanceof Outage) && !isSignedIn(token.state)) return 'NOT LOGGED IN'
  return 'RUNNING'
}

function ownerLines({ world, state: { owner } }: Asked): readonly string[] {
  const now = world.clock.now()
  const { armedAt, sellAllSince, selling } = owner
  return [
    ...(armedAt === undefined ? [] : [`Armed since ${moment(armedAt, now)}`]),
    ...(sellAllSince === undefined
      ? selling.map((symbol) => `Selling ${symbol} as you ordered`)
      : [`Selling everything since ${moment(sellAllSince, now)}`]),
  ]
}

function tripLine({ reason, detail, at, ownerConfirmed }: SafeModeTrip, now: EpochMs): string {
  const isOwners = OWNERS_HALTS.has(reason)
  const confirmed = ownerConfirmed ? '; acknowledged, waits for the account to recover' : ''
  return `No entries since ${moment(at, now)}: ${isOwners ? '' : `${reason}, `}${detail}${confirmed}`
}

function atWorkWords({ positions, orders }: TradingState): string {
  const held = Object.keys(positions).length
  const working = Object.keys(orders).length
  if (held === 0 && working === 0) return 'No position, no order at work'
  return `${counted(held, 'position')}, ${counted(working, 'order')} at work`
}

function openLines(state: TradingState, now: EpochMs): readonly string[] {
  if (Object.keys(state.positions).length === 0) return []
  const open = openProfitAsSeen(state)
  if (!open) return ['Open P&L not known yet: not every position was looked at']
  return [`Open P&L ${signedUsd(open.profit)} at the prices of ${moment(open.at, now)}`]
}

function runLine(name: string, job: WatchedJob, { lastRuns, day }: TradingState, now: EpochMs): string {
  const at = lastRuns[job]
  const today = job === 'signal-scan' ? day.scans : day.monitors
  return at === undefined ? `${name}: none has run yet` : `${name} ${momentAgo(at, now)} (${today} today)`
}

function tokenWords(token: Token): string {
  if (token instanceof Outage) return `not known: ${token.problem}`
  const words = STATE_WORDS[token.state.kind]
  return isSignedIn(token.state) ? `${words}, ends at midnight ET` : `${words}: nothing is bought`
}

function alertWords({ pendingAlerts }: TradingState): string {
  return pendingAlerts.length === 0
    ? 'No alert is waiting'
    : `${counted(pendingAlerts.length, 'alert')} still to be delivered`
}

const WAITS_FOR_OWNER: ReadonlySet<SafeModeReason> = new Set([
  'drawdown',
  'reconciliation-mismatch',
  'unexpected-short',
  'manual',
])

function offersOf({ world, state }: Asked, token: Token): readonly Offer[] {
  const trips = state.risk.safeMode
  const isHalted = trips.some(({ reason }) => OWNERS_HALTS.has(reason))
  const isWaiting = trips.some(({ reason, ownerConfirmed }) => WAITS_FOR_OWNER.has(reason) && !ownerConfirmed)
  const isLoggedOut = !(token instanceof Outage) && !isSignedIn(token.state)
  return [
    ...(isHalted ? [RESUME] : []),
    ...(isWaiting ? [ACKNOWLEDGE] : []),
    ...(isLoggedOut ? [LOG_IN] : []),
    ...(waitsForArming({ config: world.config, state }) ? [ARM] : []),
  ]
}
