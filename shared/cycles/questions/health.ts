import type { Reply } from '../../commands/reply.ts'
import type { Position } from '../../domain/position.ts'
import { nakedSeconds } from '../../ledger/naked-seconds.ts'
import { currentNakedMs } from '../../orders/cover.ts'
import type { TradingState } from '../../state/trading-state.ts'
import type { EpochMs } from '../../time/instant.ts'
import { tradesOf } from '../closed-trades.ts'
import type { Asked, Known } from './asked.ts'
import { type HealthCheck, wellIf } from './health-check.ts'
import { jobCheck, quoteCheck } from './job-checks.ts'
import { brokerCheck, callCheck, clockCheck, outboxCheck, tokenCheck } from './service-checks.ts'
import { span } from './told-time.ts'

/** /health: whether everything runs as it should. */
export async function health(asked: Asked): Promise<Reply> {
  const checks = await healthChecks(asked)
  const ill = checks.filter(({ verdict }) => verdict === 'ill')
  return {
    text: [
      ill.length === 0 ? 'HEALTH: WELL' : `HEALTH: ${ill.length} OF ${checks.length} ARE NOT WELL`,
      ...checks.map(({ name, verdict, detail }) => `${MARKS[verdict]} ${name}: ${detail}`),
    ].join('\n'),
  }
}

/**
 * Everything that should be well. Reads the call limits, the tape and the trades of today: some five documents and one for each
 * trade.
 */
export async function healthChecks(known: Known): Promise<readonly HealthCheck[]> {
  return Promise.all([
    jobCheck(known, { name: 'Scans', job: 'signal-scan' }),
    jobCheck(known, { name: 'Monitors', job: 'position-monitor' }),
    quoteCheck(known),
    brokerCheck(known),
    tokenCheck(known),
    clockCheck(known),
    callCheck(known),
    outboxCheck(known),
    safeModeCheck(known),
    coverCheck(known),
  ])
}

const MARKS: Readonly<Record<HealthCheck['verdict'], string>> = { well: '✅', ill: '❌', unknown: '❔' }

function safeModeCheck({ state }: Known): HealthCheck {
  const reasons = state.risk.safeMode.map(({ reason }) => reason)
  return { name: 'Safe mode', verdict: wellIf(reasons.length === 0), detail: reasons.join(', ') || 'off' }
}

/** Time without a whole stop at the broker: of what is held now, and the worst of the trades of today. */
async function coverCheck({ world, state }: Known): Promise<HealthCheck> {
  const now = world.clock.now()
  const naked = Object.values(state.positions).filter(({ cover }) => currentNakedMs(cover, now) > 0)
  const worst = nakedSeconds(await tradesOf(world, state.day.date))?.worst
  const trades =
    worst === undefined ? 'no trade closed today' : `worst trade of today ${worst.toFixed(1)} s without one`
  const detail = `${heldWords(state, naked, now)}; ${trades}`
  return { name: 'Stops', verdict: wellIf(naked.length === 0), detail }
}

function heldWords(
  { positions }: Pick<TradingState, 'positions'>,
  naked: readonly Position[],
  now: EpochMs,
): string {
  if (naked.length > 0) {
    const told = naked.map(({ symbol, cover }) => `${symbol} for ${span(currentNakedMs(cover, now))}`)
    return `NONE at the broker of ${told.join(', ')}`
  }
  return Object.keys(positions).length === 0 ? 'nothing is held' : 'at the broker for all that is held'
}
