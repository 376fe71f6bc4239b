import { describe, expect, test } from '@jest/globals'
import type { CatalystEvent } from '../../../../shared/catalysts/catalyst-event.ts'
import { CATALYST_KINDS } from '../../../../shared/catalysts/catalyst-kind.ts'
import { TABLE_WIDTH_MAX } from '../../../../shared/commands/reply-table.ts'
import { scanRadar } from '../../../../shared/cycles/radar/scan-radar.ts'
import { ticker } from '../../../../shared/domain/ids.ts'
import { money } from '../../../../shared/domain/money.ts'
import { addDays } from '../../../../shared/time/exchange-time.ts'
import { cycleBench } from '../../../support/cycle-bench.ts'
import { catalystEvent, DATE, daysWith, NOON, radarQuote } from '../../catalysts/radar-world.ts'
import { ask } from './ask.ts'
import { expectGolden, readable } from './golden-text.ts'

const [AAPL, TSLA, GOOGL, NFLX, DIS] = [
  ticker('AAPL'),
  ticker('TSLA'),
  ticker('GOOGL'),
  ticker('NFLX'),
  ticker('DIS'),
]
const SYMBOLS = [AAPL, TSLA, GOOGL, NFLX, DIS]
const FLAT = Array.from({ length: 20 }, () => 100)

/** 42 seconds after a look at symbols of which two have no rank. */
async function lookedAt(
  events: readonly CatalystEvent[],
  { catalysts = SYMBOLS, problems = [] as readonly string[] } = {},
) {
  const bench = cycleBench({ now: NOON, config: { universe: { catalysts } } })
  bench.market.shown = [
    radarQuote(AAPL),
    radarQuote(TSLA, { bid: money('99.40'), ask: money('100.60') }),
    radarQuote(GOOGL),
    radarQuote(NFLX, { status: 'DELAYED' }),
  ]
  const days = {
    AAPL: daysWith(FLAT, { volume: 50_000_000 }),
    TSLA: daysWith(FLAT, { volume: 1_000 }),
    GOOGL: daysWith([...FLAT.slice(5), 102, 104, 106, 108, 111]),
  }
  await scanRadar({
    ...bench.world,
    history: {
      dailyBars: async (symbol) => days[symbol as keyof typeof days] ?? [],
      minuteSessions: async () => [],
    },
    catalystEvents: { upcoming: async () => ({ events, problems }) },
  })
  bench.clock.advance(42_000)
  return bench
}

const EVENTS = [
  catalystEvent(),
  catalystEvent({ date: addDays(DATE, 9), kind: 'DIVIDEND' }),
  catalystEvent({ symbol: GOOGL, date: DATE, kind: 'GUIDANCE' }),
]

describe('/radar', () => {
  test('is told as it was read and found good', async () => {
    const problems = ['finnhub: no answer: timed out']
    expectGolden('a-radar', `${readable(await ask(await lookedAt(EVENTS, { problems }), ['radar']))}\n`)
  })

  test('before the first look says so', async () => {
    const { text, table } = await ask(cycleBench({ now: NOON }), ['radar'])
    expect(text).toBe('RADAR\nNot known yet: the radar has not looked so far.')
    expect(table).toBeUndefined()
  })

  test('without a ranked symbol has no table', async () => {
    const reply = await ask(await lookedAt([], { catalysts: [DIS] }), ['radar'])
    expect(reply).toEqual({
      text: 'RADAR: 0 OF 1 RANKED\nLooked 12:00 ET, 42 s ago\nDIS has no rank: the quote was refused: unknown.',
    })
  })

  test.each(CATALYST_KINDS)('%s fits into a row of a phone with its symbol whole', async (kind) => {
    const events = [catalystEvent({ symbol: GOOGL, date: DATE, kind })]
    const { table = '' } = await ask(await lookedAt(events), ['radar'])
    expect(table).toContain('GOOGL')
    expect(table.split('\n').filter((line) => [...line].length > TABLE_WIDTH_MAX)).toEqual([])
  })
})
