interface Place {
  readonly file: string
  /** Counted from 1, the header included. */
  readonly line?: number
  readonly column?: string
}

/**
 * A market data file or folder that cannot be used as it is; the message is one line that says where and why.
 */
export class MarketDataFileError extends Error {
  override readonly name = 'MarketDataFileError'
  readonly file: string
  readonly line: number | undefined
  readonly column: string | undefined

  constructor(place: Place, problem: string, options?: ErrorOptions) {
    const line = place.line === undefined ? '' : ` line ${place.line}`
    const column = place.column === undefined ? '' : `, column ${place.column}`
    super(`${place.file}${line}${column}: ${problem}`, options)
    this.file = place.file
    this.line = place.line
    this.column = place.column
  }
}
