import { describe, expect, test } from '@jest/globals'
import { randomDay } from '../../../local/evaluation/random-day.ts'
import { parseConfig } from '../../../shared/config/config.ts'
import type { SymbolView } from '../../../shared/signals/features.ts'
import { evaluateSymbol, type Signal, type SignalCircumstances } from '../../../shared/signals/signal.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { without } from '../../support/quotes.ts'

function circumstances({ quote, session }: SymbolView): SignalCircumstances {
  return {
    now: quote.time,
    session,
    entry: parseConfig({}).entry,
    style: 'standard',
    token: { active: true, minutesLeft: 600 },
    clockHealthy: true,
    budgetHealthy: true,
    symbolDay: { entries: 0 },
  }
}

function evaluate(view: SymbolView): Signal {
  return evaluateSymbol(view, circumstances(view))
}

const AIMLESS = { dailyBars: 220, dailyDriftPct: 0, volume: 1 }

/** An up-trend, and on its next day a rise of 4 % from 10:30 to 12:10 on three times the usual volume. */
const BREAKOUT = {
  dailyBars: 220,
  dailyDriftPct: 0.4,
  volume: 1.1,
  planted: { fromMinute: 60, toMinute: 160, pct: 4, volume: 3 },
}

function firstView(): SymbolView {
  for (const view of randomDay(1, AIMLESS)) return view
  throw new Error('a day has views')
}

describe('a signal', () => {
  test('refuses with every reason, and holds all that led to it', () => {
    const signal = evaluate(firstView())
    expect(signal).toMatchObject({ symbol: 'TQQQ', decision: 'refuse' })
    expect(signal.refusals).toEqual(signal.assessment?.gates.refusals)
    expect(signal.refusals.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['score', 'agreement', 'volume-ratio-unknown', 'opening-guard']),
    )
    expect(signal.assessment?.opinions.map(({ strategy }) => strategy)).toEqual([
      'standard',
      'advanced',
      'quantum',
      'rsi-positivity',
      'buyers-volume-surging',
      'orb-breakout',
      'news-sentiment',
      'technical-confirmation',
    ])
  })

  test('refuses an unusable quote without thinking about it', () => {
    const view = firstView()
    const signal = evaluateSymbol({ ...view, quote: without(view.quote, 'bid') }, circumstances(view))
    expect(signal).toEqual({
      symbol: 'TQQQ',
      at: view.quote.time,
      decision: 'refuse',
      refusals: [{ code: 'missing-bid', text: 'the quote has no bid' }],
    })
    expect(evaluateSymbol({ ...view, quote: undefined }, circumstances(view)).refusals).toMatchObject([
      { code: 'missing-quote' },
    ])
  })

  test('looks at a quote that is 15 s old, and at none that is older', () => {
    const view = firstView()
    const after = (milliseconds: number) =>
      evaluateSymbol(view, { ...circumstances(view), now: (view.quote.time + milliseconds) as EpochMs })
    expect(after(15_000).assessment).toBeDefined()
    expect(after(15_001)).toMatchObject({ decision: 'refuse', refusals: [{ code: 'stale' }] })
  })

  test('asks for the score of the style', () => {
    const view = firstView()
    const asked = (['standard', 'advanced', 'quantum'] as const).map((style) => {
      const { refusals } = evaluateSymbol(view, { ...circumstances(view), style })
      return refusals.find(({ code }) => code === 'score')?.text.split(', ')[1]
    })
    expect(asked).toEqual(['at least 0.9', 'at least 0.9', 'at least 0.95'])
  })

  test('enters a breakout that volume stands behind', () => {
    const entered = signalsOf(3, BREAKOUT).find(({ decision }) => decision === 'enter')
    expect(entered?.refusals).toEqual([])
    expect(entered?.assessment?.agreement.families.length).toBeGreaterThanOrEqual(2)
    expect(entered?.assessment?.score.total).toBeGreaterThanOrEqual(0.9)
    expect(entered?.assessment?.gates.warnings).toEqual(['earnings-unknown'])
  })

  test('news bring a vote of their own, and never move the score by more than .03', () => {
    let voted = 0
    for (const seed of [1, 2, 3, 4]) {
      for (const view of randomDay(seed, BREAKOUT)) {
        const news = { distinctItems: 4, score: 1, confidence: 0.9 }
        const [without, informed] = [evaluate(view), evaluate({ ...view, news })]
        const totals = [without, informed].map(({ assessment }) => assessment?.score.total ?? 0)
        expect(Math.abs(totals[1]! - totals[0]!)).toBeLessThanOrEqual(0.03)
        if (informed.assessment?.agreement.families.includes('news')) voted += 1
      }
    }
    expect(voted).toBeGreaterThan(0)
  })

  test('a near event shuts a gate, and a known quiet day leaves no warning', () => {
    const view = firstView()
    const asked = (earningsWithinMinutes: number) =>
      evaluateSymbol(view, { ...circumstances(view), earningsWithinMinutes })
    expect(asked(60).refusals.map(({ code }) => code)).toContain('earnings')
    expect(asked(61).refusals.map(({ code }) => code)).not.toContain('earnings')
    expect(asked(Number.POSITIVE_INFINITY).assessment?.gates.warnings).toEqual([])
  })

  test('counts the bonus of the agreement, and labels by the style', () => {
    const views = [...randomDay(3, BREAKOUT)]
    const view = views.find((each) => evaluate(each).decision === 'enter')
    if (!view) throw new Error('the breakout is entered')
    const { agreement, score, expectedReturnPct } = evaluate(view).assessment ?? {}
    expect(score?.agreementBonus).toBe(agreement?.bonus)
    expect(agreement?.bonus).toBeGreaterThan(0)
    const quantum = evaluateSymbol(view, { ...circumstances(view), style: 'quantum' }).assessment
    expect(quantum?.expectedReturnPct).toBe((expectedReturnPct ?? Number.NaN) * 1.5)
  })

  test('is a plain record: it survives the store and is the same for the same inputs', () => {
    for (const seed of [1, 2, 3]) {
      const signals = signalsOf(seed, BREAKOUT)
      expect(JSON.parse(JSON.stringify(signals))).toEqual(signals)
      expect(JSON.stringify(signalsOf(seed, BREAKOUT))).toBe(JSON.stringify(signals))
    }
  })
})

function signalsOf(seed: number, day: Parameters<typeof randomDay>[1]): Signal[] {
  return Array.from(randomDay(seed, day), evaluate)
}
