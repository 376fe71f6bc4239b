import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { withSettings } from '../../../../shared/backtest/sweep/settings-section.ts'
import { spaceSchema } from '../../../../shared/backtest/sweep/space.ts'
import { trialsOf } from '../../../../shared/backtest/sweep/trials.ts'

const GRID = { kind: 'grid' } as const

describe('a grid', () => {
  test('tries every combination, the last setting changing fastest', () => {
    const trials = trialsOf({ a: [1, 2], b: ['x', 'y'] }, GRID)
    expect(trials).toEqual([
      { id: '1', settings: { a: 1, b: 'x' } },
      { id: '2', settings: { a: 1, b: 'y' } },
      { id: '3', settings: { a: 2, b: 'x' } },
      { id: '4', settings: { a: 2, b: 'y' } },
    ])
  })

  test('goes through a range by its step and ends at its end', () => {
    const trials = trialsOf({ a: { min: 0.85, max: 0.95, step: 0.05 } }, GRID)
    expect(trials.map(({ settings }) => settings['a'])).toEqual([0.85, 0.9, 0.95])
  })

  test('numbers its trials so that names sort', () => {
    const ids = trialsOf({ a: { min: 1, max: 12, step: 1 } }, GRID).map(({ id }) => id)
    expect(ids.slice(0, 2)).toEqual(['01', '02'])
    expect(ids.toSorted()).toEqual(ids)
  })

  test.each([
    [{ a: { min: 1, max: 2 } }, /range without a step/],
    [{ a: { min: 0, max: 1, step: 1e-5 } }, /100001 trials were asked for, allowed are at most 50000/],
  ])('of %j is refused', (space, reason) => {
    expect(() => trialsOf(space, GRID)).toThrow(reason)
  })
})

describe('random trials', () => {
  const space = {
    list: ['p', 'q', 'r'],
    even: { min: 2, max: 3 },
    ratio: { min: 0.01, max: 100, log: true as const },
    step: { min: 1, max: 4, step: 1 },
  }

  test('are different, within the space, and the same for the same seed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 40 }), (seed, count) => {
        const trials = trialsOf(space, { kind: 'random', count, seed })
        expect(trials).toEqual(trialsOf(space, { kind: 'random', count, seed }))
        expect(new Set(trials.map(({ settings }) => JSON.stringify(settings))).size).toBe(count)
        for (const { settings } of trials) {
          expect(space.list).toContain(settings['list'])
          expect([1, 2, 3, 4]).toContain(settings['step'])
          expect(settings['even']).toBeGreaterThanOrEqual(2)
          expect(settings['even']).toBeLessThanOrEqual(3)
          expect(settings['ratio']).toBeGreaterThanOrEqual(0.01)
          expect(settings['ratio']).toBeLessThanOrEqual(100)
        }
      }),
      { numRuns: 30 },
    )
  })

  test('are others for another seed', () => {
    const drawn = (seed: number) => trialsOf(space, { kind: 'random', count: 5, seed })
    expect(drawn(1)).not.toEqual(drawn(2))
  })

  test('by ratio fall as often below 1 as above it', () => {
    const trials = trialsOf(
      { a: { min: 0.01, max: 100, log: true } },
      { kind: 'random', count: 400, seed: 3 },
    )
    const below = trials.filter(({ settings }) => Number(settings['a']) < 1).length
    expect(below).toBeGreaterThan(160)
    expect(below).toBeLessThan(240)
  })

  test('are refused where all combinations are fewer', () => {
    expect(() => trialsOf({ a: [1, 2] }, { kind: 'random', count: 2, seed: 1 })).toThrow(
      'the space has only 2 combinations',
    )
  })
})

describe('a space', () => {
  test.each([
    [{}, 'at least one setting'],
    [{ a: [] }, 'at least one value'],
    [{ a: [1, 1] }, 'each value once'],
    [{ a: { min: 2, max: 1 } }, 'min below max'],
    [{ a: { min: 0, max: 1, log: true } }, 'with log a min above 0'],
    [{ a: { min: 1, max: 2, log: true, step: 1 } }, 'either log or a step'],
  ])('%j is refused', (space, reason) => {
    expect(JSON.stringify(spaceSchema.safeParse(space).error?.issues)).toContain(reason)
  })

  test('a name that would reach into the language is none', () => {
    expect(spaceSchema.safeParse({ '__proto__.a': [1] }).success).toBe(false)
  })
})

describe('settings over a configuration', () => {
  test('become keys of their sections and leave the others alone', () => {
    const configuration = { exits: { partialExit: true }, style: 'standard' }
    expect(withSettings(configuration, { 'exits.ladder.atr.fromPct': 2, style: 'quantum' })).toEqual({
      exits: { partialExit: true, ladder: { atr: { fromPct: 2 } } },
      style: 'quantum',
    })
    expect(configuration).toEqual({ exits: { partialExit: true }, style: 'standard' })
  })

  test('can not go through a value', () => {
    expect(() => withSettings({}, { a: 1, 'a.b': 2 })).toThrow('a.b: a is a value')
  })
})
