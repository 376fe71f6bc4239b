import { type Money, moneyFromNumber, times, ZERO } from '../../domain/money.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { BarFeed } from './bar-feed.ts'
import type { PricedBar } from './bar-fill.ts'
import type { OnBar } from './bar-strategy.ts'
import type { OpenTrade } from './open-trade.ts'
import type { WorkingOrder } from './working-order.ts'

/** A price at which everything is sold, and when it was decided. */
export interface Level {
  readonly price: Money
  readonly decidedAt: EpochMs
}

/** Everything a run knows of one symbol: its bars, its rules, what is held and what is ordered. */
export class SymbolBook {
  readonly feed: BarFeed
  readonly onBar: OnBar
  /** Shares held. */
  position = 0
  /** The one order that works; a later wish takes its place. */
  order: WorkingOrder | undefined
  stop: Level | undefined
  takeProfit: Level | undefined
  trade: OpenTrade | undefined
  /** The prices of the bar that orders trade on now. */
  bar: PricedBar = { open: ZERO, high: ZERO, low: ZERO }
  /** Shares that may still trade within this bar. */
  share = 0
  /** Where the market stood when shares were bought within this bar. Nobody knows whether its high came before. */
  boughtAt: Money | undefined
  /** Of the latest bar, in USD. */
  lastClose = 0
  /** Of the first bar, in USD. */
  firstOpen = 0
  /** What the position was worth at the latest close. */
  worth: Money = ZERO

  constructor(feed: BarFeed, onBar: OnBar) {
    this.feed = feed
    this.onBar = onBar
  }

  /** Whether anything of it may trade in the bar that stands here; most bars are passed with this glance. */
  get mayTrade(): boolean {
    if (this.order !== undefined) return true
    if (this.position === 0) return false
    const { stop, takeProfit, feed } = this
    if (stop !== undefined && moneyFromNumber(feed.low) <= stop.price) return true
    return takeProfit !== undefined && moneyFromNumber(feed.high) >= takeProfit.price
  }

  /** Makes the bar that stands here the one that orders trade on, up to a share of its volume. */
  beginBar(share: number): void {
    this.bar = this.feed.priced()
    this.share = share
    this.boughtAt = undefined
  }

  /** Stop and target of a new position stand from the bar of its purchase on, however long before they were wished. */
  beginPosition(): void {
    this.stop = standingFrom(this.stop, this.feed.time)
    this.takeProfit = standingFrom(this.takeProfit, this.feed.time)
  }

  /** Takes the close of the bar that stands here as the price of what is held; answers how much the worth rose. */
  mark(): number {
    const { feed } = this
    this.lastClose = feed.close
    if (feed.index === 0) this.firstOpen = feed.open
    const before = this.worth
    if (this.position === 0) this.worth = ZERO
    else {
      this.worth = times(moneyFromNumber(this.lastClose), this.position)
      this.trade?.see(feed.high, feed.low)
    }
    return this.worth - before
  }

  /** Takes back the order; a stop or target of a position that will not come goes with it. */
  cancelOrder(): void {
    this.order = undefined
    this.forgetLevelsWhenFlat()
  }

  forgetLevelsWhenFlat(): void {
    if (this.position > 0 || this.order !== undefined) return
    this.stop = undefined
    this.takeProfit = undefined
  }
}

function standingFrom(level: Level | undefined, time: number): Level | undefined {
  return level && { price: level.price, decidedAt: Math.max(level.decidedAt, time) as EpochMs }
}
