import { describe, expect, test } from '@jest/globals'
import type { DocumentPath, DocumentQuery, DocumentValue } from '../../../shared/ports/store.ts'
import type { Bench } from './bench.ts'
import { written } from './written.ts'

/** Equality filters, one order, one limit. */
export function queryTests({ store }: Bench): void {
  const fill = (documents: Readonly<Record<DocumentPath, DocumentValue>>) =>
    written(
      store(),
      ...Object.entries(documents).map(([path, value]) => ({
        kind: 'set' as const,
        path: path as DocumentPath,
        value,
      })),
    )
  const paths = async (query: DocumentQuery) => (await store().query(query)).map(({ path }) => path)

  describe('queries', () => {
    test('answer whole documents', async () => {
      const version = await fill({ 'orders/1': { symbol: 'TQQQ', lots: [1, 2] } })
      const [document] = await store().query({ collection: 'orders' })
      expect(document).toEqual(await store().get('orders/1'))
      expect(document).toMatchObject({ value: { symbol: 'TQQQ', lots: [1, 2] }, version })
    })

    test('of an empty collection answer nothing', async () => {
      expect(await store().query({ collection: 'orders' })).toEqual([])
    })

    test('do not confuse collections that begin alike', async () => {
      await fill({ 'a/1': {}, 'ab/1': {}, 'a-b/1': {}, 'A/1': {}, 'a%/1': {}, 'a_/1': {} })
      expect(await paths({ collection: 'a' })).toEqual(['a/1'])
      expect(await paths({ collection: 'ab' })).toEqual(['ab/1'])
      expect(await paths({ collection: 'a_' })).toEqual(['a_/1'])
    })

    test('without an order sort by path, by code point', async () => {
      await fill({ 'a/b': {}, 'a/B': {}, 'a/10': {}, 'a/2': {}, 'a/é': {}, 'a/😀': {}, 'a/\uffee': {} })
      expect(await paths({ collection: 'a' })).toEqual([
        'a/10',
        'a/2',
        'a/B',
        'a/b',
        'a/é',
        'a/\uffee',
        'a/😀',
      ])
    })

    test('filter by every field of where', async () => {
      await fill({
        'orders/1': { symbol: 'TQQQ', open: true },
        'orders/2': { symbol: 'TQQQ', open: false },
        'orders/3': { symbol: 'SOXL', open: true },
        'orders/4': { open: true },
      })
      expect(await paths({ collection: 'orders', where: { symbol: 'TQQQ' } })).toEqual([
        'orders/1',
        'orders/2',
      ])
      expect(await paths({ collection: 'orders', where: { symbol: 'TQQQ', open: true } })).toEqual([
        'orders/1',
      ])
      expect(await paths({ collection: 'orders', where: { symbol: 'tqqq' } })).toEqual([])
    })

    test('tell apart values that look alike', async () => {
      await fill({
        'a/boolean': { x: true },
        'a/number': { x: 1 },
        'a/text': { x: '1' },
        'a/word': { x: 'true' },
        'a/null': { x: null },
        'a/nothing': {},
        'a/list': { x: [1] },
        'a/object': { x: { x: 1 } },
      })
      expect(await paths({ collection: 'a', where: { x: true } })).toEqual(['a/boolean'])
      expect(await paths({ collection: 'a', where: { x: 1 } })).toEqual(['a/number'])
      expect(await paths({ collection: 'a', where: { x: '1' } })).toEqual(['a/text'])
      expect(await paths({ collection: 'a', where: { x: 'null' } })).toEqual([])
      expect(await paths({ collection: 'a', where: { x: '[1]' } })).toEqual([])
    })

    test('compare numbers and text exactly', async () => {
      await fill({
        'a/1': { x: 0.1 + 0.2 },
        'a/2': { x: 0.3 },
        'a/3': { x: 'ü"\\\u0000\n' },
        'a/4': { x: 1e21 },
      })
      expect(await paths({ collection: 'a', where: { x: 0.3 } })).toEqual(['a/2'])
      expect(await paths({ collection: 'a', where: { x: 0.1 + 0.2 } })).toEqual(['a/1'])
      expect(await paths({ collection: 'a', where: { x: 'ü"\\\u0000\n' } })).toEqual(['a/3'])
      expect(await paths({ collection: 'a', where: { x: 1e21 } })).toEqual(['a/4'])
    })

    test('order by a field both ways, leave out documents without it, and break ties by path', async () => {
      await fill({
        'a/1': { time: 30 },
        'a/2': { time: 9 },
        'a/3': {},
        'a/4': { time: 30 },
        'a/5': { time: -1.5 },
      })
      const ordered = (direction: 'ascending' | 'descending', limit?: number) =>
        paths({ collection: 'a', orderBy: { field: 'time', direction }, ...(limit ? { limit } : {}) })
      expect(await ordered('ascending')).toEqual(['a/5', 'a/2', 'a/1', 'a/4'])
      expect(await ordered('descending')).toEqual(['a/1', 'a/4', 'a/2', 'a/5'])
      expect(await ordered('descending', 1)).toEqual(['a/1'])
      expect(await ordered('ascending', 3)).toEqual(['a/5', 'a/2', 'a/1'])
    })

    test('order null before booleans before numbers before text, text by code point', async () => {
      await fill({
        'a/1': { x: 'a' },
        'a/2': { x: '\uffee' },
        'a/3': { x: '😀' },
        'a/4': { x: 'B' },
        'a/5': { x: 2 },
        'a/6': { x: 10 },
        'a/7': { x: true },
        'a/8': { x: false },
        'a/9': { x: null },
      })
      const orderBy = { field: 'x', direction: 'ascending' } as const
      const ascending = ['a/9', 'a/8', 'a/7', 'a/5', 'a/6', 'a/4', 'a/1', 'a/2', 'a/3']
      expect(await paths({ collection: 'a', orderBy })).toEqual(ascending)
      expect(await paths({ collection: 'a', orderBy: { field: 'x', direction: 'descending' } })).toEqual(
        ascending.toReversed(),
      )
    })

    test('filter, order and limit together', async () => {
      await fill({
        'trades/1': { date: '2026-03-03', exitTime: 3 },
        'trades/2': { date: '2026-03-03', exitTime: 1 },
        'trades/3': { date: '2026-03-02', exitTime: 0 },
        'trades/4': { date: '2026-03-03', exitTime: 2 },
        'trades/5': { date: '2026-03-03' },
      })
      const orderBy = { field: 'exitTime', direction: 'ascending' } as const
      const where = { date: '2026-03-03' }
      expect(await paths({ collection: 'trades', where, orderBy, limit: 2 })).toEqual([
        'trades/2',
        'trades/4',
      ])
      expect(await paths({ collection: 'trades', where, limit: 2 })).toEqual(['trades/1', 'trades/2'])
    })

    test('a field that every object inherits is not a field of the document', async () => {
      await fill({ 'a/1': {}, 'a/2': { constructor: 'own' } })
      const orderBy = { field: 'constructor', direction: 'ascending' } as const
      expect(await paths({ collection: 'a', orderBy })).toEqual(['a/2'])
      expect(await paths({ collection: 'a', where: { constructor: 'own' } })).toEqual(['a/2'])
    })

    test.each([
      ['an empty collection', { collection: '' }, 'collection ""'],
      ['a path as collection', { collection: 'a/b' }, 'collection "a/b"'],
      ['a nested field', { collection: 'a', where: { 'x.y': 1 } }, 'query field name "x.y"'],
      ['SQL as a field', { collection: 'a', where: { "x') --": 1 } }, `query field name "x') --"`],
      ['NaN as a filter', { collection: 'a', where: { x: Number.NaN } }, 'query filter x is NaN'],
      [
        'a digit before a field to order by',
        { collection: 'a', orderBy: { field: '1st', direction: 'ascending' } },
        'query field name "1st"',
      ],
      ['a limit of 0', { collection: 'a', limit: 0 }, 'query limit is 0'],
      ['half a document as limit', { collection: 'a', limit: 1.5 }, 'query limit is 1.5'],
    ] as const)('%s is refused', async (_, query, message) => {
      await expect(store().query(query)).rejects.toThrow(message)
    })
  })
}
