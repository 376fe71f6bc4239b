import type { Job } from '../../shared/cycles/trigger.ts'
import { formatEt } from '../../shared/time/exchange-time.ts'
import type { CycleLoader } from '../cycle.ts'
import { loadDailyReport } from '../daily-report.ts'
import type { FunctionParts } from '../function-parts.ts'
import { loadMonitor } from '../position-monitor.ts'
import { loadPrepareDay } from '../prepare-day.ts'
import { loadScan } from '../signal-scan.ts'
import { loadRenewal } from '../token-renewal.ts'
import type { ApiCall, ApiHandlers } from './api-call.ts'
import { apiTrigger } from './api-trigger.ts'

type RunName = 'runScan' | 'runMonitor' | 'runRenewal' | 'runPrepareDay' | 'runDailyReport'

/** The jobs of the scheduler, run by hand. */
export const runHandlers: Pick<ApiHandlers, RunName> = {
  runScan: (call) => run('signal-scan', () => loadScan, call),
  runMonitor: (call) => run('position-monitor', () => loadMonitor, call),
  runRenewal: (call) => run('token-renewal', () => loadRenewal, call),
  runPrepareDay: (call) => run('prepare-day', () => loadPrepareDay, call),
  runDailyReport: (call) => run('daily-report', loadDailyReport, call),
}

async function run(
  job: Job,
  loaderOf: (parts: FunctionParts) => CycleLoader,
  call: Pick<ApiCall<RunName>, 'parts' | 'correlationId' | 'world'>,
) {
  const [cycle, world] = await Promise.all([loaderOf(call.parts)(), call.world()])
  const done = await cycle(world, apiTrigger(world, call, job))
  return { job, at: `${formatEt(call.parts.now(), 'date-time')} ET`, ...done }
}
