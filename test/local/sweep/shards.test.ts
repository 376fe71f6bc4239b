import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { readShard } from '../../../local/sweep/shard-option.ts'
import type { SweepOptions } from '../../../local/sweep/sweep-options.ts'
import { freshFolder, rankingOf, sweepOnFake, TWELVE } from '../../support/sweep/sweep-bench.ts'

const WALK: SweepOptions = { ...TWELVE, set: ['exits.trailDistancePct=0.6,0.8'], walkForward: '10,6' }
const BARE: SweepOptions = { fills: 'next-bar', jobs: 1, json: false }

describe('the parts of a sweep', () => {
  const [whole, first, second, third] = [freshFolder(), freshFolder(), freshFolder(), freshFolder()]

  beforeAll(async () => {
    await sweepOnFake({ ...TWELVE, out: whole })
    await sweepOnFake({ ...TWELVE, out: first, shard: '1/3', jobs: 1 })
    await sweepOnFake({ ...TWELVE, out: second, shard: '2/3', jobs: 1 })
    await sweepOnFake(
      { ...TWELVE, out: third, jobs: 1 },
      { CLOUD_RUN_TASK_INDEX: '2', CLOUD_RUN_TASK_COUNT: '3' },
    )
  })

  test('are of one size and not ranked by themselves', () => {
    for (const [index, folder] of [first, second, third].entries()) {
      const text = readFileSync(join(folder, `trials-${index + 1}-of-3.jsonl`), 'utf8')
      expect(text.split('\n')).toHaveLength(5)
      expect(() => rankingOf(folder)).toThrow('ENOENT')
    }
  })

  test('merge to the ranking of one machine, to the byte', async () => {
    const out = freshFolder()
    const { outcome } = await sweepOnFake({ ...BARE, merge: [third, first, second], out })
    expect(outcome).toMatchObject({ kind: 'ranked', folder: out })
    expect(rankingOf(out)).toBe(rankingOf(whole))
    expect(JSON.parse(rankingOf(out)).ranking.ranked[0].settings['exits.trailDistancePct']).toBe(0.8)
  })

  test('are missed by name when they are not there', async () => {
    const { outcome } = await sweepOnFake({ ...BARE, merge: [first, third] })
    expect(outcome).toMatchObject({ kind: 'incomplete', planned: 12 })
    expect(outcome.kind === 'incomplete' && outcome.missing.map(({ id }) => id)).toEqual([
      '02',
      '05',
      '08',
      '11',
    ])
  })

  test('of different sweeps are not merged', async () => {
    const other = freshFolder()
    await sweepOnFake({ ...TWELVE, out: other, shard: '1/3', fills: 'as-quoted' })
    await expect(sweepOnFake({ ...BARE, merge: [first, other] })).rejects.toThrow(
      /holds a different sweep.*\n {2}market.fills: there "next-bar", here "as-quoted"$/,
    )
  })

  test('of a walk-forward are tested where they are merged, with the same result', async () => {
    const [alone, one, two] = [freshFolder(), freshFolder(), freshFolder()]
    await sweepOnFake({ ...WALK, out: alone })
    await sweepOnFake({ ...WALK, out: one, shard: '1/2' })
    await sweepOnFake({ ...WALK, out: two, shard: '2/2' })
    const { told } = await sweepOnFake({ ...BARE, merge: [one, two] })
    expect(told).toContain('2 backtests to run')
    expect(rankingOf(one)).toBe(rankingOf(alone))
    expect(JSON.parse(rankingOf(one)).walkForward.stitched.sessions).toBe(12)
    rmSync(join(one, 'RANKING.json'))
    expect((await sweepOnFake({ ...BARE, merge: [one, two] })).told).toBe(
      '2 of 2 backtests are there already\n',
    )
    expect(rankingOf(one)).toBe(rankingOf(alone))
  })

  test('can not be run and merged in one call', async () => {
    await expect(sweepOnFake({ ...TWELVE, merge: [first] })).rejects.toThrow('--merge: set belongs to a run')
  })
})

describe('which part', () => {
  test('is what is said, else that of the task, else everything', () => {
    const task = { CLOUD_RUN_TASK_INDEX: '0', CLOUD_RUN_TASK_COUNT: '4' }
    expect(readShard('2/10', task)).toEqual({ part: 2, of: 10 })
    expect(readShard(undefined, task)).toEqual({ part: 1, of: 4 })
    expect(readShard(undefined, {})).toEqual({ part: 1, of: 1 })
  })

  test.each(['0/2', '3/2', '1', '1/0', 'a/b', '1.5/2'])('%s is none', (text) => {
    expect(() => readShard(text, {})).toThrow(`--shard: was "${text}", allowed is i/n`)
  })

  test.each([
    ['4', '4'],
    ['-1', '4'],
    ['one', '4'],
  ])('task %s of %s is none', (index, count) => {
    const env = { CLOUD_RUN_TASK_INDEX: index, CLOUD_RUN_TASK_COUNT: count }
    expect(() => readShard(undefined, env)).toThrow('CLOUD_RUN_TASK_INDEX, CLOUD_RUN_TASK_COUNT: were')
  })
})
