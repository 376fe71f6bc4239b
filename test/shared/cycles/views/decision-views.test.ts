import { beforeAll, describe, expect, test } from '@jest/globals'
import { decisionAnswer, decisionsAnswer } from '../../../../shared/api/answers/decision-answers.ts'
import { Refused } from '../../../../shared/api/refused.ts'
import type { Known } from '../../../../shared/cycles/questions/asked.ts'
import { decisionView } from '../../../../shared/cycles/views/decision-view.ts'
import { decisionsView } from '../../../../shared/cycles/views/decisions-view.ts'
import { StoreUnavailableError } from '../../../../shared/ports/store.ts'
import { parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { cycleBench } from '../../../support/cycle-bench.ts'
import { TQQQ } from '../../../support/fixtures.ts'
import { at, DATE, SOXL, tradedDay } from '../questions/traded-day.ts'
import { known } from './known.ts'

const LIMIT = 100
const BOUGHT_TQQQ = '2026-03-03-093600-TQQQ'

let day: Known
beforeAll(async () => {
  day = await known(await tradedDay())
})

async function told(decisionId: string) {
  return decisionAnswer.parse(await decisionView(day, { decisionId }))
}

describe('the decisions of a date', () => {
  test('are told newest first', async () => {
    const { date, decisions } = decisionsAnswer.parse(await decisionsView(day, { date: DATE, limit: LIMIT }))
    expect(date).toBe('2026-03-03')
    const times = decisions.map((decision) => decision.at)
    expect(times).toEqual(times.toSorted().toReversed())
    expect(decisions.at(0)).toEqual({
      decisionId: '2026-03-03-104000-TQQQ',
      at: '2026-03-03T15:40:00.000Z',
      symbol: 'TQQQ',
      mode: 'DEMO',
      kind: 'refusal',
      headline: 'refused by cooldown',
    })
    expect(decisions.at(-1)).toMatchObject({ decisionId: BOUGHT_TQQQ, kind: 'entry' })
  })

  test('are of every kind', async () => {
    const { decisions } = await decisionsView(day, { date: DATE, limit: LIMIT })
    const kinds = new Set(decisions.map(({ kind }) => kind))
    expect([...kinds].toSorted()).toEqual(['entry', 'exit', 'refusal', 'stop-move'])
  })

  test('of one symbol are told alone', async () => {
    const { decisions } = await decisionsView(day, { date: DATE, symbol: SOXL, limit: LIMIT })
    expect(decisions.map(({ kind, headline }) => [kind, headline])).toEqual([
      ['exit', 'sell: STOP_LOSS'],
      ['entry', 'buy 292 at 30.01: 292 shares, bound by 35 % position cap'],
    ])
  })

  test('are cut at the oldest', async () => {
    const { decisions } = await decisionsView(day, { date: DATE, limit: 2 })
    expect(decisions.map(({ symbol }) => symbol)).toEqual(['TQQQ', 'UPRO'])
  })

  test('on which nothing was decided are none', async () => {
    const date = parseExchangeDate('2026-03-02')
    expect(decisionsAnswer.parse(await decisionsView(day, { date, limit: LIMIT }))).toEqual({
      date,
      decisions: [],
    })
  })
})

describe('a decision', () => {
  test('that bought is told from what was seen to its result', async () => {
    const { steps, orders, trades } = await told(BOUGHT_TQQQ)
    expect(steps.map(({ title }) => title)).toEqual([
      ...['What was seen', 'What the strategies said', 'Score', 'Gates', 'Risk'],
      ...['Entry order', 'While it was held', 'Exit orders', 'Result'],
    ])
    expect(orders.map(({ purpose }) => purpose)).toEqual(['entry', 'stop', 'exit'])
    expect(trades).toMatchObject([{ entryPrice: '47.51', exitPrice: '47.94', profit: '79.12' }])
  })

  test('that bought tells where its stop stood, from the first fill on and never lower', async () => {
    const { stops } = await told(BOUGHT_TQQQ)
    expect(stops.slice(0, 3)).toEqual([
      { at: '2026-03-03T14:36:02.000Z', stop: '46.0847', kind: 'initial' },
      { at: '2026-03-03T14:37:00.000Z', stop: '47.605', kind: 'breakeven' },
      { at: '2026-03-03T14:46:00.000Z', stop: '47.6358', kind: 'trailing' },
    ])
    const levels = stops.map(({ stop }) => Number(stop))
    expect(levels).toEqual(levels.toSorted((first, second) => first - second))
    expect(stops).toHaveLength(14)
  })

  test('whose position is held has the stop of its plan and no trade', async () => {
    const { stops, orders, trades } = await told('2026-03-03-103000-UPRO')
    expect(stops).toEqual([{ at: '2026-03-03T15:30:02.000Z', stop: '87.91', kind: 'initial' }])
    expect(day.state.positions['UPRO']?.plan.stop).toBe(879_100)
    expect(orders.map(({ state }) => state)).toEqual(['FILLED', 'SUBMITTED'])
    expect(trades).toEqual([])
  })

  test('that refused has neither stops nor orders', async () => {
    const answer = await told('2026-03-03-104000-TQQQ')
    expect(answer).toMatchObject({ kind: 'refusal', stops: [], orders: [], trades: [] })
    expect(answer.steps.length).toBeGreaterThan(0)
  })

  test('about a stop tells its own move', async () => {
    const { kind, stops } = await told('2026-03-03-093700-TQQQ-move-stop')
    expect(kind).toBe('stop-move')
    expect(stops).toEqual([{ at: '2026-03-03T14:37:00.000Z', stop: '47.605', kind: 'breakeven' }])
  })

  test('to sell names the entry behind it', async () => {
    const { kind, steps, stops } = await told('2026-03-03-101600-TQQQ-exit')
    expect([kind, stops]).toEqual(['exit', []])
    expect(steps.at(-1)).toEqual({ title: 'The entry behind it', lines: [`decision ${BOUGHT_TQQQ}`] })
  })

  test('that nobody has made is refused', async () => {
    const answer = await decisionView(await known(cycleBench({ now: at(600) })), { decisionId: 'nothing' })
    expect(answer).toBeInstanceOf(Refused)
    expect(answer).toMatchObject({ status: 404, detail: expect.stringContaining('"nothing"') })
  })
})

test('while the store does not answer nothing is told', async () => {
  const failing = async () => {
    throw new StoreUnavailableError('no answer')
  }
  const away = {
    ...day,
    world: { ...day.world, store: { ...day.world.store, get: failing, query: failing } },
  }
  await expect(decisionsView(away, { date: DATE, symbol: TQQQ, limit: 1 })).rejects.toThrow(
    StoreUnavailableError,
  )
  await expect(decisionView(away, { decisionId: BOUGHT_TQQQ })).rejects.toThrow(StoreUnavailableError)
})
