import { afterAll, describe, expect, test } from '@jest/globals'
import { writeGoldenMarket } from '../support/golden-market.ts'
import { openbell, openbellJson, scratchFolder } from './command-line.ts'

const scratch = scratchFolder()
afterAll(scratch.remove)

const KEYS = [
  'entriesPerSymbolDay',
  'medianEntryFractionOfMove',
  'plantedBreakoutRecallPct',
  'randomWalkPassPct',
]

describe('openbell evaluate gate', () => {
  test('measures the same for the same seed and something else for another', async () => {
    const measure = (seed: string) => openbellJson('evaluate', 'gate', '--seeds', '30', '--seed', seed)
    const [first, again, other] = await Promise.all([measure('4'), measure('4'), measure('900')])
    expect(Object.keys(first).sort()).toEqual(KEYS)
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
  })

  test('counts the entries of recorded days and tells its progress apart from its answer', async () => {
    const { exitCode, stdout, stderr } = await openbell(
      ...['evaluate', 'gate', '--seeds', '2', '--data', writeGoldenMarket(scratch.path), '--json'],
    )
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout).entriesPerSymbolDay).toEqual(expect.any(Number))
    expect(stderr).toMatch(/recorded symbol-days: 7 of 7\nseeded series: 1 of 2\nseeded series: 2 of 2\n/)
  })

  test('refuses symbols without a folder, and what it can not measure', async () => {
    expect(await openbell('evaluate', 'gate', '--symbols', 'TQQQ')).toMatchObject({
      exitCode: 2,
      stderr: 'openbell: --symbols belongs to recorded days; name their folder with --data\n',
    })
    expect(await openbell('evaluate', 'luck')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('gate'),
    })
  })
})
