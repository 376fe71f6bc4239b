import { expect, test } from '@jest/globals'
import {
  cholesky,
  NotPositiveDefiniteError,
  packedLength,
  solveLower,
  solveUpper,
} from '../../../shared/bandit/cholesky.ts'

test('factors a matrix whose factor is known', () => {
  // 4 12 -16 / 12 37 -43 / -16 -43 98, the textbook example.
  expect(cholesky([4, 12, 37, -16, -43, 98], 3)).toEqual([2, 6, 1, -8, 5, 3])
  expect(packedLength(3)).toBe(6)
})

test('two triangular solves undo the matrix', () => {
  const factor = cholesky([4, 12, 37, -16, -43, 98], 3)
  const solved = solveUpper(factor, solveLower(factor, [4 + 24 - 48, 12 + 74 - 129, -16 - 86 + 294]))
  for (const [index, value] of solved.entries()) expect(value).toBeCloseTo(index + 1, 9)
})

test.each([
  ['negative', [1, 2, 1], 1, -3],
  ['singular', [1, 1, 1], 1, 0],
  ['without a number', [1, Number.NaN, 1], 1, Number.NaN],
  ['too short', [1], 1, Number.NaN],
  ['infinite', [Number.POSITIVE_INFINITY, 0, 1], 0, Number.POSITIVE_INFINITY],
])('a matrix that is %s has no factor', (_, matrix, row, pivot) => {
  try {
    cholesky(matrix, 2)
  } catch (error) {
    expect(error).toBeInstanceOf(NotPositiveDefiniteError)
    expect(error).toMatchObject({ row, pivot })
    return
  }
  throw new Error('it was factored')
})
