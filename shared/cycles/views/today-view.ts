import type { z } from 'zod'
import type { todayAnswer } from '../../api/answers/dashboard-answers.ts'
import { needsArming } from '../../config/needs-arming.ts'
import { toDecimalText } from '../../domain/money.ts'
import type { DayTotals, TradingState } from '../../state/trading-state.ts'
import { utcText } from '../../time/utc-text.ts'
import { type DaySelection, readSelection } from '../day-selection.ts'
import type { Known } from '../questions/asked.ts'
import { isOverdue } from '../questions/job-checks.ts'
import { openProfitAsSeen } from '../questions/open-profit.ts'
import { goNoGoView } from './go-no-go-view.ts'
import { sessionNow } from './session-now.ts'

type Today = Readonly<z.input<typeof todayAnswer>>

/**
 * What the system is doing and what keeps it from buying. Beside the state it reads the selection, and the card of the morning or,
 * while none was told, the token and the call limits; the broker is not asked.
 */
export async function todayView(known: Known, { version }: { readonly version: string }): Promise<Today> {
  const { world, state } = known
  const selection = await readSelection({ world, date: state.day.date })
  return {
    now: utcText(world.clock.now()),
    localTimeZone: world.config.telegram.timeZone,
    ...standing(known),
    session: sessionNow(world),
    ...halts(state),
    day: dayOf(state.day),
    ...worth(state),
    ...runs(known),
    pendingAlerts: state.pendingAlerts.length,
    ...(await goNoGoView(known, selection)),
    ...(selection && { selection: selectionOf(selection) }),
    version,
  }
}

function standing({ world: { config }, state }: Known) {
  return {
    mode: config.mode,
    broker: config.broker.environment,
    armed: needsArming(config) && state.owner.armedAt !== undefined,
    needsArming: needsArming(config),
  }
}

function halts({ risk: { safeMode } }: TradingState): Pick<Today, 'paused' | 'killed' | 'safeMode'> {
  return {
    paused: safeMode.some(({ reason }) => reason === 'paused'),
    killed: safeMode.some(({ reason }) => reason === 'killed'),
    safeMode: safeMode.map(({ reason, detail, at }) => ({ reason, detail, since: utcText(at) })),
  }
}

function dayOf({ scans, monitors, entries, exits, wins, realized, fees }: DayTotals): Today['day'] {
  return {
    ...{ scans, monitors, entries, exits, wins },
    realized: toDecimalText(realized),
    fees: toDecimalText(fees),
  }
}

function worth(state: TradingState): Pick<Today, 'openProfit' | 'openProfitAt' | 'equity'> {
  const open = openProfitAsSeen(state)
  const { equity } = state.risk
  return {
    ...(open && { openProfit: toDecimalText(open.profit), openProfitAt: utcText(open.at) }),
    ...(equity && { equity: toDecimalText(equity.latest) }),
  }
}

function runs(known: Known): Pick<Today, 'lastScanAt' | 'lastMonitorAt' | 'isSilent'> {
  const { 'signal-scan': scan, 'position-monitor': monitor } = known.state.lastRuns
  return {
    ...(scan !== undefined && { lastScanAt: utcText(scan) }),
    ...(monitor !== undefined && { lastMonitorAt: utcText(monitor) }),
    isSilent: isOverdue(known, 'signal-scan') || isOverdue(known, 'position-monitor'),
  }
}

function selectionOf({ at, selected, regime }: DaySelection): NonNullable<Today['selection']> {
  return { at: utcText(at), symbols: [...selected], regime: regime.kind }
}
