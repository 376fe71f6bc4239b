import { describe, expect, test } from '@jest/globals'
import { RunStore } from '../../../../shared/backtest/engine/run-store.ts'
import { LEARNING_PATH } from '../../../../shared/cycles/learning.ts'
import type { DocumentPath, DocumentValue, Write } from '../../../../shared/ports/store.ts'

const set = (path: DocumentPath, value: DocumentValue): Write => ({ kind: 'set', path, value })

describe('the store of a day', () => {
  test('keeps what the cycles read back, and drops the rest', async () => {
    const store = new RunStore(undefined)
    const paths = ['engine/state', 'days/2026-03-02', 'log/1', 'positions/TQQQ', 'nearmisses/1'] as const
    await store.commit(paths.map((path) => set(path, { path })))
    const found = await store.getAll(paths)
    expect(found.map((document) => document?.value)).toEqual([
      { path: 'engine/state' },
      { path: 'days/2026-03-02' },
      undefined,
      undefined,
      undefined,
    ])
  })

  test('collects trades as they were closed, without the date of their document, and decisions by their id', async () => {
    const store = new RunStore(undefined)
    await store.commit([
      set('decisions/2026-03-02-TQQQ', { at: 7, decision: 'enter' }),
      set('trades/second', { tradeId: 'second', date: '2026-03-02' }),
      set('trades/first', { tradeId: 'first', date: '2026-03-02' }),
    ])
    expect(store.trades).toEqual([{ tradeId: 'second' }, { tradeId: 'first' }])
    expect(store.decided).toEqual([{ id: '2026-03-02-TQQQ', at: 7, value: { at: 7, decision: 'enter' } }])
    expect(await store.getAll(['trades/first', 'decisions/2026-03-02-TQQQ'])).toEqual([undefined, undefined])
  })

  test('shows what was learned before the day, and forgets what is deleted', async () => {
    const store = new RunStore({ mode: 'DEMO', trades: 3, symbolScores: {}, reliability: [] })
    expect((await store.get(LEARNING_PATH))?.value).toMatchObject({ trades: 3 })
    await store.commit([{ kind: 'delete', path: LEARNING_PATH }])
    expect(await store.get(LEARNING_PATH)).toBeUndefined()
  })

  test('has no collections, and says which one was asked for', async () => {
    await expect(new RunStore(undefined).query({ collection: 'trades' })).rejects.toThrow(
      'a backtest keeps no collections, was asked for trades',
    )
  })
})
