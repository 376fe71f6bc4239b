import { expect, test } from '@jest/globals'
import { prepareDay } from '../../../shared/cycles/prepare-day.ts'
import { savedUniverse } from '../../../shared/cycles/universe-plan.ts'
import type { History } from '../../../shared/ports/history.ts'
import { tradedInstruments } from '../../../shared/symbols/traded-instruments.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { previousOpenDay } from '../../../shared/time/market-calendar.ts'
import { cycleBench, triggerAt } from '../../support/cycle-bench.ts'
import { dailyHistory, STRONG } from '../../support/daily-history.ts'

const DATE = parseExchangeDate('2026-03-03')
const SEVEN = exchangeInstant(DATE, 420)
/** What Firestore takes in one document. */
const DOCUMENT_BYTES_MAX = 1_048_576

/** Every traded symbol with a year of days and 20 whole sessions whose minutes differ as real ones do. */
function wholeHistory(): History {
  const days = dailyHistory(Object.fromEntries(tradedInstruments.map(({ symbol }) => [symbol, STRONG])))
  return {
    ...days,
    minuteSessions: async (_, { before, sessions }) => {
      let date: ExchangeDate = before
      const dates = Array.from({ length: sessions }, () => (date = previousOpenDay(date))).reverse()
      return dates.map((day) => ({ date: day, bars: minutes(day) }))
    },
  }
}

function minutes(date: ExchangeDate) {
  return Array.from({ length: 390 }, (_, minute) => {
    const price = 50 + Math.sin(minute) / 3
    const volume = 1_000 + ((minute * 7_919) % 4_001)
    const [high, low] = [price + 0.1234, price - 0.1234]
    return { time: exchangeInstant(date, 570 + minute), open: price, high, low, close: price, volume }
  })
}

test('a prepared day of all 118 symbols fits into documents of half of what one may hold, and is read back whole', async () => {
  const bench = cycleBench({ now: SEVEN, instruments: tradedInstruments })
  Object.assign(bench.world, { history: wholeHistory() })
  await prepareDay(bench.world, triggerAt(SEVEN, 'prepare-day'))
  const day = ['', '-plans-2', '-plans-3', '-candidates', '-selection'].map(
    (part) => `days/${DATE}${part}` as const,
  )
  const paths = ['engine/checkpoint', ...day] as const
  const bytes = await Promise.all(
    paths.map(async (path) => Buffer.byteLength(JSON.stringify((await bench.store.get(path))?.value ?? ''))),
  )
  process.stdout.write(
    `documents of 118 symbols: ${paths.map((path, index) => `${path} ${bytes[index]} bytes`).join(', ')}\n`,
  )
  for (const size of bytes) {
    expect(size).toBeGreaterThan(1_000)
    expect(size).toBeLessThan(DOCUMENT_BYTES_MAX / 2)
  }
  delete bench.world.warm.plan
  const tick = await bench.tick()
  const symbols = [...((await savedUniverse(tick))?.plan.keys() ?? [])]
  expect(symbols).toEqual(tradedInstruments.map(({ symbol }) => symbol))
})
