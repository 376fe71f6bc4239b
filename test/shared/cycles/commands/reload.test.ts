import { describe, expect, test } from '@jest/globals'
import { monitor } from '../../../../shared/cycles/monitor.ts'
import { prepareDay } from '../../../../shared/cycles/prepare-day.ts'
import { FlightRecorder } from '../../../../shared/cycles/recording/flight-recorder.ts'
import { scan } from '../../../../shared/cycles/scan.ts'
import type { WarmMemory } from '../../../../shared/cycles/warm-memory.ts'
import { type Ticker, ticker } from '../../../../shared/domain/ids.ts'
import { type Money, money } from '../../../../shared/domain/money.ts'
import { ProviderError } from '../../../../shared/domain/provider-error.ts'
import type { Quote } from '../../../../shared/domain/quote.ts'
import { findInstrument } from '../../../../shared/symbols/registry.ts'
import { exchangeInstant, parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { cycleBench, triggerAt } from '../../../support/cycle-bench.ts'
import { dailyHistory, STRONG, WEAK } from '../../../support/daily-history.ts'
import { goldenPosition, TQQQ } from '../../../support/fixtures.ts'
import { PhoneBench } from '../../../support/phone-bench.ts'
import { replayOf } from '../../../support/replay-of.ts'

const DATE = parseExchangeDate('2026-03-03')
const at = (minute: number) => exchangeInstant(DATE, minute)
const SOXL = ticker('SOXL')
const instruments = [TQQQ, SOXL].flatMap((symbol) => findInstrument(symbol) ?? [])
const RELOADED = 'the day was built again, as the owner ordered'

/** A day that was prepared at seven, with the owner's phone; what is asked of the past is counted. */
async function preparedDay() {
  const bench = cycleBench({ now: at(420), instruments })
  const asked: Ticker[] = []
  let courses = dailyHistory({ TQQQ: STRONG, SOXL: WEAK })
  let failure: Error | undefined
  const history = {
    ...courses,
    dailyBars: async (...[symbol, range]: Parameters<typeof courses.dailyBars>) => {
      if (failure) throw failure
      asked.push(symbol)
      return courses.dailyBars(symbol, range)
    },
  }
  const recorder = new FlightRecorder((problem) => {
    throw new Error(problem)
  })
  Object.assign(bench.world, { history, recorder })
  await prepareDay(bench.world, triggerAt(bench.clock.now(), 'prepare-day'))
  asked.length = 0
  const moveTo = (minute: number) => {
    bench.clock.moveTo(at(minute))
    bench.market.shown = [TQQQ, SOXL].map((symbol): Quote => {
      const last = money('50.00')
      const [bid, ask] = [last - 100, last + 100] as [Money, Money]
      const session = { open: last, high: last, low: last, totalVolume: minute }
      return { symbol, status: 'REALTIME', time: bench.clock.now(), bid, ask, last, ...session }
    })
  }
  return {
    bench,
    asked,
    phone: new PhoneBench(bench.world),
    fail: (error: Error | undefined) => {
      failure = error
    },
    /** From now on the past is another: the first symbol was weak and the second strong. */
    correctPast: () => {
      courses = dailyHistory({ TQQQ: WEAK, SOXL: STRONG })
    },
    scanAt: (minute: number, warm = bench.world.warm) => {
      moveTo(minute)
      return scan({ ...bench.world, warm }, triggerAt(bench.clock.now(), 'signal-scan'))
    },
    monitorAt: (minute: number) => {
      moveTo(minute)
      return monitor(bench.world, triggerAt(bench.clock.now()))
    },
    tapes: async () => (await bench.store.get('engine/checkpoint'))?.value['tapes'] as Record<string, object>,
  }
}

describe('/reload', () => {
  test('has the next scan build the day again, once, and says so beforehand', async () => {
    const { bench, asked, phone, scanAt } = await preparedDay()
    expect(await scanAt(600)).not.toHaveProperty('note')
    await phone.order('/reload')
    expect(bench.notifier.delivered.at(-1)?.text).toMatch(
      /^RELOAD by the owner\nThe next scan, within two minutes, builds the day again/,
    )
    expect(asked).toEqual([])
    expect(await scanAt(602)).toMatchObject({ note: RELOADED, selection: { at: '10:02 ET' } })
    expect(asked).toEqual(['TQQQ', 'SOXL', 'SPY'])
    expect(await scanAt(604)).not.toHaveProperty('note')
    expect(asked).toHaveLength(3)
  })

  test('reaches an instance that has the old plan in mind', async () => {
    const { bench, asked, phone, scanAt } = await preparedDay()
    const other: WarmMemory = {}
    await scanAt(600, other)
    await phone.order('/reload')
    await scanAt(602)
    expect(other.plan?.name).toBe(`days/${DATE}`)
    expect(await scanAt(604, other)).not.toHaveProperty('note')
    expect(other.plan?.name).toMatch(new RegExp(`^days/${DATE}-reloaded-\\d+$`))
    expect(asked).toHaveLength(3)
    expect((await bench.stored()).owner).not.toHaveProperty('reloadAt')
  })

  test('keeps the tape of the day', async () => {
    const { phone, scanAt, tapes } = await preparedDay()
    await scanAt(600)
    await scanAt(602)
    const before = await tapes()
    await phone.order('/reload')
    await scanAt(604)
    const after = await tapes()
    const bars = (tape: object | undefined) => JSON.stringify(tape).length
    for (const symbol of ['TQQQ', 'SOXL'])
      expect(bars(after[symbol])).toBeGreaterThanOrEqual(bars(before[symbol]))
  })

  test('that can not be done yet stays ordered, and monitors keep the plan that there is', async () => {
    const { bench, phone, fail, scanAt, monitorAt, tapes } = await preparedDay()
    await scanAt(600)
    const before = await tapes()
    await phone.order('/reload')
    fail(new ProviderError('history', { problem: 'unreachable', text: 'no answer' }))
    await expect(scanAt(602)).rejects.toThrow('no answer')
    expect((await bench.stored()).owner).toHaveProperty('reloadAt')
    await bench.hold(goldenPosition(), await bench.stored())
    expect(await monitorAt(603)).toMatchObject({ status: 'done' })
    expect(bench.world.warm.plan?.name).toBe('days/2026-03-03')
    expect(await tapes()).toEqual(before)
    fail(undefined)
    expect(await scanAt(604)).toMatchObject({ note: RELOADED })
  })

  test('of a closed market is done by the next preparation of a day', async () => {
    const { bench, phone, asked, scanAt } = await preparedDay()
    await phone.order('/reload')
    expect(bench.notifier.delivered.at(-1)?.text).toContain('The market is closed: the next preparation')
    bench.clock.moveTo(at(430))
    await prepareDay(bench.world, triggerAt(bench.clock.now(), 'prepare-day'))
    expect(asked).toHaveLength(3)
    expect(await scanAt(570)).not.toHaveProperty('note')
  })

  test('twice before the next scan is one order', async () => {
    const { phone } = await preparedDay()
    await phone.order('/reload')
    await phone.order('/reload')
    expect(phone.last?.text).toBe('It is ordered already; the next scan does it.')
  })

  test('leaves a day that is run again to the byte (I18)', async () => {
    const { bench, phone, correctPast, scanAt, monitorAt } = await preparedDay()
    await bench.hold(goldenPosition(), await bench.stored())
    await scanAt(600)
    await monitorAt(601)
    await phone.order('/reload')
    await monitorAt(602)
    correctPast()
    await scanAt(604)
    await monitorAt(605)
    await scanAt(606)
    const replay = await replayOf(bench.store, DATE)
    expect(replay).not.toHaveProperty('difference')
    // The scans of 10:00 and 10:06 and three monitors; that of 10:04 read the past.
    expect(replay.runs).toBe(5)
    expect(replay.given.map(({ run }) => run)).toContain(`signal-scan-${at(604)}`)
  })
})
