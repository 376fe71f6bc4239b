import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import {
  copyOf,
  ended,
  freshFolder,
  linesThere,
  rankingOf,
  sweepOnFake,
  sweepProcess,
  TWELVE,
} from '../../support/sweep/sweep-bench.ts'

const whole = { ...TWELVE, out: freshFolder() }
const FILE = 'trials-1-of-1.jsonl'

beforeAll(async () => {
  await sweepOnFake(whole)
})

describe('a sweep that was stopped', () => {
  test('by kill -9 keeps what had ended, goes on, and comes to the same ranking', async () => {
    const options = { ...TWELVE, jobs: 2, out: freshFolder() }
    const file = join(options.out, FILE)
    const child = sweepProcess(options, 60)
    await linesThere(file, 3, child)
    await ended(child, 'SIGKILL')
    const kept = readFileSync(file, 'utf8')
    const there = kept.split('\n').length - 1
    const { told } = await sweepOnFake(options)
    expect(there).toBeLessThan(12)
    expect(told).toContain(`${there} of 12 backtests are there already\n`)
    expect(told).toContain(`${12 - there} backtests to run`)
    expect(readFileSync(file, 'utf8').startsWith(kept.slice(0, kept.lastIndexOf('\n')))).toBe(true)
    expect(rankingOf(options.out)).toBe(rankingOf(whole.out))
  })

  test('by Ctrl-C ends after what is under way and tells the command that goes on', async () => {
    const options = { ...TWELVE, out: freshFolder() }
    const file = join(options.out, FILE)
    const child = sweepProcess(options, 60)
    await linesThere(file, 2, child)
    const said = await ended(child, 'SIGINT')
    const text = readFileSync(file, 'utf8')
    const there = text.split('\n').length - 1
    expect(child.exitCode).toBe(1)
    expect(text.endsWith('\n')).toBe(true)
    expect(said).toContain('stopping after the trials that are under way')
    expect(said).toContain(
      `${12 - there} backtests are left; what has ended is kept. Go on with:\n  npx openbell`,
    )
  })

  test('within a line loses that line alone', async () => {
    const out = copyOf(whole.out)
    const file = join(out, FILE)
    const bytes = readFileSync(file)
    truncateSync(file, bytes.length - 40)
    const { told } = await sweepOnFake({ ...TWELVE, out })
    expect(told).toContain('11 of 12 backtests are there already\n1 backtests to run')
    expect(readFileSync(file)).toEqual(bytes)
    expect(rankingOf(out)).toBe(rankingOf(whole.out))
  })

  test('after its end has nothing left to run', async () => {
    const { told } = await sweepOnFake(whole)
    expect(told).toBe('12 of 12 backtests are there already\n')
  })
})

describe('a failed trial', () => {
  test('is told beside the others and tried again', async () => {
    const options = { ...TWELVE, set: ['entry.rsiMin=13,50'], out: freshFolder() }
    const { outcome } = await sweepOnFake(options)
    expect(outcome).toMatchObject({
      kind: 'ranked',
      answer: {
        failed: [{ id: '1', settings: { 'entry.rsiMin': 13 }, failure: 'thirteen is unlucky' }],
        ranking: { trials: 2, ranked: [{ trial: '2' }] },
      },
    })
    const { told } = await sweepOnFake(options)
    expect(told).toContain('1 of 2 backtests are there already\n1 backtests to run')
  })
})

describe('a folder', () => {
  test('of a different sweep is refused with what differs', async () => {
    const other = { ...whole, seed: 7, set: ['entry.rsiMin=50'] }
    await expect(sweepOnFake(other)).rejects.toThrow(
      /different sweep; choose another folder with --out:\n {2}space: there .*"entry.rsiMin":\[50,55\].*, here .*\n {2}trials: there 12, here 1\n {2}market.seed: there none, here 7$/,
    )
  })

  test('with a line that is no trial is refused with its number', async () => {
    const out = copyOf(whole.out)
    const file = join(out, FILE)
    appendFileSync(file, '{"id":"3"}\n')
    await expect(sweepOnFake({ ...TWELVE, out })).rejects.toThrow(
      /trials-1-of-1.jsonl line 13 is not a trial/,
    )
    writeFileSync(file, 'half\n')
    await expect(sweepOnFake({ ...TWELVE, out })).rejects.toThrow(/trials-1-of-1.jsonl line 1 is not JSON/)
  })

  test('with trials of another sweep is refused', async () => {
    const out = copyOf(whole.out)
    const [line = ''] = readFileSync(join(out, FILE), 'utf8').split('\n')
    writeFileSync(join(out, 'trials-2-of-2.jsonl'), `${line.replace('0.4', '0.45')}\n`)
    await expect(sweepOnFake({ ...TWELVE, out })).rejects.toThrow(
      /1 lines belong to no trial of this sweep, the first is 01 with \{"exits.trailDistancePct":0.45/,
    )
  })
})
