import { RecordedBars } from '../../../infra/history/recorded-bars.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'
import { TapeMarket } from './tape-market.ts'

/** A market that replays the recorded days of a folder. */
export class RecordedMarket extends TapeMarket {
  static open(options: { readonly folder: string; readonly symbols?: readonly Ticker[] }): RecordedMarket {
    return new RecordedMarket(RecordedBars.open(options))
  }
}
