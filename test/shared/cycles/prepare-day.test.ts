import { describe, expect, test } from '@jest/globals'
import { LEARNING_PATH } from '../../../shared/cycles/learning.ts'
import { prepareDay } from '../../../shared/cycles/prepare-day.ts'
import { scan } from '../../../shared/cycles/scan.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import type { Money } from '../../../shared/domain/money.ts'
import type { Quote } from '../../../shared/domain/quote.ts'
import type { History } from '../../../shared/ports/history.ts'
import { findInstrument } from '../../../shared/symbols/registry.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { type CycleBench, cycleBench, triggerAt } from '../../support/cycle-bench.ts'
import { dailyHistory, STRONG, WEAK } from '../../support/daily-history.ts'
import { TQQQ } from '../../support/fixtures.ts'

const DATE = parseExchangeDate('2026-03-03')
const at = (minute: number, date = DATE) => exchangeInstant(date, minute)
const SEVEN = at(420)
const SOXL = ticker('SOXL')
const instruments = [TQQQ, SOXL].flatMap((symbol) => findInstrument(symbol) ?? [])

function bench(now: EpochMs, history: History = dailyHistory({ TQQQ: STRONG, SOXL: WEAK })): CycleBench {
  const made = cycleBench({ now, instruments })
  Object.assign(made.world, { history })
  return made
}

const prepare = (made: CycleBench) => prepareDay(made.world, triggerAt(made.clock.now(), 'prepare-day'))
const look = (made: CycleBench) => scan(made.world, triggerAt(made.clock.now(), 'signal-scan'))

/** Moves the clock and shows both symbols at a price, with a spread of 2 cents. */
function show(made: CycleBench, minute: number, price: number): void {
  made.clock.advance(at(minute) - made.clock.now())
  made.market.shown = [TQQQ, SOXL].map((symbol): Quote => {
    const last = (price * 10_000) as Money
    const [bid, ask] = [last - 100, last + 100] as [Money, Money]
    const session = { open: last, high: last, low: last, totalVolume: 1_000 }
    return { symbol, status: 'REALTIME', time: made.clock.now(), bid, ask, last, ...session }
  })
}

const selectionOf = async (made: CycleBench) => (await made.store.get(`days/${DATE}-selection`))?.value

describe('preparing the day', () => {
  test('builds plans, candidates and the first selection; the owner is told later', async () => {
    const made = bench(SEVEN)
    expect(await prepare(made)).toMatchObject({
      status: 'done',
      symbols: 2,
      regime: { kind: 'unknown', reason: '0 daily bars of SPY, 51 are needed' },
      watchlist: [{ symbol: 'TQQQ' }, { symbol: 'SOXL' }],
      selected: ['TQQQ'],
    })
    expect(made.notifier.delivered).toEqual([])
  })

  test('the regime is read from the market’s days', async () => {
    const made = bench(SEVEN, dailyHistory({ SPY: STRONG, TQQQ: STRONG, SOXL: WEAK }))
    expect(await prepare(made)).toMatchObject({ regime: { kind: 'bull', confidence: 1 } })
  })

  test('a symbol without history is named and not selected', async () => {
    const made = bench(SEVEN, dailyHistory({ TQQQ: STRONG }))
    expect(await prepare(made)).toMatchObject({
      selected: ['TQQQ'],
      unranked: [
        { symbol: 'SOXL', reason: 'not known: rsi, volume, momentum, technical, volatility, trend' },
      ],
    })
  })

  test('good news for the underlying lift its bull on the watchlist and lower its bear', async () => {
    const pair = ['TSLL', 'TSLS'].flatMap((text) => findInstrument(ticker(text)) ?? [])
    const history = dailyHistory({ TSLL: STRONG, TSLS: STRONG })
    const scores = async (headlines: readonly string[] | undefined) => {
      const made = cycleBench({ now: SEVEN, instruments: pair })
      const items = (headlines ?? []).map((headline) => ({ itemId: headline, headline, publishedAt: SEVEN }))
      Object.assign(made.world, { history, ...(headlines && { news: { items: async () => items } }) })
      const done = await prepare(made)
      if (!('watchlist' in done)) throw new Error('the day was prepared')
      const of = (symbol: string) => done.watchlist.find((each) => each.symbol === symbol)
      return { bull: of('TSLL'), bear: of('TSLS') }
    }
    const [silent, unknown, good] = [
      await scores([]),
      await scores(undefined),
      await scores(['Tesla shares surge', 'Tesla beats forecasts']),
    ]
    expect(unknown.bull).toMatchObject({ sentimentUnknown: true })
    expect(silent.bull).toMatchObject({ sentimentUnknown: false, score: unknown.bull?.score })
    expect(good.bull!.score).toBeGreaterThan(silent.bull!.score)
    expect(good.bear!.score).toBeLessThan(silent.bear!.score)
  })

  test('the same run twice is one run', async () => {
    const made = bench(SEVEN)
    await prepare(made)
    expect(await prepare(made)).toEqual({ status: 'duplicate' })
  })

  test.each([
    ['market-closed: Weekend', at(420, parseExchangeDate('2026-03-07'))],
    ['the session is over', at(960)],
  ])('there is nothing to prepare: %s', async (reason, now) => {
    expect(await prepare(bench(now))).toEqual({ status: 'skipped', reason })
  })

  test('what the own trades earned moves a symbol on the watchlist, shrunk by the prior', async () => {
    const scoreOf = async (made: CycleBench) => {
      const done = await prepare(made)
      const watchlist = 'watchlist' in done ? done.watchlist : []
      return watchlist.find(({ symbol }) => symbol === TQQQ)?.score ?? Number.NaN
    }
    const before = await scoreOf(bench(SEVEN))
    const made = bench(SEVEN)
    const symbolScores = { TQQQ: { trades: 20, profitPer100Usd: 2, score: 1, multiplier: 1 } }
    const value = { mode: 'DEMO', trades: 20, symbolScores, reliability: [] }
    await made.store.commit([{ kind: 'set', path: LEARNING_PATH, value }])
    expect(await scoreOf(made)).toBeCloseTo(before + 0.01, 9)
  })

  test.each([
    [99_999, ['TQQQ']],
    [100_000, ['TQQQ', 'SOXL']],
  ])('a symbol that trades %d shares a day: the watchlist is %j', async (volume, symbols) => {
    const courses = dailyHistory({ TQQQ: STRONG, SOXL: WEAK })
    const made = bench(SEVEN, {
      ...courses,
      dailyBars: async (symbol, range) => {
        const bars = await courses.dailyBars(symbol, range)
        return symbol === SOXL ? bars.map((bar) => ({ ...bar, volume })) : bars
      },
    })
    const done = await prepare(made)
    expect('watchlist' in done && done.watchlist.map(({ symbol }) => symbol)).toEqual(symbols)
  })

  test('a watchlist of other symbols than the day before is told, the same one is not', async () => {
    const made = bench(at(420, parseExchangeDate('2026-03-02')))
    await prepare(made)
    made.clock.advance(SEVEN - made.clock.now())
    await prepare(made)
    expect(made.headlines()).toEqual([])
    Object.assign(made.world, { history: dailyHistory({ TQQQ: STRONG }) })
    made.clock.advance(at(420, parseExchangeDate('2026-03-04')) - made.clock.now())
    await prepare(made)
    const [watchlist] = made.notifier.delivered.filter(({ type }) => type === 'WATCHLIST')
    expect(watchlist?.text).toBe('WATCHLIST 1 symbol\nGone SOXL\n2026-03-04 07:00 ET')
  })
})

describe('scans on a prepared day', () => {
  test('need no history', async () => {
    const made = bench(SEVEN)
    await prepare(made)
    Object.assign(made.world, { history: dailyHistory({}), warm: {} })
    show(made, 570, 50)
    const done = await look(made)
    expect(done).toMatchObject({ status: 'done', selection: { at: '09:30 ET', symbols: 1 } })
    expect(done).not.toHaveProperty('note')
  })

  test('a day that nobody prepared is prepared by the first scan, which says so and tells the list', async () => {
    const made = bench(SEVEN)
    show(made, 572, 50)
    const note = 'the day was not prepared by prepare-day: this scan did it'
    expect(await look(made)).toMatchObject({ note, selection: { symbols: 1 } })
    expect(made.headlines()).toEqual(['SELECTION 1 symbol', 'MARKET OPEN'])
    expect(await selectionOf(made)).toMatchObject({ selected: ['TQQQ'] })
  })

  test('preparing by hand within the session leaves the tape of the day alone', async () => {
    const made = bench(SEVEN)
    show(made, 572, 50)
    await look(made)
    const before = await made.store.get('engine/checkpoint')
    made.clock.advance(MINUTE_MS)
    expect(await prepare(made)).toMatchObject({ note: expect.stringContaining('prepared before') })
    expect(await made.store.get('engine/checkpoint')).toEqual(before)
  })

  test('the universe is ranked anew after an hour, not a minute earlier, and told only when the list changes', async () => {
    const made = bench(SEVEN)
    await prepare(made)
    show(made, 570, 50)
    await look(made)
    expect(made.headlines()).toEqual(['MARKET OPEN'])
    // The price fell by a fifth: no momentum, no trend, below every average.
    show(made, 629, 40)
    expect(await look(made)).toMatchObject({ selection: { at: '09:30 ET', symbols: 1 } })
    show(made, 630, 40)
    expect(await look(made)).toMatchObject({ selection: { at: '10:30 ET', symbols: 0 } })
    expect(made.notifier.delivered.map(({ text }) => text.split('\n').slice(0, 2)).at(-1)).toEqual([
      'SELECTION 0 symbols',
      'Gone TQQQ',
    ])
    show(made, 690, 40)
    await look(made)
    expect(made.notifier.delivered).toHaveLength(2)
  })

  test.each([
    [15_000, 0.1251, 'filter: spread'],
    [15_000, 0.125, undefined],
    [15_001, 0.1251, undefined],
  ])('a quote %d ms old with %d USD to either side: %s', async (age, half, reason) => {
    const made = bench(SEVEN)
    await prepare(made)
    show(made, 570, 50)
    const spread = Math.round(half * 10_000)
    made.market.shown = made.market.shown.map((quote) => ({
      ...quote,
      bid: (500_000 - spread) as Money,
      ask: (500_000 + spread) as Money,
    }))
    made.clock.advance(age)
    // The selection of the morning is an hour old by now, and is made again from what is seen.
    await look(made)
    const selection = (await selectionOf(made)) as { unranked: readonly { symbol: string; reason: string }[] }
    expect(selection.unranked.find(({ symbol }) => symbol === TQQQ)?.reason).toBe(reason)
  })

  test('a symbol that was not selected is refused with its figure', async () => {
    const made = bench(SEVEN)
    await prepare(made)
    show(made, 570, 50)
    const done = await look(made)
    const best = 'best' in done ? done.best : []
    const refusalsOf = (symbol: string) => best.find((each) => each.symbol === symbol)?.refusals.join('; ')
    expect(refusalsOf('SOXL')).toMatch(/not-selected: not one of the 1 selected at 09:30 ET: its figure/)
    expect(refusalsOf('TQQQ')).toEqual(expect.not.stringContaining('not-selected'))
  })

  test('symbols that the owner named may all be entered, and no list is news', async () => {
    const made = bench(SEVEN)
    Object.assign(made.world, { namedByOwner: true })
    show(made, 572, 50)
    expect(await look(made)).toMatchObject({ selection: { symbols: 2 } })
    expect(made.headlines()).toEqual(['MARKET OPEN'])
    expect(await selectionOf(made)).toMatchObject({ selected: ['TQQQ', 'SOXL'] })
  })
})
