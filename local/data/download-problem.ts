import type { DateRange } from '../../infra/history/yahoo-download.ts'
import type { Ticker } from '../../shared/domain/ids.ts'

/** Why one symbol could not be downloaded although the provider answered; the others go on. */
export class DownloadProblem extends Error {
  override readonly name = 'DownloadProblem'

  static unknownSymbol(symbol: Ticker): DownloadProblem {
    return new DownloadProblem(
      `Yahoo has no symbol ${symbol}: look it up at finance.yahoo.com; it may be renamed or delisted`,
    )
  }

  static noBars({ from, until }: DateRange): DownloadProblem {
    return new DownloadProblem(`Yahoo sent no bars from ${from} to ${until}`)
  }

  /** What came now stands in other shares than what is kept. */
  static otherScale(why: string): DownloadProblem {
    return new DownloadProblem(
      `${why}: what is in the folder stands on another scale; pass --replace to ask for all of it again`,
    )
  }
}
