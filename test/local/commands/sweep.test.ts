import { describe, expect, test } from '@jest/globals'
import { askedSweep } from '../../../local/sweep/plan-sweep.ts'
import { readSpace } from '../../../local/sweep/read-space.ts'
import { openbell } from '../../e2e/command-line.ts'
import { TWELVE } from '../../support/sweep/sweep-bench.ts'
import { sourceOf } from '../../terraform/terraform-sources.ts'

describe('openbell sweep', () => {
  test('refuses an unknown setting by its name before anything runs', async () => {
    const { exitCode, stderr } = await openbell('sweep', '--set', 'exits.trailDistance=1,2')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr:
        'openbell: configuration refused:\n  exits.trailDistance: unknown key; run `openbell config` to see every key with its default\n',
    })
  })

  test('has every option that the page names', async () => {
    const { stdout } = await openbell('sweep', '--help')
    const page = sourceOf('docs/sweep.md')
    const commands = [...page.matchAll(/openbell sweep (.*)$/gm)].flatMap(
      ([, rest = '']) => rest.match(/--[a-z-]+/g) ?? [],
    )
    const alone = [...page.matchAll(/`(--[a-z-]+)/g)].map(([, option = '']) => option)
    expect(commands).toContain('--merge')
    for (const option of [...commands, ...alone]) expect(stdout).toContain(`${option} `)
  })
})

describe('a space on the command line', () => {
  test('has numbers, words and yes or no', () => {
    expect(
      readSpace({ set: ['style=standard,quantum', 'exits.partialExit=true,false', 'a.b=1,0.5'] }),
    ).toEqual({
      style: ['standard', 'quantum'],
      'exits.partialExit': [true, false],
      'a.b': [1, 0.5],
    })
  })

  test.each([
    [{}, 'nothing to try'],
    [{ set: ['a=1'], space: 'space.json' }, '--set and --space: use one of them'],
    [{ set: ['a=1', 'a=2'] }, 'a is named twice'],
    [{ set: ['a'] }, '--set: was "a", allowed is KEY=VALUE,VALUE'],
    [{ set: ['a=1,'] }, 'a has an empty value'],
    [{ set: ['a=1,1'] }, 'a: needs each value once'],
    [{ set: ['a b=1'] }, 'not a dotted name'],
    [{ space: 'no-such-space.json' }, "can't read the space no-such-space.json: ENOENT"],
  ])('%j is refused', (options, reason) => {
    expect(() => readSpace(options)).toThrow(reason)
  })
})

describe('what is asked for', () => {
  test('has every trial judged by the configuration', () => {
    expect(() => askedSweep({ ...TWELVE, set: ['entry.rsiMin=50,101'] })).toThrow(/entry.rsiMin: .*was 101/)
  })

  test('has one seed for the draws and the generated market, and for the draws alone with data', () => {
    const random = { ...TWELVE, random: 3, seed: 7 }
    expect(askedSweep(random).description.market.seed).toBe(7)
    const recorded = askedSweep({ ...random, data: 'somewhere' })
    expect(recorded.description.market).not.toHaveProperty('seed')
    expect(recorded.description.choosing).toEqual({ kind: 'random', count: 3, seed: 7 })
  })

  test.each(['60', '0,5', '60,20,5', 'a,b'])('walks forward by two numbers, not by %s', (walkForward) => {
    expect(() => askedSweep({ ...TWELVE, walkForward })).toThrow(
      `--walk-forward: was "${walkForward}", allowed are two numbers`,
    )
  })
})
