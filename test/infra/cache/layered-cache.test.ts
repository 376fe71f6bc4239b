import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { LayeredCache } from '../../../infra/cache/layered-cache.ts'
import { Meter } from '../../../infra/metrics/meter.ts'
import { MemoryStore } from '../../../infra/store/memory-store.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'
import { HandClock } from '../../support/hand-clock.ts'

const QUOTE = { kind: 'quote', key: 'TQQQ' } as const
const NEWS = { kind: 'news', key: 'NASDAQ/100', schema: z.number() } as const

function bench() {
  const clock = new HandClock(NINE_THIRTY_SIX)
  const store = new MemoryStore({ clock })
  const meter = new Meter()
  const problems: string[] = []
  const shared = { store, onDown: (problem: string) => problems.push(problem) }
  const open = () => new LayeredCache({ clock, meter, shared })
  let loads = 0
  const load = async () => {
    loads += 1
    return loads
  }
  return { clock, store, meter, problems, cache: open(), open, load, loads: () => loads }
}

describe('in memory', () => {
  test('a value is asked for again only when its time is over', async () => {
    const { cache, clock, load } = bench()
    expect(await cache.read(QUOTE, load)).toBe(1)
    clock.advance(4_999)
    expect(await cache.read(QUOTE, load)).toBe(1)
    clock.advance(1)
    expect(await cache.read(QUOTE, load)).toBe(2)
  })

  test('a value is as old as its question, not as its answer', async () => {
    const { cache, clock, load } = bench()
    await cache.read(QUOTE, async () => clock.advance(4_000))
    clock.advance(1_000)
    expect(await cache.read(QUOTE, load)).toBe(1)
  })

  test('readers at the same time share one call', async () => {
    const { cache, load, loads, meter } = bench()
    const values = await Promise.all([1, 2, 3].map(() => cache.read(QUOTE, load)))
    expect(values).toEqual([1, 1, 1])
    expect(loads()).toBe(1)
    expect(meter.report().caches.quote).toMatchObject({ hits: 2, misses: 1 })
  })

  test('a failed call is told to all its readers and not remembered', async () => {
    const { cache, load } = bench()
    const fail = async (): Promise<number> => {
      throw new Error('down')
    }
    const [first, second] = await Promise.allSettled([cache.read(QUOTE, fail), cache.read(QUOTE, fail)])
    expect([first.status, second.status]).toEqual(['rejected', 'rejected'])
    expect(await cache.read(QUOTE, load)).toBe(1)
  })

  test('a value dropped while it is being asked for does not come back', async () => {
    const { cache, load } = bench()
    let answer: (value: number) => void = () => {}
    const slow = cache.read(QUOTE, () => new Promise<number>((resolve) => (answer = resolve)))
    await Promise.resolve()
    cache.drop(QUOTE)
    answer(99)
    expect(await slow).toBe(99)
    expect(await cache.read(QUOTE, load)).toBe(1)
  })
})

describe('in the store', () => {
  test('another instance finds the value until its time is over', async () => {
    const { cache, open, clock, load } = bench()
    await cache.readShared(NEWS, load)
    clock.advance(30 * 60_000 - 1)
    expect(await open().readShared(NEWS, load)).toBe(1)
    clock.advance(1)
    expect(await open().readShared(NEWS, load)).toBe(2)
  })

  test('what another instance found late does not live longer here', async () => {
    const { cache, open, clock, load } = bench()
    await cache.readShared(NEWS, load)
    clock.advance(29 * 60_000)
    const other = open()
    await other.readShared(NEWS, load)
    clock.advance(60_000)
    expect(await other.readShared(NEWS, load)).toBe(2)
  })

  test('a document of another shape is a miss', async () => {
    const { cache, open, load } = bench()
    await cache.readShared({ ...NEWS, schema: z.string() }, async () => 'text')
    expect(await open().readShared(NEWS, load)).toBe(1)
  })

  test('a value of this process alone is not written', async () => {
    const { cache, store, load } = bench()
    await cache.read(QUOTE, load)
    expect(await store.query({ collection: 'cache' })).toEqual([])
  })

  test('a store that is down costs calls, is told once and fails no read', async () => {
    const { cache, store, problems, clock, load } = bench()
    await store.close()
    expect(await cache.readShared(NEWS, load)).toBe(1)
    expect(await cache.readShared(NEWS, load)).toBe(1)
    clock.advance(3_600_000)
    expect(await cache.readShared(NEWS, load)).toBe(2)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain('memory only')
  })
})
