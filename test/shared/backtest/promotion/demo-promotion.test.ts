import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { demoPromotion } from '../../../../shared/backtest/promotion/demo-promotion.ts'
import { exchangeInstant } from '../../../../shared/time/exchange-time.ts'
import { type Books, FIRST_DATE, keptBooks } from './kept-books.ts'

async function judged(books: Books = {}) {
  const answer = await demoPromotion(await keptBooks(books))
  if ('refused' in answer) throw new Error(answer.why)
  return answer
}

/** The conditions that are not met, with what was seen. */
async function unmet(books: Books) {
  const { conditions } = await judged(books)
  return Object.fromEntries(conditions.filter(({ passed }) => !passed).map(({ name, seen }) => [name, seen]))
}

const GAP = 'longest monitor gap while holding'
const ERRORS = 'reconciliation errors'

test('a run that meets every condition is promoted, and every one is told', async () => {
  const { promoted, conditions, from, to } = await judged()
  expect({ promoted, from, to }).toEqual({ promoted: true, from: '2026-03-02', to: '2026-03-27' })
  expect(Object.fromEntries(conditions.map(({ name, seen }) => [name, seen]))).toMatchObject({
    sessions: '20',
    trades: '100',
    'profit factor': '4.50',
    drawdown: '0.00 %',
    [ERRORS]: '0',
    [GAP]: '60 s',
  })
})

test('a run that is too short is told by sessions and trades', async () => {
  expect(await unmet({ sessions: 19 })).toEqual({ sessions: '19', trades: '95' })
})

test('a store in which nothing has run meets nothing and is no failure', async () => {
  const seen = await unmet({ sessions: 0 })
  expect(seen).toMatchObject({
    sessions: '0',
    [ERRORS]: 'not measured because no session is kept',
    [GAP]: 'not measured because nothing was held',
  })
})

test('books of LIVE are refused: the gate stands before real money', async () => {
  const answer = await demoPromotion(await keptBooks({ mode: 'LIVE' }))
  expect(answer).toMatchObject({
    refused: 'was-live',
    why: expect.stringMatching(/^this store was run in LIVE/),
  })
})

test('books that can not be read in time are refused, not judged by halves', async () => {
  let days = 0
  const isTimeUp = () => {
    days += 1
    return days > 5
  }
  expect(await demoPromotion(await keptBooks(), { isTimeUp })).toEqual({
    refused: 'time-is-up',
    why: 'the records of 20 sessions take too long to read',
  })
})

describe('the gap of the monitor', () => {
  test.each<[string, Books, string]>([
    ['a missing look makes it twice as long', { unseenMinutes: [10] }, '120 s'],
    ['two in a row are too many', { unseenMinutes: [10, 11] }, '180 s'],
    ['a run that broke off saw nothing', { brokenMinutes: [20, 21] }, '180 s'],
    ['it runs from the entry on', { unseenMinutes: [0, 1, 2] }, '180 s'],
    ['and until the exit', { unseenMinutes: [28, 29, 30] }, '180 s'],
    ['claims of runs stand in where no tape is kept', { record: 'claims', unseenMinutes: [5] }, '120 s'],
  ])('%s', async (_, books, seen) => {
    const { conditions } = await judged(books)
    expect(conditions.find(({ name }) => name === GAP)?.seen).toBe(seen)
  })

  test('a day with a position and without any record makes it unknown', async () => {
    expect(await unmet({ record: 'none' })).toEqual({
      [GAP]: 'not measured because no run of the monitor is kept of 2026-03-02',
    })
  })

  test('a look more never makes it longer', async () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 1, max: 29 }), { maxLength: 10 })
    const gapOf = async (unseenMinutes: readonly number[]) => {
      const { conditions } = await judged({ sessions: 1, unseenMinutes })
      return Number.parseInt(conditions.find(({ name }) => name === GAP)?.seen ?? '', 10)
    }
    await fc.assert(
      fc.asyncProperty(minutes, async (unseen) => {
        expect(await gapOf(unseen.slice(1))).toBeLessThanOrEqual(await gapOf(unseen))
      }),
      { numRuns: 25 },
    )
  })
})

describe('the drawdown', () => {
  test('knows the lowest moment of a session where tapes are kept', async () => {
    // 1,500 below the 25,000 of the first morning.
    expect(await unmet({ fallUsd: 1_500 })).toEqual({ drawdown: '6.00 %' })
    expect(await unmet({ fallUsd: 1_500, record: 'claims' })).toEqual({})
  })

  test('is told from start cash and trades where no close was noted', async () => {
    const { conditions, measuredOn } = await judged({ lossUsd: 200, withoutCloses: true })
    const noted = await judged({ lossUsd: 200 })
    expect(conditions).toEqual(noted.conditions)
    // Every session loses 310 of 25,000.
    expect(conditions.find(({ name }) => name === 'drawdown')?.seen).toBe('24.80 %')
    expect(measuredOn[0]).toContain('start cash and closed trades')
  })
})

describe('a difference between the books and the broker', () => {
  const at = exchangeInstant(FIRST_DATE, 610)
  const trip = {
    reason: 'reconciliation-mismatch',
    detail: 'TQQQ: 100 shares in our books, 0 at the broker',
    at,
    date: FIRST_DATE,
    healthyCycles: 0,
    ownerConfirmed: false,
  } as const

  test('is counted from its alert and from the trip that still holds, once', async () => {
    const told = [`safe-mode-on-reconciliation-mismatch-${at}`]
    expect(await unmet({ alerts: told })).toEqual({ [ERRORS]: '1' })
    expect(await unmet({ trips: [trip] })).toEqual({ [ERRORS]: '1' })
    expect(await unmet({ alerts: told, trips: [trip] })).toEqual({ [ERRORS]: '1' })
    expect(await unmet({ alerts: [...told, `safe-mode-on-unexpected-short-${at}`] })).toEqual({
      [ERRORS]: '2',
    })
  })

  test('is no other reason for safe mode', async () => {
    expect(await unmet({ alerts: [`safe-mode-on-daily-loss-${at}`, `safe-mode-off-${at}`] })).toEqual({})
  })

  test('is unknown for a run that is longer than alerts are kept', async () => {
    expect(await unmet({ sessions: 25 })).toEqual({
      [ERRORS]: 'not measured because alerts stay 30 days and the run goes back to 2026-03-02',
    })
  })
})
