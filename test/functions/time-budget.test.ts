import { expect, test } from '@jest/globals'
import { SCHEDULER_MARGIN_SECONDS, TIME_BUDGET_SECONDS } from '../../functions/time-budget.ts'

test.each([
  ['position-monitor', 60],
  ['watchdog', 60],
  ['signal-scan', 120],
] as const)('%s is answered before its next tick, %d s later', (job, seconds) => {
  expect(TIME_BUDGET_SECONDS[job] + SCHEDULER_MARGIN_SECONDS).toBeLessThanOrEqual(seconds)
})
