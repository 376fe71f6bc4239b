/** Square matrices as rows, solved another way than the product does: what its results are compared with. */
export type DenseMatrix = readonly (readonly number[])[]

/** A packed lower triangle as the whole symmetric matrix. */
export function unpacked(triangle: readonly number[], size: number): DenseMatrix {
  const at = (row: number, column: number) => Number(triangle[(row * (row + 1)) / 2 + column])
  return build(size, (row, column) => at(Math.max(row, column), Math.min(row, column)))
}

export function build(size: number, valueAt: (row: number, column: number) => number): DenseMatrix {
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => valueAt(row, column)),
  )
}

/** By Gauss and Jordan, with the largest pivot first. */
export function inverse(matrix: DenseMatrix): DenseMatrix {
  const size = matrix.length
  const rows = matrix.map((row, index) => [
    ...row,
    ...Array.from({ length: size }, (_, at) => +(at === index)),
  ])
  for (let column = 0; column < size; column += 1) {
    const largest = rows.findIndex((_, row) => row >= column && isLargest(rows, column, row))
    const pivotRow = rows[largest] as number[]
    rows[largest] = rows[column] as number[]
    rows[column] = pivotRow.map((value) => value / Number(pivotRow[column]))
    for (const [row, values] of rows.entries()) {
      const times = Number(values[column])
      if (row !== column) rows[row] = values.map((value, at) => value - times * Number(rows[column]?.[at]))
    }
  }
  return rows.map((row) => row.slice(size))
}

export function applied(matrix: DenseMatrix, column: readonly number[]): readonly number[] {
  return matrix.map((row) => row.reduce((sum, value, index) => sum + value * Number(column[index]), 0))
}

function isLargest(rows: DenseMatrix, column: number, row: number): boolean {
  const size = (index: number) => Math.abs(Number(rows[index]?.[column]))
  return rows.every((_, other) => other < column || size(other) <= size(row))
}
