import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { backoffMs, repeatWhileTransient } from '../../../infra/http/retry.ts'

function pauseInto(pauses: number[]) {
  return { delay: async (milliseconds: number) => void pauses.push(milliseconds), random: () => 1 }
}

test('a transient answer is asked for at most four times, with pauses that double', async () => {
  const pauses: number[] = []
  let attempts = 0
  const attempt = async () => {
    attempts += 1
    return 'busy'
  }
  expect(await repeatWhileTransient(attempt, () => true, pauseInto(pauses))).toBe('busy')
  expect(attempts).toBe(4)
  expect(pauses).toEqual([500, 1000, 2000])
})

test('the first answer that is not transient ends it', async () => {
  const answers = ['busy', 'busy', 'fine']
  const pauses: number[] = []
  const attempt = async () => answers.shift()
  expect(await repeatWhileTransient(attempt, (answer) => answer === 'busy', pauseInto(pauses))).toBe('fine')
  expect(pauses).toHaveLength(2)
})

test('an error is not an answer: it passes at once', async () => {
  const pauses: number[] = []
  let attempts = 0
  const attempt = async () => {
    attempts += 1
    throw new RangeError('broken')
  }
  await expect(repeatWhileTransient(attempt, () => true, pauseInto(pauses))).rejects.toThrow(
    new RangeError('broken'),
  )
  expect(attempts).toBe(1)
  expect(pauses).toEqual([])
})

test('the pause lies anywhere between none and its doubled limit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (retries, random) => {
        const pause = backoffMs(retries, random)
        expect(pause).toBeGreaterThanOrEqual(0)
        expect(pause).toBeLessThanOrEqual(500 * 2 ** retries)
      },
    ),
  )
})
