import { describe, expect, test } from '@jest/globals'
import type { Ticker } from '../../../../shared/domain/ids.ts'
import { money } from '../../../../shared/domain/money.ts'
import { NO_RISK_HISTORY, type RecentExit } from '../../../../shared/state/risk-state.ts'
import type { TradingState } from '../../../../shared/state/trading-state.ts'
import { type EpochMs, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { cycleBench } from '../../../support/cycle-bench.ts'
import { goldenPosition, TQQQ } from '../../../support/fixtures.ts'
import { ask } from './ask.ts'
import { at, DATE, SOXL, UPRO } from './traded-day.ts'

const NOW = at(660)
const ago = (minutes: number) => (NOW - minutes * MINUTE_MS) as EpochMs

const EQUITY = {
  startCapital: money('25000'),
  netDeposits: money('0'),
  highWater: money('25000'),
  latest: money('25000'),
  cash: money('25000'),
  cashMoved: money('0'),
}
const SEEN: TradingState['risk'] = { ...NO_RISK_HISTORY, equity: EQUITY }

async function locksWith(state: Partial<TradingState>, now = NOW) {
  const bench = cycleBench({ now })
  await bench.leave({ risk: SEEN, ...state })
  const { text, buttons = [] } = await ask(bench, ['locks'])
  return { lines: text.split('\n'), buttons }
}

const lost = (symbol: Ticker, minutes: number, stopOut = false): RecentExit => ({
  ...{ symbol, at: ago(minutes), date: DATE, stopOut },
  ...{ pnl: money('-40'), pnlPct: -0.6 },
})

test('a free house has none', async () => {
  expect(await locksWith({})).toEqual({ lines: ['LOCKS: NONE'], buttons: [] })
})

test.each([
  ['an exit 29 min ago', { entries: 1, lastExitAt: ago(29) }, ['TQQQ: rests until 11:01 ET, as it was sold']],
  ['an exit 30 min ago', { entries: 1, lastExitAt: ago(30) }, []],
  [
    'a stop-out 59 min ago',
    { entries: 1, lastExitAt: ago(59), lastStopOutAt: ago(59) },
    ['TQQQ: rests until 11:01 ET, as it was stopped out'],
  ],
  ['a stop-out an hour ago', { entries: 1, lastExitAt: ago(60), lastStopOutAt: ago(60) }, []],
  ['two entries', { entries: 2 }, ['TQQQ: 2 of 2 entries of today are made']],
])('%s', async (_, day, expected) => {
  const { lines } = await locksWith({ symbols: { TQQQ: day } })
  expect(lines.slice(1)).toEqual(expected)
})

test('a rest can be ended by a tap, a used-up day can’t', async () => {
  const { buttons } = await locksWith({
    symbols: { TQQQ: { entries: 1, lastExitAt: ago(5) }, SOXL: { entries: 2, lastExitAt: ago(5) } },
  })
  expect(buttons).toEqual([{ label: 'Unlock TQQQ', command: '/unlock TQQQ' }])
})

describe('after losses', () => {
  const recentExits = [50, 40, 35, 32].map((minutes) => lost(TQQQ, minutes))

  test('a symbol that keeps losing rests, and others do not', async () => {
    const { lines } = await locksWith({ risk: { ...SEEN, recentExits } })
    expect(lines).toEqual([
      'LOCKS: 1 symbol',
      'TQQQ: TQQQ lost 2 % or more lately, it rests until 2026-03-04 10:28 ET',
    ])
  })

  test('it is free again once the owner has said so', async () => {
    const owner = { selling: [], unlocked: { TQQQ: ago(1) } }
    expect((await locksWith({ risk: { ...SEEN, recentExits }, owner })).lines).toEqual(['LOCKS: NONE'])
  })

  test('four stop-outs within an hour stop everything', async () => {
    const stopOuts = [UPRO, SOXL, TQQQ, UPRO].map((symbol, index) => lost(symbol, 50 - index * 5, true))
    const { lines } = await locksWith({ risk: { ...SEEN, recentExits: stopOuts } })
    expect(lines.slice(0, 2)).toEqual([
      'LOCKS: NOTHING IS BOUGHT NOW',
      '• stop-loss-guard: 4 stop-outs within 60 min, entries rest until 2026-03-03 11:25 ET',
    ])
  })
})

test('symbols of a group that is full are told by the group', async () => {
  const positions = Object.fromEntries(
    [TQQQ, SOXL, UPRO].map((symbol) => [symbol, goldenPosition({ symbol })]),
  )
  const { lines } = await locksWith({ positions })
  expect(lines).toContain('3 of 3 positions of the group nasdaq-100 are open, no more of it')
})

test.each([
  ['before the open', at(560), '• the market is closed: before the open'],
  ['at the cut-off', at(930), '• entries of today ended at 15:30 ET'],
  ['after the close', at(960), '• the market is closed: after the close'],
])('%s nothing is bought', async (_, now, why) => {
  expect((await locksWith({}, now)).lines.slice(0, 2)).toEqual(['LOCKS: NOTHING IS BOUGHT NOW', why])
})

test('a token that is not active keeps everything out, as its gate does', async () => {
  const bench = cycleBench({ now: NOW })
  bench.session.current = { issuedAt: at(480), lastUsedAt: ago(111) }
  await bench.leave({ risk: SEEN })
  expect((await ask(bench, ['locks'])).text).toContain('• token: the sign-in is asleep')
})
