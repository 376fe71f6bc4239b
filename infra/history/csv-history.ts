import type { Ticker } from '../../shared/domain/ids.ts'
import { PastDays } from './past-days.ts'
import { RecordedBars } from './recorded-bars.ts'
import { TapeHistory } from './tape-history.ts'

/**
 * History from a folder of CSV files; the README says how it is laid out.
 *
 *     CsvHistory.open({ folder: 'bars', symbols: [ticker('TQQQ')] })
 */
export class CsvHistory extends TapeHistory {
  /** Throws `MarketDataFileError` when the folder or one of the symbols is not there. */
  static open(options: { readonly folder: string; readonly symbols?: readonly Ticker[] }): CsvHistory {
    return new CsvHistory(new PastDays(RecordedBars.open(options)))
  }
}
