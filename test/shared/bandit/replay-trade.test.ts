import { expect, test } from '@jest/globals'
import { type ReplayedPlan, replayTrade } from '../../../shared/bandit/replay-trade.ts'
import type { Bar } from '../../../shared/domain/bar.ts'
import { money } from '../../../shared/domain/money.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'

const START = Date.UTC(2026, 2, 3, 15, 0) as EpochMs
const minute = (index: number) => (START + index * MINUTE_MS) as EpochMs

/** 2 USD at risk, 6 to win, ten minutes. */
const PLAN: ReplayedPlan = {
  entry: money('100'),
  enteredAt: START,
  stop: money('98'),
  target: money('106'),
  timeOutAt: minute(10),
  costsPerShare: money('0.10'),
}

type Prices = readonly [open: number, high: number, low: number, close: number]

const QUIET: Prices = [100, 101, 99, 100]

function bars(...prices: readonly Prices[]): readonly Bar[] {
  return prices.map(([open, high, low, close], index) => {
    return { time: minute(index), open, high, low, close, volume: 100 }
  })
}

test('a stop costs what was risked, and the costs', () => {
  expect(replayTrade(PLAN, bars(QUIET, [99, 99.5, 98, 98.5]))).toEqual({
    status: 'closed',
    reason: 'stop',
    exit: money('98'),
    barAt: minute(1),
    riskMultiple: -1.05,
  })
})

test('a target earns its multiple less the costs', () => {
  const closed = replayTrade(PLAN, bars(QUIET, [105, 107, 104, 105]))
  expect(closed).toMatchObject({ reason: 'target', exit: money('106'), riskMultiple: 2.95 })
})

test('a bar that reaches both was a stop', () => {
  expect(replayTrade(PLAN, bars([100, 110, 97, 109]))).toMatchObject({ reason: 'stop', exit: money('98') })
})

test('a gap below the stop sells at the open', () => {
  const closed = replayTrade(PLAN, bars(QUIET, [95, 96, 94, 96]))
  expect(closed).toMatchObject({ reason: 'stop', exit: money('95'), riskMultiple: -2.55 })
})

test('a gap above the target earns no more than the target', () => {
  expect(replayTrade(PLAN, bars(QUIET, [110, 111, 109, 110]))).toMatchObject({ exit: money('106') })
})

test('at the time-out it is sold at the open, whatever the bar does then', () => {
  const late: Prices = [101, 110, 90, 100]
  const closed = replayTrade(PLAN, bars(...Array<Prices>(10).fill(QUIET), late))
  expect(closed).toEqual({
    status: 'closed',
    reason: 'time-out',
    exit: money('101'),
    barAt: minute(10),
    riskMultiple: 0.45,
  })
})

test('a gap below the stop over the time-out is a stop', () => {
  const closed = replayTrade(PLAN, bars(...Array<Prices>(10).fill(QUIET), [97, 99, 97, 99]))
  expect(closed).toMatchObject({ reason: 'stop', exit: money('97') })
})

test('bars that end too early leave it pending', () => {
  expect(replayTrade(PLAN, bars(QUIET, QUIET))).toEqual({ status: 'pending' })
  expect(replayTrade(PLAN, [])).toEqual({ status: 'pending' })
})

test('bars from before the entry or out of order are refused', () => {
  const [bar] = bars(QUIET) as [Bar]
  const before = { ...bar, time: minute(-1) }
  expect(() => replayTrade(PLAN, [before])).toThrow('bars must begin after the entry and rise in time')
  expect(() => replayTrade(PLAN, [bar, bar])).toThrow('bars must begin after the entry and rise in time')
})

test('a plan that is none is refused', () => {
  expect(() => replayTrade({ ...PLAN, stop: money('100') }, [])).toThrow('stop < entry < target')
  expect(() => replayTrade({ ...PLAN, target: money('99') }, [])).toThrow('stop < entry < target')
  expect(() => replayTrade({ ...PLAN, costsPerShare: money('-0.01') }, [])).toThrow('must not be negative')
})
