import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freshId } from '../../functions/api/session-token.ts'
import { SystemClock } from '../../infra/clock/system-clock.ts'
import { keepReport } from '../../local/backtest/keep-report.ts'
import { buildDashboard, DASHBOARD_FOLDER } from '../../local/dashboard/build-dashboard.ts'
import { hostingHeaders, StaticFiles } from '../../local/dashboard/static-files.ts'
import { openMarketSource } from '../../local/market-source.ts'
import { CollectingNotifier } from '../../local/run-market.ts'
import { scheduleOf } from '../../local/schedule.ts'
import { signIn } from '../../local/sign-in.ts'
import { startStack } from '../../local/stack.ts'
import { backtestReport } from '../../shared/backtest/report/backtest-report.ts'
import type { BacktestResult } from '../../shared/backtest/result/backtest-result.ts'
import { parseConfig } from '../../shared/config/config.ts'
import { signInUrl } from '../../shared/cycles/commands/dashboard-link.ts'
import { offerSignIn } from '../../shared/cycles/sessions/sign-in-link.ts'
import { exchangeInstant, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { marketDay } from '../../shared/time/market-calendar.ts'

const DATE = parseExchangeDate('2026-03-02')
const FIREBASE_FILE = resolve('firebase.json')

/** The whole system with its dashboard on the generated market, and a hand on its clock. */
export async function dashboardBench(options: { readonly config?: object } = {}) {
  await buildDashboard(() => undefined)
  const folder = mkdtempSync(join(tmpdir(), 'openbell-dashboard-'))
  const stack = await startStack({
    source: openMarketSource({ date: DATE }),
    config: parseConfig({ api: { requestsPerMinuteMax: 10_000 }, ...options.config }),
    ...{ folder, port: 0, notifier: new CollectingNotifier(), onBrokerRequest: () => undefined },
    reportsFolder: join(folder, 'reports'),
    dashboard: new StaticFiles({ folder: DASHBOARD_FOLDER, headers: hostingHeaders(FIREBASE_FILE) }),
  })
  const { functions, local, clock } = stack
  const run = (job: string) => fetch(`${functions.baseUrl}/${job}`, { method: 'POST' })
  let done = 0
  return {
    stack,
    baseUrl: functions.baseUrl,
    folder,
    run,
    /** Lives the day from where it stands up to a minute after midnight, New York: sign-in, scans, monitors. */
    async liveUntil(minute: number): Promise<void> {
      const day = marketDay(DATE)
      if (day.kind === 'closed') throw new Error(`${DATE} has no session`)
      const close = (day.closeAt - exchangeInstant(DATE, 0)) / 60_000
      const due = scheduleOf(DATE, close).filter(({ at }) => at <= exchangeInstant(DATE, minute))
      for (const { at, what } of due.slice(done)) {
        clock.moveTo(at)
        if (what === 'owner-signs-in') await signIn(local.session)
        else await run(what)
      }
      done = due.length
      clock.moveTo(exchangeInstant(DATE, minute))
    },
    /** Keeps the report of a backtest, as the command does. */
    keepReport: (result: BacktestResult) =>
      keepReport({
        ...{ folder: join(folder, 'reports'), result, html: backtestReport(result) },
        at: new SystemClock().now(),
      }),
    /** A link that signs in, once. */
    async link(): Promise<string> {
      const token = freshId()
      await offerSignIn(local.world, { token, at: new SystemClock().now() })
      return signInUrl(functions.baseUrl, token)
    },
    async close(): Promise<void> {
      await stack.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
