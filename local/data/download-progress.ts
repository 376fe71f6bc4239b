import type { Ticker } from '../../shared/domain/ids.ts'

/** What became of one symbol. */
export interface SymbolDownload {
  readonly symbol: Ticker
  /** Days that were written now. */
  readonly written: number
  /** Days that were in the folder before and not asked for. */
  readonly present: number
  /** Bars that the provider sent with a missing or contradicting number. */
  readonly leftOut: number
  /** What the owner should know, e.g. days that came in part. */
  readonly notes: readonly string[]
  /** Why it failed; what was written before that stays. */
  readonly problem?: string
}

/** Counts what happens to one symbol, so that a failure half way still tells what was kept. */
export class DownloadProgress {
  readonly #symbol: Ticker
  readonly #notes: string[] = []
  #written = 0
  #present = 0
  #leftOut = 0

  constructor(symbol: Ticker) {
    this.#symbol = symbol
  }

  count({
    written = 0,
    present = 0,
    leftOut = 0,
  }: Partial<Record<'written' | 'present' | 'leftOut', number>>) {
    this.#written += written
    this.#present += present
    this.#leftOut += leftOut
  }

  note(text: string): void {
    this.#notes.push(text)
  }

  outcome(problem?: string): SymbolDownload {
    return {
      symbol: this.#symbol,
      written: this.#written,
      present: this.#present,
      leftOut: this.#leftOut,
      notes: [...new Set(this.#notes)],
      ...(problem !== undefined && { problem }),
    }
  }
}
