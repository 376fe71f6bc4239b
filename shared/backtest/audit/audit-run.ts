import { type Audit, joinAudits } from './audit.ts'
import { brokenOrder } from './run-checks/broken-order.ts'
import { cashMismatch } from './run-checks/cash-mismatch.ts'
import { equityMismatch } from './run-checks/equity-mismatch.ts'
import { fillBeforeDecision } from './run-checks/fill-before-decision.ts'
import { fillTwice } from './run-checks/fill-twice.ts'
import { gapOptimisticStop } from './run-checks/gap-optimistic-stop.ts'
import { limitOverrun } from './run-checks/limit-overrun.ts'
import { limitTooGood } from './run-checks/limit-too-good.ts'
import { noCosts } from './run-checks/no-costs.ts'
import { outsideSession } from './run-checks/outside-session.ts'
import { overnight } from './run-checks/overnight.ts'
import { priceFarFromBar } from './run-checks/price-far-from-bar.ts'
import { priceOutsideBar } from './run-checks/price-outside-bar.ts'
import { sameBarFill } from './run-checks/same-bar-fill.ts'
import { shortPosition } from './run-checks/short-position.ts'
import { stopNotReached } from './run-checks/stop-not-reached.ts'
import { timeOrder } from './run-checks/time-order.ts'
import { tradeMismatch } from './run-checks/trade-mismatch.ts'
import { unknownOrder } from './run-checks/unknown-order.ts'
import { volumeShare } from './run-checks/volume-share.ts'
import { wrongFees } from './run-checks/wrong-fees.ts'
import type { RunRecord } from './run-record.ts'
import { type RunAuditOptions, type RunView, runView } from './run-view.ts'

const CHECKS: readonly ((run: RunView) => Audit)[] = [
  brokenOrder,
  unknownOrder,
  fillTwice,
  timeOrder,
  fillBeforeDecision,
  outsideSession,
  priceOutsideBar,
  limitOverrun,
  shortPosition,
  cashMismatch,
  equityMismatch,
  tradeMismatch,
]

/** DEMO trades at the quote of the moment, whole, free and at once; only the other kind of run promises these. */
const NEXT_BAR_CHECKS: readonly ((run: RunView) => Audit)[] = [
  sameBarFill,
  limitTooGood,
  gapOptimisticStop,
  stopNotReached,
  priceFarFromBar,
  noCosts,
  wrongFees,
  volumeShare,
]

/**
 * Judges a run from its record and its bars alone. It shares no rule of fills or costs with the engines, so that a fault
 * in them can't hide itself.
 */
export function auditRun(record: RunRecord, options: RunAuditOptions = {}): Audit {
  const run = runView(record, options)
  const checks = [
    ...CHECKS,
    ...(options.fills === 'as-quoted' ? [] : NEXT_BAR_CHECKS),
    ...(options.flatAtClose ? [overnight] : []),
  ]
  return joinAudits(checks.map((check) => check(run)))
}
