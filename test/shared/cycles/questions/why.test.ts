import { describe, expect, test } from '@jest/globals'
import type { OrderId } from '../../../../shared/domain/ids.ts'
import { money } from '../../../../shared/domain/money.ts'
import type { DocumentValue } from '../../../../shared/ports/store.ts'
import { findInstrument } from '../../../../shared/symbols/registry.ts'
import { MINUTE_MS } from '../../../../shared/time/instant.ts'
import { type CycleBench, cycleBench } from '../../../support/cycle-bench.ts'
import { entrySignal } from '../../../support/entry-signal.ts'
import { goldenPosition, orderRecord, plan, TQQQ } from '../../../support/fixtures.ts'
import { ask, linesOf } from './ask.ts'
import { at, DATE, leaveTrades, SOXL, tradedDay } from './traded-day.ts'

const instruments = [TQQQ, SOXL].flatMap((symbol) => findInstrument(symbol) ?? [])
const bench = (now = at(660)) => cycleBench({ now, instruments })

async function put({ store }: CycleBench, path: `${string}/${string}`, value: object): Promise<void> {
  await store.commit([{ kind: 'set', path, value: value as DocumentValue }])
}

const risk = {
  approved: false,
  code: 'daily-trades',
  reason: '10 entries made today, limit 10',
  level: 'LOW',
  quantity: 0,
  limit: money('50.01'),
  stop: money('48.00'),
  target: money('53.00'),
  warnings: [],
  trace: [],
}

/** A kept decision about TQQQ. */
const decided = (minute: number, more: object) => ({
  date: DATE,
  mode: 'DEMO',
  ...entrySignal(TQQQ, at(minute), 0.93),
  ...more,
})

describe('a symbol that was not bought', () => {
  test('is told with what the latest decision of today stumbled on', async () => {
    const made = bench()
    const early = [{ code: 'rsi', text: 'RSI 82, at most 80' }]
    const late = [{ code: 'spread', text: '44 bps, at most 40' }]
    await put(made, `decisions/${DATE}-100000-TQQQ`, decided(600, { decision: 'refuse', refusals: early }))
    await put(made, `decisions/${DATE}-102000-TQQQ`, decided(620, { decision: 'refuse', refusals: late }))
    const lines = await linesOf(made, ['why', 'TQQQ'])
    expect(lines[0]).toBe('WHY NOT TQQQ: it was not bought')
    expect(lines).toContain('Decided 2026-03-03 10:20 ET')
    expect(lines).toContain('• spread: 44 bps, at most 40')
    expect(lines.join()).not.toContain('RSI 82')
  })

  test('by the word of the risk gate is told with it', async () => {
    const made = bench()
    await put(made, `decisions/${DATE}-100000-TQQQ`, decided(600, { risk }))
    const lines = await linesOf(made, ['why', 'TQQQ'])
    expect(lines).toContain('Risk: REFUSED')
    expect(lines).toContain('daily-trades: 10 entries made today, limit 10')
  })

  test.each([
    ['CANCELLED', 'its order bought nothing'],
    ['SUBMITTED', 'its order is at work'],
  ] as const)('although an order went out, %s: %s', async (state, words) => {
    const made = bench()
    const decisionId = `${DATE}-100000-TQQQ`
    const approved = { ...risk, approved: true, code: 'approved', quantity: 184, reason: '184 shares' }
    await put(made, `decisions/${decisionId}`, decided(600, { risk: approved }))
    const order = orderRecord({ decisionId: decisionId as never, state, orderId: '1' as OrderId })
    if (state === 'CANCELLED') await put(made, `orders/${order.intentId}`, order)
    else await made.leave({ orders: { [order.intentId]: order } })
    const lines = await linesOf(made, ['why', 'TQQQ'])
    expect(lines[0]).toBe(`WHY NOT TQQQ: ${words}`)
    expect(lines.at(-1)).toContain('09:36:00 BUY 184 limit 47.50: nothing filled')
  })

  test('because its quote was of no use is told so', async () => {
    const made = bench()
    const { assessment: _, ...rest } = decided(600, { decision: 'refuse' })
    const refusals = [{ code: 'stale', text: 'the quote is 20 s old' }]
    await put(made, `decisions/${DATE}-100000-TQQQ`, { ...rest, refusals })
    const lines = await linesOf(made, ['why', 'TQQQ'])
    expect(lines).toContain('The quote could not be used')
    expect(lines).toContain('• stale: the quote is 20 s old')
  })

  test('by a decision of another day is not known', async () => {
    const made = bench()
    await put(made, 'decisions/2026-03-02-100000-TQQQ', { ...decided(600, {}), date: '2026-03-02' })
    expect((await linesOf(made, ['why', 'TQQQ']))[0]).toBe('WHY TQQQ: NOT KNOWN')
  })
})

describe('what was bought last', () => {
  test('is what is held, when that was bought after the latest trade', async () => {
    const made = bench()
    await leaveTrades(made, [{ symbol: SOXL, entryTime: at(600), exitTime: at(610) }])
    await made.leave({ positions: { TQQQ: goldenPosition({ openedAt: at(605) }) } })
    expect((await linesOf(made, ['why']))[0]).toBe('WHY TQQQ: it is held')
  })

  test('is the trade, when that was bought later', async () => {
    const made = bench()
    await leaveTrades(made, [{ symbol: SOXL, entryTime: at(600), exitTime: at(610) }])
    await made.leave({ positions: { TQQQ: goldenPosition({ openedAt: at(580) }) } })
    expect((await linesOf(made, ['why']))[0]).toBe('WHY SOXL: +101.20 USD, +1.16 %')
  })

  test('of a symbol is never a trade of the other mode', async () => {
    const made = bench()
    await leaveTrades(made, [{ mode: 'LIVE', entryTime: at(600), exitTime: at(610) }])
    expect((await linesOf(made, ['why', 'TQQQ']))[0]).toBe('WHY TQQQ: NOT KNOWN')
  })

  test('is told with its chance to win once that is calibrated', async () => {
    const made = bench()
    const decisionId = `${DATE}-093600-TQQQ`
    await put(made, `decisions/${decisionId}`, decided(576, {}))
    const position = goldenPosition({ plan: plan({ decisionId: decisionId as never, winProbability: 0.62 }) })
    await made.leave({ positions: { TQQQ: position } })
    expect((await ask(made, ['why', 'TQQQ'])).text).toContain('Score 0.93 HIGH (wins 62 %), label 12 %')
  })
})

test('a stop that moved more than six times is told with its first two and last four moves', async () => {
  const { text } = await ask(await tradedDay(), ['why', 'TQQQ'])
  const moves = text.split('\n').filter((line) => /stop to|more …|sell at/.test(line))
  expect(moves).toHaveLength(7)
  expect(moves[2]).toBe('… 8 more …')
  expect(moves.at(-1)).toContain('sell at 48.05: trailing stop')
})

describe('the chart of a story', () => {
  test('of a session that is over begins before the purchase and needs no note', async () => {
    const made = await tradedDay()
    made.clock.moveTo(at(965))
    const { text, picture } = await ask(made, ['why', 'TQQQ'])
    expect(picture).toContain('Bought 47.51')
    expect(picture).toContain('Sold 47.94')
    expect(text).not.toContain('The chart begins')
  })

  test('of a session that runs says where it begins, and draws what lies within it', async () => {
    const made = await tradedDay()
    const { text, picture } = await ask(made, ['why', 'TQQQ'])
    expect(text).toContain('The chart begins at 10:09 ET: only the latest bars are kept.')
    expect(picture).toContain('Sold 47.94')
    expect(picture).not.toContain('Bought 47.51')
  })

  test('is left out, with the reason, where no bars are known', async () => {
    const made = bench()
    await leaveTrades(made, [{ entryTime: at(600), exitTime: at(610) }])
    const { text, picture } = await ask(made, ['why', 'TQQQ'])
    expect(text).toContain('No chart: no bars of TQQQ on 2026-03-03 are known.')
    expect(picture).toBeUndefined()
  })
})

describe('/chart', () => {
  test('before the open shows the last session', async () => {
    const made = await tradedDay()
    made.clock.moveTo((at(420) + 1_440 * MINUTE_MS) as never)
    const [headline, span] = await linesOf(made, ['chart', 'SOXL'])
    expect(headline).toMatch(/^CHART SOXL: \d+\.\d\d$/)
    expect(span).toBe('2026-03-03, bars from 09:30 to 15:59 ET')
  })

  test('without a symbol shows what was bought last', async () => {
    const made = await tradedDay()
    const { text, picture } = await ask(made, ['chart'])
    expect(text).toContain('CHART UPRO: 90.4')
    expect(picture).toContain('Bought 90.01')
  })

  test('of a symbol that was not bought in that session shows bars alone', async () => {
    const made = await tradedDay()
    made.clock.moveTo((at(420) + 1_440 * MINUTE_MS) as never)
    await made.store.commit([{ kind: 'delete', path: 'engine/state' }])
    expect((await ask(made, ['chart', 'UPRO'])).picture).not.toContain('Bought')
  })

  test('says so when nobody has bars', async () => {
    const { text, picture } = await ask(bench(), ['chart', 'TQQQ'])
    expect(text).toContain('Not known yet: at 11:00 ET no scan of today has recorded bars')
    expect(picture).toBeUndefined()
  })
})
