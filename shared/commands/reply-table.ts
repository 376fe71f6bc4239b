/** What a phone shows in one line without breaking it. */
export const TABLE_WIDTH_MAX = 36

/** One column: text stands left, numbers right. */
export interface TableColumn {
  readonly title: string
  readonly align: 'left' | 'right'
}

type Cells = readonly string[]

/**
 * Lines whose columns stand under each other, the titles first. What is too wide for a phone loses the end of its first
 * column, which holds words; numbers are never cut.
 */
export function replyTable(columns: readonly TableColumn[], rows: readonly Cells[]): string {
  const titles = columns.map(({ title }) => title)
  const lines = [titles, ...rows]
  const [first = 0, ...others] = columns.map((_, index) => widest(lines, index))
  const left = TABLE_WIDTH_MAX - others.reduce((sum, width) => sum + width + 1, 0)
  const widths = [Math.max(1, Math.min(first, left)), ...others]
  return lines.map((cells) => lineOf(cells, columns, widths)).join('\n')
}

function widest(lines: readonly Cells[], index: number): number {
  return Math.max(...lines.map((cells) => lengthOf(cells[index] ?? '')))
}

function lineOf(cells: Cells, columns: readonly TableColumn[], widths: readonly number[]): string {
  return columns
    .map(({ align }, index) => {
      const width = widths[index] ?? 0
      const cell = shortened(cells[index] ?? '', width)
      return align === 'left' ? cell.padEnd(width) : cell.padStart(width)
    })
    .join(' ')
    .trimEnd()
}

function shortened(cell: string, width: number): string {
  return lengthOf(cell) <= width ? cell : `${[...cell].slice(0, width - 1).join('')}…`
}

function lengthOf(text: string): number {
  return [...text].length
}
