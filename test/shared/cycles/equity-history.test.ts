import { expect, test } from '@jest/globals'
import { dailyReport } from '../../../shared/cycles/daily-report.ts'
import { EQUITY_PATH } from '../../../shared/cycles/equity-history.ts'
import { money } from '../../../shared/domain/money.ts'
import type { EquityRecord } from '../../../shared/state/risk-state.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { type CycleBench, cycleBench, triggerAt } from '../../support/cycle-bench.ts'

const at = (date: string) => exchangeInstant(parseExchangeDate(date), 965)

/** Reports a day at whose close the account is worth this. */
async function close(bench: CycleBench, date: string, equity: string): Promise<void> {
  bench.clock.moveTo(at(date))
  const latest = money(equity)
  const record: EquityRecord = {
    ...{ startCapital: latest, netDeposits: money('0'), highWater: latest, latest },
    ...{ cash: latest, cashMoved: money('0') },
  }
  const state = await bench.stored().catch(() => undefined)
  await bench.leave({
    ...state,
    risk: {
      safeMode: [],
      recentExits: [],
      lossesInRow: 0,
      winsInRow: 0,
      cashMoved: money('0'),
      equity: record,
    },
  })
  await dailyReport(bench.world, triggerAt(bench.clock.now(), 'daily-report'))
}

const closes = async ({ store }: CycleBench) =>
  ((await store.get(EQUITY_PATH))?.value as { closes: { date: string }[] } | undefined)?.closes

test('each close adds a day to the curve, and the report shows it', async () => {
  const bench = cycleBench({ now: at('2026-03-03') })
  await close(bench, '2026-03-03', '25000')
  await close(bench, '2026-03-04', '25210.50')
  expect(await closes(bench)).toEqual([
    { date: '2026-03-03', equity: money('25000') },
    { date: '2026-03-04', equity: money('25210.50') },
  ])
  const report = bench.notifier.delivered.find(({ alertId }) => alertId === 'end-of-day-2026-03-04')
  expect(report?.picture).toMatch(/^<svg .*25,210\.50/s)
})

test('a report made twice notes the day once', async () => {
  const bench = cycleBench({ now: at('2026-11-27') })
  await close(bench, '2026-11-27', '25000')
  bench.clock.advance(60_000)
  await dailyReport(bench.world, triggerAt(bench.clock.now(), 'daily-report'))
  expect(await closes(bench)).toHaveLength(1)
})

test('an account that was never seen has no curve', async () => {
  const bench = cycleBench({ now: at('2026-03-03') })
  await dailyReport(bench.world, triggerAt(bench.clock.now(), 'daily-report'))
  expect(await closes(bench)).toBeUndefined()
  for (const alert of bench.notifier.delivered) expect(alert).not.toHaveProperty('picture')
})
