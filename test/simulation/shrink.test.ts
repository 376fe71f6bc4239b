import { expect, test } from '@jest/globals'
import { MISHAPS } from '../../local/simulation/fates.ts'
import { shrink } from '../../local/simulation/shrink.ts'

test('a world in which the promise holds can’t be made smaller', async () => {
  const setup = { seed: 5, days: 1, mode: 'LIVE', mishaps: MISHAPS } as const
  expect(await shrink(setup, 'I1')).toBeUndefined()
}, 60_000)
