import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type DocumentPath, type DocumentValue, MAX_DOCUMENT_BYTES } from '../../../shared/ports/store.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { Bench } from './bench.ts'
import { written } from './written.ts'

/** What a document may hold, and that it comes back as it went in. */
export function valueTests({ store }: Bench): void {
  const roundTrip = async (value: DocumentValue) => {
    await written(store(), { kind: 'set', path: 'a/1', value })
    return (await store().get('a/1'))?.value
  }
  const create = (value: DocumentValue, path: DocumentPath = 'a/1') =>
    store().commit([{ kind: 'create', path, value }])

  describe('values', () => {
    test('nested and Unicode values come back as they went in', async () => {
      const value = {
        name: 'Ünïcødé 株価 📈 \u0000 "quoted" \\ \n',
        'a field.with $igns': { deep: [[1, [2.5, -3e-7]], [], {}, [{ empty: '' }]] },
        none: null,
        flags: [true, false],
        large: Number.MAX_SAFE_INTEGER,
        tiny: Number.MIN_VALUE,
        '': 'the empty name',
      }
      expect(await roundTrip(value)).toEqual(value)
    })

    test('any JSON object comes back as it went in', async () => {
      const objects = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue())
      await fc.assert(
        fc.asyncProperty(objects, async (value) => {
          // Through JSON, because JSON itself knows no negative zero.
          expect(await roundTrip(value)).toEqual(JSON.parse(JSON.stringify(value)))
        }),
        { numRuns: 50 },
      )
    })

    test('undefined fields are dropped', async () => {
      const value = {
        kept: 1,
        dropped: undefined,
        inner: { dropped: undefined, kept: [{ dropped: undefined }] },
      }
      expect(Object.keys((await roundTrip(value)) ?? {})).toEqual(['kept', 'inner'])
      expect(await roundTrip(value)).toStrictEqual({ kept: 1, inner: { kept: [{}] } })
    })

    test.each([
      ['NaN', { exit: { stop: Number.NaN } }, 'field "exit.stop" is NaN'],
      ['infinity', { levels: [1, Number.POSITIVE_INFINITY] }, 'field "levels[1]" is Infinity'],
      ['a bigint', { id: 1n }, 'field "id" is a bigint'],
      ['a function', { run: () => 1 }, 'field "run" is a function'],
      ['a symbol', { mark: Symbol('x') }, 'field "mark" is a symbol'],
      ['a date', { at: new Date(0) }, 'field "at" is an instance of Date'],
      ['a map', { prices: new Map() }, 'field "prices" is an instance of Map'],
      ['undefined in a list', { list: [1, undefined] }, 'field "list[1]" is undefined'],
      ['a hole in a list', { list: new Array(1) }, 'field "list[0]" is undefined'],
      ['half a surrogate pair', { text: '\ud83d' }, 'field "text" is text that is not valid Unicode'],
      ['half a surrogate pair in a name', { '\ud83d': 1 }, 'is not valid Unicode'],
    ] as const)('%s is refused with its place', async (_, value, message) => {
      await expect(create(value)).rejects.toThrow(`document a/1: `)
      await expect(create(value)).rejects.toThrow(message)
      expect(await store().get('a/1')).toBeUndefined()
    })

    test('a value that holds itself is refused', async () => {
      const value: Record<string, unknown> = {}
      value['self'] = value
      await expect(create(value)).rejects.toThrow(
        /^document a\/1: field "self\.self.*" is nested deeper than 100 levels$/,
      )
    })

    test('a list or a scalar is no document', async () => {
      await expect(create([] as unknown as DocumentValue)).rejects.toThrow(
        'document a/1: the value is a list',
      )
      await expect(create(null as unknown as DocumentValue)).rejects.toThrow(
        'document a/1: the value is null',
      )
    })

    test('the size limit counts UTF-8 bytes of JSON: one byte less and the limit pass, one more throws', async () => {
      const text = (bytes: number) => ({ t: `é${'x'.repeat(bytes - '{"t":"é"}'.length - 1)}` })
      expect(Buffer.byteLength(JSON.stringify(text(1_000)))).toBe(1_000)
      expect((await create(text(MAX_DOCUMENT_BYTES - 1), 'a/less')).ok).toBe(true)
      expect((await create(text(MAX_DOCUMENT_BYTES), 'a/limit')).ok).toBe(true)
      expect((await store().get('a/limit'))?.value).toEqual(text(MAX_DOCUMENT_BYTES))
      await expect(create(text(MAX_DOCUMENT_BYTES + 1), 'a/more')).rejects.toThrow(
        `document a/more is ${MAX_DOCUMENT_BYTES + 1} bytes as JSON, at most ${MAX_DOCUMENT_BYTES}`,
      )
    })

    test('an expiry that is no whole millisecond is refused', async () => {
      const commit = store().commit([
        { kind: 'create', path: 'a/1', value: {}, expiresAt: Number.NaN as EpochMs },
      ])
      await expect(commit).rejects.toThrow('document a/1: expiresAt is NaN')
    })

    test.each([
      ['without a slash', 'nocollection'],
      ['with two slashes', 'a/b/c'],
      ['without a collection', '/id'],
      ['without an id', 'collection/'],
      ['of a dot', 'a/.'],
      ['of two dots', '../b'],
      ['of reserved underscores', 'a/__b__'],
      ['with a line break', 'a/b\n'],
      ['with half a surrogate pair', 'a/\ud83d'],
      ['with an id of 1,502 bytes', `a/${'é'.repeat(751)}`],
    ])('a path %s is refused by every call', async (_, text) => {
      const path = text as DocumentPath
      await expect(create({}, path)).rejects.toThrow('is not a document path')
      await expect(store().commit([{ kind: 'delete', path }])).rejects.toThrow('is not a document path')
      await expect(store().get(path)).rejects.toThrow('is not a document path')
      await expect(store().getAll(['a/1', path])).rejects.toThrow('is not a document path')
    })

    test('altering what was written or read does not alter what is stored', async () => {
      const value = { list: [1] }
      await written(store(), { kind: 'create', path: 'a/1', value })
      value.list.push(2)
      const read = await store().get<{ list: number[] }>('a/1')
      read?.value.list.push(3)
      const [queried] = await store().query<{ list: number[] }>({ collection: 'a' })
      queried?.value.list.push(4)
      expect((await store().get('a/1'))?.value).toEqual({ list: [1] })
    })
  })

  describe('reading several documents', () => {
    test('answers in the order of the paths, with nothing for the missing', async () => {
      await written(
        store(),
        { kind: 'create', path: 'a/1', value: { n: 1 } },
        { kind: 'create', path: 'a/2', value: { n: 2 } },
        { kind: 'create', path: 'b/1', value: { n: 3 } },
      )
      const documents = await store().getAll(['b/1', 'a/missing', 'a/2', 'a/1', 'b/1'])
      expect(documents.map((document) => document?.value['n'])).toEqual([3, undefined, 2, 1, 3])
      expect(await store().getAll([])).toEqual([])
    })
  })
}
