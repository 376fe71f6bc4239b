import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseConfig } from '../../../shared/config/config.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import type { Candidate } from '../../../shared/symbols/candidate.ts'
import type { MarketRegime } from '../../../shared/symbols/market-regime.ts'
import { listChange, selectSymbols } from '../../../shared/symbols/selector.ts'
import { failedFilters, filterLimits, filterReport } from '../../../shared/symbols/universe-filters.ts'
import { candidate, risingCloses } from '../../support/candidates.ts'

const config = parseConfig({})
const filters = filterLimits(config)
const UNKNOWN: MarketRegime = { kind: 'unknown', reason: 'no bars' }

function select(candidates: readonly Candidate[], overrides: object = {}, regime = UNKNOWN) {
  const { selector } = parseConfig({ selector: overrides })
  return selectSymbols(candidates, { selector, filters, regime })
}

describe('who is selected', () => {
  test('a symbol that is all a selector can wish for reaches 1', () => {
    expect(select([candidate('AAA')])).toMatchObject({
      selected: ['AAA'],
      ranking: [{ overall: 1, quality: 1, volumeBonus: 0.1, regimeAdjustment: 0 }],
    })
  })

  test('.70 is kept, the least below it is not', () => {
    // Without RSI (.2) and with a volume of .8 (.16 of .2) the quality is .76; .4 × .76 + .6 × (.76 + .1 − .2) = .70.
    const bear: MarketRegime = { kind: 'bear', returnPct: -6, confidence: 1 }
    const busy = candidate('AAA', { volumeRatio: 1.5, rsi14: 50 })
    expect(select([busy], {}, bear)).toMatchObject({ selected: ['AAA'], ranking: [{ overall: 0.7 }] })
    expect(select([busy], { overallMin: 0.700000001 }, bear).selected).toEqual([])
  })

  test.each([
    [0.667, ['AAA']],
    [0.666, []],
  ])('just above and just below .70, with a bull market that is certain to %d', (confidence, selected) => {
    // Without RSI and with the least volume the quality is .64, and .6 × .15 × confidence is added.
    const bull: MarketRegime = { kind: 'bull', returnPct: 4, confidence }
    expect(select([candidate('AAA', { volumeRatio: 0.9, rsi14: 50 })], {}, bull).selected).toEqual(selected)
  })

  test('the adjusted quality never falls below 0', () => {
    const bear: MarketRegime = { kind: 'bear', returnPct: -6, confidence: 1 }
    const weak = candidate('AAA', { rsi14: 40, volumeRatio: 0.5, closes: risingCloses(-1) })
    // Volume .04 and volatility .15: .4 × .19, and nothing of .19 − .2.
    expect(select([weak], {}, bear).ranking[0]?.overall).toBe(0.076)
  })

  test('fewer than the maximum are never filled up', () => {
    const weak = candidate('BBB', { rsi14: 40, volumeRatio: 0.5, closes: risingCloses(-1) })
    expect(select([candidate('AAA'), weak])).toMatchObject({
      selected: ['AAA'],
      ranking: [{ symbol: 'AAA' }, { symbol: 'BBB' }],
    })
  })

  test('of 51 equal symbols the first 50 of the alphabet are kept', () => {
    const names = Array.from({ length: 51 }, (_, index) => `S${String(index).padStart(2, '0')}`)
    expect(select(names.toReversed().map((name) => candidate(name))).selected).toEqual(names.slice(0, 50))
  })

  test.each([
    [1.49, 0],
    [1.5, 0.1],
  ])('a volume ratio of %d gives a bonus of %d', (volumeRatio, volumeBonus) => {
    expect(select([candidate('AAA', { volumeRatio })]).ranking[0]).toMatchObject({ volumeBonus })
  })

  test('overall is .4 quality + .6 of quality with bonus and regime, kept between 0 and 1', () => {
    const bear: MarketRegime = { kind: 'bear', returnPct: -4, confidence: 0.8 }
    const [row] = select([candidate('AAA')], {}, bear).ranking
    expect(row?.regimeAdjustment).toBeCloseTo(-0.16, 12)
    expect(row?.overall).toBeCloseTo(0.4 + 0.6 * (1 + 0.1 - 0.16), 9)
  })

  test('an unknown regime ranks as a sideways one does', () => {
    const sideways: MarketRegime = { kind: 'sideways', returnPct: 1, confidence: 0.2 }
    const symbols = [candidate('AAA', { rsi14: 75 }), candidate('BBB', { leverage: -3 })]
    expect(select(symbols, {}, sideways)).toEqual(select(symbols))
  })

  test.each([
    ['a price below the filter', { price: 4.99 }, 'filter: price'],
    ['a price above the filter', { price: 1_000.01 }, 'filter: price'],
    ['too little volume', { averageVolume20: 99_999 }, 'filter: average-volume'],
    ['too wide a spread', { spreadBps: 50.01 }, 'filter: spread'],
    ['no RSI', { rsi14: undefined }, 'not known: rsi'],
    ['no closes', { closes: [] }, 'not known: momentum, technical, trend'],
    ['no volatility', { realizedVolatility20: undefined }, 'not known: volatility'],
  ])('%s is told and not ranked', (_, overrides, reason) => {
    expect(select([candidate('AAA', overrides)])).toEqual({
      selected: [],
      ranking: [],
      unranked: [{ symbol: 'AAA', reason }],
    })
  })

  test.each([
    [{ price: 5 }],
    [{ price: 1_000 }],
    [{ averageVolume20: 100_000 }],
    [{ spreadBps: 50 }],
    [{ spreadBps: undefined }],
  ])('%j passes the filters', (overrides) => {
    expect(select([candidate('AAA', overrides)]).selected).toEqual(['AAA'])
  })
})

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 20 })

const arbitraryUniverse = fc
  .uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 80 })
  .chain((numbers) =>
    fc.tuple(
      ...numbers.map((number) =>
        fc.record({
          symbol: fc.constant(ticker(`S${number}`)),
          leverage: fc.constantFrom(-3, -2, -1, 1, 2, 3),
          price: maybe(fc.double({ min: 1, max: 1_050, noNaN: true })),
          spreadBps: maybe(fc.double({ min: 0, max: 60, noNaN: true })),
          averageVolume20: maybe(fc.integer({ min: 80_000, max: 300_000 })),
          closes: fc.double({ min: -2, max: 3, noNaN: true }).map((pct) => risingCloses(pct)),
          volumeRatio: maybe(fc.double({ min: 0, max: 4, noNaN: true })),
          rsi14: maybe(fc.double({ min: 0, max: 100, noNaN: true })),
          realizedVolatility20: maybe(fc.double({ min: 0, max: 2, noNaN: true })),
        }),
      ),
    ),
  )

describe('whatever the universe', () => {
  test('a selection never holds a symbol that fails a filter or misses the threshold, nor more than fit', () => {
    let chosen = 0
    fc.assert(
      fc.property(arbitraryUniverse, (universe) => {
        const { selected, ranking, unranked } = select(universe, { symbolsMax: 5, overallMin: 0.3 })
        const bySymbol = new Map(universe.map((each) => [each.symbol, each]))
        for (const symbol of selected) {
          const report = filterReport(bySymbol.get(symbol) as Candidate, filters)
          expect(failedFilters(report)).toEqual([])
          expect(ranking.find((row) => row.symbol === symbol)?.overall).toBeGreaterThanOrEqual(0.3)
        }
        expect(selected.length).toBeLessThanOrEqual(5)
        expect(ranking.length + unranked.length).toBe(universe.length)
        chosen += selected.length
      }),
      { numRuns: 300, seed: 7 },
    )
    expect(chosen).toBeGreaterThan(50)
  })

  test('the order in which symbols come changes nothing', () => {
    fc.assert(
      fc.property(arbitraryUniverse, (universe) => {
        const [one, other] = [select(universe), select(universe.toReversed())]
        expect(other).toMatchObject({ selected: one.selected, ranking: one.ranking })
      }),
      { numRuns: 100, seed: 7 },
    )
  })
})

describe('a change of the list', () => {
  const [A, B, C] = [ticker('A'), ticker('B'), ticker('C')]

  test('names who came and who went', () => {
    expect(listChange([A, B], [B, C])).toEqual({ added: [C], removed: [A] })
  })

  test('is one when somebody only came or only went', () => {
    expect(listChange([A], [A, B])).toEqual({ added: [B], removed: [] })
    expect(listChange([A, B], [A])).toEqual({ added: [], removed: [B] })
  })

  test('is none when only the order changed', () => {
    expect(listChange([A, B], [B, A])).toBeUndefined()
  })
})
