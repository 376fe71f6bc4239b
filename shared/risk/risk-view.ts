import type { Config, Style } from '../config/config.ts'
import type { AccountBalance } from '../domain/account.ts'
import type { Ticker } from '../domain/ids.ts'
import type { Money } from '../domain/money.ts'
import type { AlignedNews } from '../news/news-sentiment.ts'
import type { Agreement } from '../signals/agreement.ts'
import type { Tier } from '../signals/tier.ts'
import type { TradingState } from '../state/trading-state.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'

/** An entry that passed its gates and asks for money. */
export interface EntryProposal {
  readonly symbol: Ticker
  readonly corrGroup: string
  readonly limit: Money
  readonly stop: Money
  readonly target: Money
  readonly averageVolume: number
  readonly tier: Tier
  readonly agreement: Agreement['level']
  /** True once a win probability stands behind the score; until then confidence does not raise the size. */
  readonly calibrated: boolean
  /** Absent when no source of news is known. */
  readonly news?: AlignedNews
}

/** Everything the risk gate decides on beside the proposal. */
export interface RiskView {
  readonly state: TradingState
  readonly balance: AccountBalance
  /** Last trade of every symbol held; the value of the portfolio needs all of them. */
  readonly prices: ReadonlyMap<Ticker, Money>
  /** Signed daily multiple by symbol, for the weighted exposure that is shown. */
  readonly leverages: ReadonlyMap<Ticker, number>
  readonly style: Style
  /** Real money is at stake, so that nothing is bought before the owner has armed. */
  readonly mustBeArmed: boolean
  readonly rules: Config['risk']
  readonly now: EpochMs
  /** The first of the five trading days that end today, for the day-trading rule. */
  readonly fiveDaysFrom: ExchangeDate
}
