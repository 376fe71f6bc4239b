import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { backtestReport } from '../../../../shared/backtest/report/backtest-report.ts'
import type { BacktestResult } from '../../../../shared/backtest/result/backtest-result.ts'
import { DAY_MS } from '../../../../shared/time/instant.ts'
import { figuresIn, partOf } from './figures-in.ts'
import { madeUpResult, refutedResult } from './made-up-result.ts'

const result = madeUpResult()
const html = backtestReport(result)
const small = madeUpResult({ sessions: 3, trades: 4, candles: 1 })
const BYTES_MAX = 1_500_000

function reportOf(changes: Partial<BacktestResult>): string {
  return backtestReport({ ...result, ...changes })
}

describe('the file', () => {
  test('needs nothing but itself', () => {
    expect(html).not.toMatch(/\b(src|href|srcset|action)=|https?:|@import|url\(|<link|<iframe|<form|\son\w+=/)
  })

  test('runs one script, which its policy names by its hash', () => {
    const [script, ...others] = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
      ([, text = '']) => text,
    )
    expect(others).toEqual([])
    const hash = createHash('sha256').update(script!).digest('base64')
    const [policy = ''] = /Content-Security-Policy" content="[^"]+"/.exec(html) ?? []
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain(`script-src 'sha256-${hash}'`)
  })

  test('is the same for the same result', () => {
    expect(backtestReport(madeUpResult())).toBe(html)
  })

  test('stays below 1.5 MB with 500 trades and 24 of them on candles', () => {
    const large = backtestReport(madeUpResult({ sessions: 504, trades: 500, candles: 24 }))
    expect(Buffer.byteLength(large)).toBeLessThan(BYTES_MAX)
  })

  test('lists 500 trades and says how many more the JSON has', () => {
    const trades = partOf(backtestReport(madeUpResult({ sessions: 100, trades: 731, candles: 0 })), 'trades')
    expect(trades.split('<tr').length - 2).toBe(500)
    expect(trades).toContain('The JSON has 231\u00a0more trades.')
  })
})

describe('a refuted run', () => {
  const refuted = backtestReport(refutedResult())

  test('has a warning with what was found, and no figure of its metrics', () => {
    const warning = partOf(refuted, 'warning')
    expect(warning).toContain('Do not believe this backtest')
    expect(warning).toContain('The score of 10:15 changed from 0.91 to 0.93')
    expect([...figuresIn(refuted).keys()]).toEqual([])
    expect(refuted).not.toContain('id="headline"')
  })

  test('keeps every result behind a press and marks it', () => {
    const before = refuted.slice(0, refuted.indexOf('<details class="behind">'))
    expect(before).not.toMatch(/<section id="(equity|months|distributions|breakdowns|pictures|trades)"/)
    for (const id of ['equity', 'months', 'distributions', 'breakdowns', 'pictures', 'trades'])
      expect(partOf(refuted, id)).toContain('not to be believed')
  })
})

describe('what is told', () => {
  test.each([
    [
      'edge',
      { low: 1.2, high: 8.4 },
      'An edge: the 90 % interval of what a trade earns, +1.20 to +8.40 USD, lies above 0.',
    ],
    [
      'no-edge',
      { low: -3.1, high: 5.6 },
      'No edge: the 90 % interval of what a trade earns, −3.10 to +5.60 USD, holds 0.',
    ],
    [
      'loses',
      { low: -8.4, high: -0.2 },
      'It loses: the 90 % interval of what a trade earns, −8.40 to −0.20 USD, lies below 0.',
    ],
    ['too-few-trades', undefined, 'Too few trades to judge: 80 trades, at least 30 are needed.'],
  ] as const)('the verdict %s in a plain sentence', (verdict, expectancyUsd, sentence) => {
    const bootstrap90 = expectancyUsd ? { expectancyUsd } : {}
    const headline = partOf(reportOf({ metrics: { ...result.metrics!, verdict, bootstrap90 } }), 'headline')
    expect(headline.replaceAll('\u00a0', ' ')).toContain(sentence)
  })

  test('warnings stand below the headline of a sound run', () => {
    const finding = {
      check: 'thin-volume',
      severity: 'warning',
      text: 'Half of the bars trade nothing.',
    } as const
    const warned = reportOf({ audit: { ...result.audit, findings: [finding] } })
    expect(warned.indexOf('Half of the bars trade nothing.')).toBeGreaterThan(warned.indexOf('id="headline"'))
    expect(partOf(warned, 'warnings')).toContain('(thin-volume)')
  })

  test('what was run, with changed settings, notes, and how much each check looked at', () => {
    const run = partOf(html, 'run').replaceAll('\u00a0', ' ')
    for (const words of [
      'made-up market, 7 symbols',
      '2022-01-03 to 2022-03-25, 60 sessions',
      'exits.trailPct = 1.2',
      'look-ahead: looked at 23,400, found nothing',
      '12 symbol-days have daily bars only',
      '5 bps worse than the quote',
      '25,000.00 USD',
    ])
      expect(run).toContain(words)
  })

  test('a run without a session or a trade is told without a chart', () => {
    const empty = reportOf({ equity: [], trades: [], candles: [] })
    expect(partOf(empty, 'equity')).toContain('No session was run.')
    expect(partOf(empty, 'trades')).toContain('No trade was made.')
    expect(empty).not.toContain('class="chart"')
  })

  test('a single session and equal results have charts too', () => {
    const single = backtestReport(madeUpResult({ sessions: 1, trades: 1, candles: 0 }))
    expect(partOf(single, 'equity').split('<svg class="chart')).toHaveLength(5)
    expect(partOf(single, 'distributions').split('<svg class="chart"')).toHaveLength(5)
  })

  test('a trade held over a night is drawn over the days of its bars', () => {
    const [first] = result.candles
    const bars = first!.bars.map((bar, index) => (index < 40 ? bar : { ...bar, time: bar.time + DAY_MS }))
    const pictures = partOf(reportOf({ candles: [{ ...first!, bars }] }), 'pictures')
    expect(pictures).toContain('>Jan 5<')
    expect(pictures).toContain('>Jan 6<')
  })

  test('candles of a trade that is not there are refused by name', () => {
    const [first] = result.candles
    const candles = [{ ...first!, tradeId: 'T999' }]
    expect(() => reportOf({ candles })).toThrow('candles: tradeId "T999" is none of the trades')
  })
})

describe('the gates', () => {
  const told = (page: string, id: string) =>
    partOf(page, id)
      .replaceAll('\u00a0', ' ')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/ +/g, ' ')

  test('of an entry stands with both targets, and whether they are met', () => {
    const gate = told(html, 'gate')
    expect(gate).toContain('aimless days that pass 6.5 % below 5 % not met')
    expect(gate).toContain('breakouts entered in time 71 % at least 60 % met')
    expect(gate).toContain('was 21.7 % over at its entry. The run itself entered 0.19 times')
    expect(gate).toContain('with the rules of this run')
  })

  test('of an entry says when its rules are not those of the run, and leaves out what was not measured', () => {
    const { medianEntryFractionOfMove: _, entriesPerSymbolDay: __, ...gate } = result.gate!
    const part = told(reportOf({ gate: { ...gate, hasRulesOfRun: false } }), 'gate')
    expect(part).toContain('the default rules, which are not those of this run')
    expect(part).toContain('No planted move was entered.')
    expect(part).not.toContain('The run itself')
  })

  test('to real money stands with every condition', () => {
    const promotion = told(html, 'promotion')
    expect(promotion).toContain('sessions 60 at least 20 met')
    expect(promotion).toContain('not measured in a backtest at most 150 s not met')
    expect(promotion).toContain('waits until every condition is met')
  })

  test('are left out where nobody asked', () => {
    const { gate: _, promotion: __, ...rest } = result
    expect(backtestReport(rest)).not.toMatch(/id="(gate|promotion)"/)
  })
})

describe('text from outside', () => {
  test('is escaped wherever it stands', () => {
    const hostile = '"><script>alert(1)</script>'
    const page = hostileReport(hostile)
    expect(page).not.toContain('<script>alert')
    expect(page.split('&quot;&gt;&lt;script&gt;alert(1)').length - 1).toBeGreaterThan(12)
  })

  test('never adds an element or an attribute', () => {
    const marks = (page: string) => page.replaceAll(/[^<>"]/g, '')
    const plain = marks(hostileReport('x'))
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), (text) => {
        expect(marks(hostileReport(text))).toBe(plain)
      }),
      { numRuns: 12 },
    )
  })
})

/** Every text of a small result that can come from a file or a strategy is this one. */
function hostileReport(text: string): string {
  const finding = { check: text, severity: 'warning', text, symbol: text } as const
  return backtestReport({
    ...small,
    about: {
      ...small.about,
      label: text,
      strategy: text,
      symbols: [text],
      settings: { [text]: text },
      version: text,
    },
    audit: { checks: [{ name: text, looked: 1 }], findings: [finding] },
    trades: small.trades.map((trade) => ({ ...trade, symbol: text, reason: text, strategies: [text] })),
    funnel: { judged: 1, entered: 0, refusals: { [text]: 1 } },
    notes: [text],
  })
}
