import { existsSync } from 'node:fs'
import { afterAll, describe, expect, test } from '@jest/globals'
import { PastDays } from '../../../../infra/history/past-days.ts'
import { RecordedBars } from '../../../../infra/history/recorded-bars.ts'
import { GeneratedMarket } from '../../../../local/simulator/market/generated-market.ts'
import { isFund } from '../../../../local/simulator/market/generated-symbol.ts'
import { demoSymbols } from '../../../../local/simulator/market/generated-symbols.ts'
import { ticker } from '../../../../shared/domain/ids.ts'
import type { ExchangeDate } from '../../../../shared/time/instant.ts'
import { recordedFolder } from '../../../support/market-folder.ts'
import {
  beta,
  commonDayMoves,
  commonReturns,
  median,
  overnightShare,
  pairCorrelation,
  type SessionStatistics,
  sessionStatistics,
} from './session-statistics.ts'

const present = existsSync(recordedFolder)
const whenPresent = present ? describe : describe.skip
const reason = present ? '' : ' (skipped: ../shared/market-data is absent)'

const before = '2025-03-31' as ExchangeDate
const market = GeneratedMarket.create({
  seed: 11,
  from: '2025-03-03' as ExchangeDate,
  days: 20,
  symbols: demoSymbols,
})
const generated = new Map(
  market.symbols.map((symbol) => [symbol, sessionsOf(market.past, symbol, before, 25)]),
)

/** Stocks of 2022 and funds of 2019/20, the recorded months that hold enough whole days in a row. */
const RECORDED = 'AAPL FB NFLX SNOW TSLA DIA ERX IBB KRE LABU SOXL SOXS SPXL TNA TZA XBI'.split(' ')

function sessionsOf(past: PastDays, symbol: string, until: string, sessions: number) {
  const found = past.minuteSessions(ticker(symbol), { before: until as ExchangeDate, sessions })
  return found.filter(({ bars }) => bars.length > 300)
}

/**
 * Over several seeds, because a stormy month of the market binds sectors together and a calm one lets them
 * go.
 */
function correlationsAcrossSectors(seed: number): readonly number[] {
  const symbols = demoSymbols.filter(({ symbol }) => 'SPY XLE XLF IWM SOXX'.split(' ').includes(symbol))
  const { past } = GeneratedMarket.create({ seed, from: '2025-03-03' as ExchangeDate, days: 20, symbols })
  const of = (symbol: string) => sessionsOf(past, symbol, before, 20)
  return [
    ['SPY', 'XLE'],
    ['XLF', 'XLE'],
    ['IWM', 'SOXX'],
    ['XLF', 'SOXX'],
  ].map(([one, other]) => pairCorrelation(commonReturns(of(one!), of(other!))))
}

whenPresent(`generated minutes beside recorded ones${reason}`, () => {
  const lines: string[] = []
  const past = new PastDays(RecordedBars.open({ folder: recordedFolder }))
  const recorded = new Map(RECORDED.map((symbol) => [symbol, sessionsOf(past, symbol, '2022-12-31', 17)]))
  const real = [...recorded.values()].map(sessionStatistics)
  const simulated = [...generated.values()].map(sessionStatistics)

  afterAll(() => {
    process.stdout.write(`${lines.join('\n')}\n`)
  })

  function compare(name: string, generatedValue: number, realValues: readonly number[]): void {
    const [least, most] = [Math.min(...realValues), Math.max(...realValues)]
    const band = `${least.toFixed(3)} … ${median(realValues).toFixed(3)} … ${most.toFixed(3)}`
    lines.push(`${name}: generated ${generatedValue.toFixed(3)}, recorded ${band}`)
    expect(generatedValue).toBeGreaterThanOrEqual(least)
    expect(generatedValue).toBeLessThanOrEqual(most)
  }

  test.each<keyof SessionStatistics>([
    'volumeShareFirst30',
    'volumeShareMiddle30',
    'volumeShareLast30',
    'kurtosis',
    'clustering',
    'momentum',
    'volumeFollowsMove',
  ])('%s lies within the recorded band', (name) => {
    const values = real.map((statistics) => statistics[name])
    compare(name, median(simulated.map((statistics) => statistics[name])), values)
  })

  test('the overnight share of the variance lies within the recorded band', () => {
    const shares = [...generated.values()].map(overnightShare)
    compare('overnight share', median(shares), [...recorded.values()].map(overnightShare))
  })

  test('sectors move together as recorded sectors do', () => {
    const pairs: readonly (readonly [string, string])[] = [
      ['DIA', 'XBI'],
      ['DIA', 'KRE'],
      ['KRE', 'XBI'],
      ['DIA', 'ERX'],
      ['TNA', 'SOXL'],
      ['KRE', 'SOXL'],
    ]
    const real = pairs.map(([one, other]) =>
      pairCorrelation(commonReturns(recorded.get(one)!, recorded.get(other)!)),
    )
    const sectors = [1, 2, 3].flatMap(correlationsAcrossSectors)
    compare('correlation across sectors', median(sectors), real)
  })
})

describe('generated minutes', () => {
  test('have the signs of a market: fat tails, clusters, a U of volume, no momentum', () => {
    for (const sessions of generated.values()) {
      const statistics = sessionStatistics(sessions)
      expect(statistics.kurtosis).toBeGreaterThan(3)
      expect(statistics.clustering).toBeGreaterThan(0.02)
      expect(Math.abs(statistics.momentum)).toBeLessThan(0.2)
      expect(statistics.volumeShareFirst30).toBeGreaterThan(2 * statistics.volumeShareMiddle30)
      expect(statistics.volumeShareLast30).toBeGreaterThan(2 * statistics.volumeShareMiddle30)
    }
  })

  test.each(demoSymbols.filter(isFund).map((fund) => [fund.symbol, fund] as const))(
    'of %s follow the underlying with its leverage, within two percent',
    (_, fund) => {
      const slope = beta(commonDayMoves(generated.get(fund.underlying)!, generated.get(fund.symbol)!))
      expect(slope / fund.leverage).toBeGreaterThan(0.98)
      expect(slope / fund.leverage).toBeLessThan(1.02)
    },
  )

  test('of one sector move together more than those of two', () => {
    const together = (one: string, other: string) =>
      pairCorrelation(commonReturns(generated.get(ticker(one))!, generated.get(ticker(other))!))
    expect(together('XLK', 'QQQ')).toBeGreaterThan(together('XLK', 'XLE'))
    expect(together('SOXX', 'NVDA')).toBeGreaterThan(together('SOXX', 'TSLA'))
  })
})
