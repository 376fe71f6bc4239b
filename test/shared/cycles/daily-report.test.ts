import { describe, expect, test } from '@jest/globals'
import { tradesOf } from '../../../shared/cycles/closed-trades.ts'
import { dailyReport } from '../../../shared/cycles/daily-report.ts'
import type { OrderId, PositionId } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { type CycleBench, cycleBench, ordersById, triggerAt } from '../../support/cycle-bench.ts'
import { goldenPosition, orderRecord, report } from '../../support/fixtures.ts'

const DATE = parseExchangeDate('2026-03-03')
const CLOSE = exchangeInstant(DATE, 960)
const REPORT_TIME = exchangeInstant(DATE, 965)

const run = (bench: CycleBench) => dailyReport(bench.world, triggerAt(bench.clock.now(), 'daily-report'))

describe('when there is nothing to report yet', () => {
  test.each([
    ['the session is not over', (CLOSE - 1) as EpochMs],
    ['market-closed: Weekend', exchangeInstant(parseExchangeDate('2026-03-07'), 965)],
    ['market-closed: Christmas Day', exchangeInstant(parseExchangeDate('2026-12-25'), 965)],
  ])('%s: the store is not touched', async (reason, now) => {
    const bench = cycleBench({ now })
    await bench.store.close()
    expect(await run(bench)).toEqual({ status: 'skipped', reason })
  })

  test('it reports from the close on, and earlier on a short day', async () => {
    expect(await run(cycleBench({ now: CLOSE }))).toMatchObject({ status: 'done' })
    const shortDay = exchangeInstant(parseExchangeDate('2026-11-27'), 780)
    expect(await run(cycleBench({ now: shortDay }))).toMatchObject({ status: 'done' })
  })
})

describe('the report', () => {
  test('a day without trades says so', async () => {
    const bench = cycleBench({ now: REPORT_TIME })
    expect(await run(bench)).toMatchObject({ stillHeld: [], statistics: { trades: 0 } })
    expect(bench.headlines()).toEqual(['MARKET CLOSED', 'END OF DAY 2026-03-03'])
    expect(bench.notifier.delivered).toContainEqual(
      expect.objectContaining({
        urgency: 'info',
        text: 'END OF DAY 2026-03-03\nNo trades.\nWin probability uncalibrated: 0 of 200 trades\n0 scans, 0 monitor ticks, fees 0.00 USD',
      }),
    )
  })

  test('a second one on the same day is recorded and not told again', async () => {
    const bench = cycleBench({ now: exchangeInstant(parseExchangeDate('2026-11-27'), 785) })
    await run(bench)
    bench.clock.advance(3 * 60 * 60_000)
    expect(await run(bench)).toMatchObject({ status: 'done' })
    expect(bench.headlines()).toEqual(['MARKET CLOSED', 'END OF DAY 2026-11-27'])
  })

  test('before a holiday says when the next session is', async () => {
    const bench = cycleBench({ now: exchangeInstant(parseExchangeDate('2026-11-25'), 965) })
    await run(bench)
    expect(bench.headlines().at(-1)).toBe('Tomorrow closed: Thanksgiving Day')
  })

  test('a position that is still held makes the alert critical and is named', async () => {
    const bench = cycleBench({ now: REPORT_TIME })
    await bench.leave({ positions: { TQQQ: goldenPosition() } })
    expect(await run(bench)).toMatchObject({ stillHeld: ['TQQQ'] })
    for (const { urgency, text } of bench.notifier.delivered)
      expect([urgency, text]).toEqual(['critical', expect.stringContaining('STILL HELD: TQQQ')])
    expect(bench.notifier.delivered).toHaveLength(2)
  })

  test('an exit whose fill is read only now is part of it', async () => {
    const bench = cycleBench({ now: REPORT_TIME })
    await bench.leave({ positions: { TQQQ: goldenPosition() }, orders: ordersById(lastExit()) })
    bench.broker.shown = [
      report({
        side: 'SELL',
        type: 'MARKET',
        status: 'EXECUTED',
        filledQuantity: 184,
        averagePrice: money('48.05'),
      }),
    ]
    expect(await run(bench)).toMatchObject({
      stillHeld: [],
      day: { exits: 1 },
      statistics: { trades: 1, pnl: money('101.20') },
    })
    expect(await tradesOf(bench.world, DATE)).toHaveLength(1)
    expect((await bench.store.get(`reports/${DATE}`))?.value).toMatchObject({
      statistics: { trades: 1 },
      groups: {
        byDay: { [DATE]: { pnl: money('101.20') } },
        bySymbol: { TQQQ: { trades: 1 } },
        byStrategy: { standard: { wins: 1 }, 'rsi-positivity': { wins: 1 } },
        byExitReason: { END_OF_DAY: { losses: 0 } },
      },
    })
    expect((await bench.store.get('engine/learning'))?.value).toMatchObject({
      mode: 'DEMO',
      trades: 1,
      symbolScores: { TQQQ: { trades: 1, multiplier: 1 } },
    })
  })
})

function lastExit() {
  return orderRecord({
    side: 'SELL',
    pricing: { type: 'MARKET' },
    purpose: { kind: 'exit', positionId: 'TQQQ-1' as PositionId, reason: 'END_OF_DAY' },
    state: 'SUBMITTED',
    orderId: '1001' as OrderId,
    submittedAt: (CLOSE - 60_000) as EpochMs,
  })
}
