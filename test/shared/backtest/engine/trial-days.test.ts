import { describe, expect, test } from '@jest/globals'
import type { Decided } from '../../../../shared/backtest/engine/decided.ts'
import { Funnel } from '../../../../shared/backtest/engine/funnel.ts'
import { firstStanding, runDay } from '../../../../shared/backtest/engine/run-day.ts'
import type { BacktestSetup } from '../../../../shared/backtest/engine/setup.ts'
import { TrialDays } from '../../../../shared/backtest/engine/trial-days.ts'
import { type BacktestMarket, intradayOf } from '../../../../shared/backtest/market/backtest-market.ts'
import type { Bar } from '../../../../shared/domain/bar.ts'
import type { History } from '../../../../shared/ports/history.ts'
import type { News } from '../../../../shared/ports/news.ts'
import { exchangeDate } from '../../../../shared/time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../../../shared/time/instant.ts'
import { marketDay, type OpenDay } from '../../../../shared/time/market-calendar.ts'
import { walkSetup } from '../../../support/walk/run-walk.ts'

const walked = walkSetup({ seed: 5, sessions: 1 })
const setup = {
  ...walked,
  instruments: walked.instruments.filter(({ symbol }) => ['WALKB', 'WALKD'].includes(symbol)),
}
const day = marketDay(setup.dates[0]!) as OpenDay
const before = firstStanding(setup.startCash)

/** Runs the day and has it tried again, as a backtest does with some of its days. */
async function audited(changes: Partial<BacktestSetup> = {}) {
  const trials = new TrialDays(1)
  trials.offer({ day, before, decided: await decidedOn(changes) })
  return trials.audit({ ...setup, ...changes })
}

async function decidedOn(changes: Partial<BacktestSetup> = {}): Promise<readonly Decided[]> {
  return (await runDay({ ...setup, ...changes }, day, { before, funnel: new Funnel() })).decided
}

describe('rules that look ahead', () => {
  /** Bars that let others see what is made of them: the only way to the very bars that a run trades on. */
  class WatchedBars extends Array<Bar> {
    static override get [Symbol.species]() {
      return Array
    }
    seen: (bars: readonly Bar[]) => void = () => {}

    override map<Made>(make: (bar: Bar, index: number, all: Bar[]) => Made): Made[] {
      const made = super.map(make)
      this.seen(made as unknown as readonly Bar[])
      return made
    }
  }

  /** A market, and news that come out of the rest of its day: a day that will rise has good ones from the start. */
  function marketWithInsider(): { readonly market: BacktestMarket; readonly news: News } {
    const traded = new Map<string, readonly Bar[]>()
    const market: BacktestMarket = {
      day: (symbol, date) => {
        const recorded = setup.market.day(symbol, date)
        const intraday = intradayOf(recorded)
        if (!recorded || recorded.kind === 'quotes' || !intraday) return recorded
        const see = (seen: readonly Bar[]) => traded.set(`${symbol} ${date}`, seen)
        see(intraday.bars)
        const bars = WatchedBars.from(intraday.bars) as WatchedBars
        bars.seen = see
        return { ...recorded, intraday: { ...intraday, bars } }
      },
    }
    const news: News = {
      items: async (underlying, { to }) => {
        const bars = traded.get(`${underlying} ${exchangeDate(to)}`) ?? []
        const rises = (bars.at(-1)?.close ?? 0) > (bars[0]?.open ?? 0)
        return rises ? [{ itemId: 'told', headline: 'shares gain on growth', publishedAt: day.openAt }] : []
      },
    }
    return { market, news }
  }

  test('through the news are found: with another rest of the day they decide otherwise before it', async () => {
    const { findings, checks } = await audited(marketWithInsider())
    expect(checks).toContainEqual({ name: 'look-ahead', looked: 4 })
    expect(new Set(findings.map(({ check, severity }) => `${check} ${severity}`))).toEqual(
      new Set(['look-ahead bias']),
    )
    expect(findings[0]!.text).toMatch(
      /^with other bars from then on, .* became .*: the rules knew what came later$/,
    )
    expect(findings[0]!.text.length).toBeLessThan(300)
    expect(exchangeDate(findings[0]!.at as EpochMs)).toBe(day.date)
  })

  test('are not found in news that know nothing of what comes', async () => {
    const item = { itemId: 'told', headline: 'shares gain on growth', publishedAt: day.openAt }
    const { market } = marketWithInsider()
    expect((await audited({ market, news: { items: async () => [item] } })).findings).toEqual([])
  })
})

describe('a past that is too short', () => {
  const historyOf = (count: (asked: number) => number): History => ({
    ...setup.history,
    dailyBars: (symbol, { before: until, count: asked }: { before: ExchangeDate; count: number }) =>
      setup.history.dailyBars(symbol, { before: until, count: count(asked) }),
  })

  test('is found: with more of it the rules decide otherwise', async () => {
    const cut = await audited({ history: historyOf((asked) => (asked > 260 ? asked : 22)) })
    expect(cut.findings).toMatchObject([{ check: 'warm-up-too-short', severity: 'bias', at: day.openAt }])
    expect(cut.findings[0]!.text).toMatch(/^with twice the past, .* became .*/)
  })

  test('is not looked for where there is no more of it', async () => {
    const history = historyOf(() => 260)
    const trials = new TrialDays(1)
    trials.offer({ day, before, decided: (await decidedOn({ history })).slice(0, 1) })
    const { checks } = await trials.audit({ ...setup, history })
    expect(checks).toContainEqual({ name: 'warm-up-too-short', looked: 0 })
  })
})

describe('the days that are tried again', () => {
  test('are only those on which something was decided, and three at most', async () => {
    const decided = await decidedOn()
    const few = new TrialDays(1)
    few.offer({ day, before, decided: [] })
    expect((await few.audit(setup)).checks).toEqual([
      { name: 'look-ahead', looked: 0 },
      { name: 'warm-up-too-short', looked: 0 },
    ])
    const many = new TrialDays(1)
    // One decision each, and so one cut each.
    for (let times = 0; times < 9; times += 1) many.offer({ day, before, decided: decided.slice(0, 1) })
    expect((await many.audit(setup)).checks).toContainEqual({ name: 'look-ahead', looked: 3 })
  })
})
