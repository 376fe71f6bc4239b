/** The lower half of a square matrix with its diagonal, row by row: a symmetric one cannot become anything else. */
export type PackedTriangle = readonly number[]

/** The matrix is not the precision of any distribution: its state was damaged or its maths went wrong. */
export class NotPositiveDefiniteError extends Error {
  override readonly name = 'NotPositiveDefiniteError'
  /** The first row, from 0, that failed. */
  readonly row: number
  /** What should have been above zero there. */
  readonly pivot: number

  constructor({ row, pivot }: { readonly row: number; readonly pivot: number }) {
    super(`the matrix is not positive definite: the pivot of row ${row} must be above 0, was ${pivot}`)
    this.row = row
    this.pivot = pivot
  }
}

/** Where row and column (column ≤ row) lie in a packed triangle. */
export function packedIndex(row: number, column: number): number {
  return (row * (row + 1)) / 2 + column
}

/** How many numbers the triangle of a square matrix of this size has. */
export function packedLength(size: number): number {
  return packedIndex(size, 0)
}

/** L with L·Lᵀ = A (Cholesky–Banachiewicz, row by row); throws `NotPositiveDefiniteError`. */
export function cholesky(matrix: PackedTriangle, size: number): PackedTriangle {
  const factor: number[] = []
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      const rest = at(matrix, row, column) - rowProduct(factor, row, column)
      factor.push(row === column ? rootOf(rest, row) : rest / at(factor, column, column))
    }
  }
  return factor
}

/** y with L·y = b. */
export function solveLower(factor: PackedTriangle, right: readonly number[]): readonly number[] {
  const solved: number[] = []
  for (const [row, value] of right.entries()) {
    let rest = value
    for (let column = 0; column < row; column += 1)
      rest -= at(factor, row, column) * (solved[column] as number)
    solved.push(rest / at(factor, row, row))
  }
  return solved
}

/** w with Lᵀ·w = y. */
export function solveUpper(factor: PackedTriangle, right: readonly number[]): readonly number[] {
  const solved = [...right]
  for (let row = right.length - 1; row >= 0; row -= 1) {
    let rest = solved[row] as number
    for (let below = row + 1; below < right.length; below += 1)
      rest -= at(factor, below, row) * (solved[below] as number)
    solved[row] = rest / at(factor, row, row)
  }
  return solved
}

/** Σ xᵢyᵢ of two columns of one length. */
export function dot(first: readonly number[], second: readonly number[]): number {
  let sum = 0
  for (const [index, value] of first.entries()) sum += value * (second[index] as number)
  return sum
}

/** A place outside the triangle makes NaN of what it is used in, and no pivot survives that. */
function at(triangle: PackedTriangle, row: number, column: number): number {
  return triangle[packedIndex(row, column)] as number
}

/** What the columns before already account for. */
function rowProduct(factor: PackedTriangle, row: number, column: number): number {
  let sum = 0
  for (let before = 0; before < column; before += 1)
    sum += at(factor, row, before) * at(factor, column, before)
  return sum
}

function rootOf(pivot: number, row: number): number {
  if (!(pivot > 0 && pivot <= Number.MAX_VALUE)) throw new NotPositiveDefiniteError({ row, pivot })
  return Math.sqrt(pivot)
}
