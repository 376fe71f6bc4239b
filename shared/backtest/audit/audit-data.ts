import type { BarSeries } from '../bars/bar-series.ts'
import { type Audit, joinAudits } from './audit.ts'
import { type BarsView, barsView, type DataAuditOptions } from './bars-view.ts'
import { badPrint } from './data-checks/bad-print.ts'
import { barOrder } from './data-checks/bar-order.ts'
import { closedDayBars } from './data-checks/closed-day-bars.ts'
import { futureBars } from './data-checks/future-bars.ts'
import { gapInBars } from './data-checks/gap-in-bars.ts'
import { impossibleBar } from './data-checks/impossible-bar.ts'
import { staleBars } from './data-checks/stale-bars.ts'
import { survivorList } from './data-checks/survivor-list.ts'
import { unadjustedSplit } from './data-checks/unadjusted-split.ts'
import { wrongTimeZone } from './data-checks/wrong-time-zone.ts'
import { zeroVolume } from './data-checks/zero-volume.ts'

const CHECKS: readonly ((data: BarsView) => Audit)[] = [
  barOrder,
  impossibleBar,
  futureBars,
  closedDayBars,
  wrongTimeZone,
  unadjustedSplit,
  badPrint,
  gapInBars,
  zeroVolume,
  staleBars,
  survivorList,
]

/** Judges the bars themselves, before anything trades on them. */
export function auditData(series: readonly BarSeries[], options: DataAuditOptions = {}): Audit {
  const data = barsView(series, options)
  return joinAudits(CHECKS.map((check) => check(data)))
}
