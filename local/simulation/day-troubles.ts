import type { ClientOrderId, Ticker } from '../../shared/domain/ids.ts'
import { money, percentOf, toTick } from '../../shared/domain/money.ts'
import { type EpochMs, type ExchangeDate, SECOND_MS } from '../../shared/time/instant.ts'
import type { Exchange } from '../simulator/exchange/exchange.ts'
import type { OrderTicket } from '../simulator/exchange/order-ticket.ts'
import type { Draws } from '../simulator/market/draws.ts'
import type { Liveness } from './liveness.ts'
import { CLOSE, momentOf, OPEN } from './market-day.ts'
import type { QuietTime } from './quiet-time.ts'
import type { SimulatedDesk } from './simulated-desk.ts'
import { SIMULATED_SYMBOLS } from './simulated-market.ts'
import type { QuoteTrouble } from './simulated-quotes.ts'
import type { SimulatedScheduler } from './simulated-scheduler.ts'
import type { Timeline } from './timeline.ts'
import type { Trace } from './trace.ts'
import type { Watch } from './watch.ts'

const CENT = money('0.01')

/** Minutes after the open at which everything works for a while, so that progress can be demanded. */
const QUIET_FROM = [60, 150, 240, 330]
const QUIET_MINUTES = 12
const DEMAND_AFTER_MINUTES = 10
/** Some days end in a quiet time. */
const QUIET_END = { chance: 0.7, minutes: 14 }

/** The owner agrees to trade every morning at this minute. */
const OWNER_AGREES = 485
/** On how many of the days the owner stops all entries, and loses the token for some minutes. */
const OWNER = { stops: 0.15, losesToken: 0.08, withinMinutes: 300, minutesWithout: 7 }
/** On how many of the days the broker takes no stop for some minutes, in a time in which nothing else goes wrong. */
const NO_STOPS = { chance: 0.4, minutes: 8 }
/**
 * On how many of the days the broker takes no order shortly before the close and the last ticks come late, so that what
 * is left is sent at the very end.
 */
const LATE_END = { chance: 0.3, fromMinutesLeft: 15, toMinutesLeft: 1, tickSecondsLeftMax: 6 }
/**
 * On how many of the days the monitor is not called for some minutes. Two intervals later the owner must know, and the
 * last monitor before it and the watchdog may each come late.
 */
const SILENCE = { chance: 0.2, afterMinutes: 2, minutes: 7, toldAfterMinutes: 8 }
/** On how many of the days the owner changes a stop of ours at the broker, to so much below it. */
const OWNER_CHANGES = { chance: 0.25, withinMinutes: 380, belowPct: 1 }
const TROUBLE_CHANCE = 0.02
const TROUBLES: readonly QuoteTrouble[] = ['stale', 'delayed', 'no-bid', 'missing']

/** What a day of a simulated world has in store besides the mishaps of single calls, and when it is left in peace. */
export class DayTroubles {
  readonly #timeline: Timeline
  readonly #draws: Draws
  /** What was added later has draws of its own, so that older worlds stay what they were. */
  readonly #lateDraws: Draws
  readonly #trace: Trace
  readonly #desk: SimulatedDesk
  readonly #exchange: Exchange
  readonly #watch: Watch
  readonly #scheduler: SimulatedScheduler
  readonly #quietTime: QuietTime
  readonly #liveness: Liveness
  #ofQuotes: ReadonlyMap<string, QuoteTrouble> = new Map()

  constructor(parts: {
    readonly timeline: Timeline
    readonly draws: Draws
    readonly lateDraws: Draws
    readonly trace: Trace
    readonly desk: SimulatedDesk
    readonly exchange: Exchange
    readonly watch: Watch
    readonly scheduler: SimulatedScheduler
    readonly quietTime: QuietTime
    readonly liveness: Liveness
  }) {
    this.#timeline = parts.timeline
    this.#draws = parts.draws
    this.#lateDraws = parts.lateDraws
    this.#trace = parts.trace
    this.#desk = parts.desk
    this.#exchange = parts.exchange
    this.#watch = parts.watch
    this.#scheduler = parts.scheduler
    this.#quietTime = parts.quietTime
    this.#liveness = parts.liveness
  }

  planDay(date: ExchangeDate): void {
    this.#planOwner(date)
    this.#planSilence(date)
    this.#planRefusals(date)
    this.#planLateEnd(date)
    this.#planChange(date)
    this.#planQuietTimes(date)
  }

  /** What is wrong with the quotes of a symbol at the moment. */
  troubleOf(symbol: Ticker): QuoteTrouble {
    return this.#ofQuotes.get(symbol) ?? 'none'
  }

  drawTroubleOfQuotes(): void {
    const troubles = new Map<string, QuoteTrouble>()
    for (const symbol of SIMULATED_SYMBOLS) {
      const [chance, kind] = this.#draw(2) as [number, number]
      if (chance < TROUBLE_CHANCE && !this.#quietTime.isNow)
        troubles.set(symbol, TROUBLES[Math.floor(kind * TROUBLES.length)] as QuoteTrouble)
    }
    this.#ofQuotes = troubles
  }

  #draw(count: number): number[] {
    return Array.from({ length: count }, () => this.#draws.uniform())
  }

  /** The owner agrees every morning, stops entries on some days, and signs in late on some. */
  #planOwner(date: ExchangeDate): void {
    this.#scheduler.planByHand('safe-mode-confirm', momentOf(date, OWNER_AGREES))
    const [stops, stopAt, loses, loseAt] = this.#draw(4) as [number, number, number, number]
    if (stops < OWNER.stops)
      this.#scheduler.planByHand(
        'safe-mode-on',
        momentOf(date, OPEN + Math.floor(stopAt * OWNER.withinMinutes)),
      )
    if (loses >= OWNER.losesToken) return
    const from = OPEN + Math.floor(loseAt * OWNER.withinMinutes)
    this.#timeline.plan(momentOf(date, from), () => this.#signIn(false))
    this.#timeline.plan(momentOf(date, from + OWNER.minutesWithout), () => this.#signIn(true))
  }

  #signIn(signedIn: boolean): void {
    this.#desk.signedIn = signedIn
    if (signedIn) this.#quietTime.beginAgain()
    this.#trace.note(signedIn ? 'the owner signed in' : 'the token is gone')
  }

  /** On some days the scheduler forgets the monitor for a while, in a time in which nothing else goes wrong. */
  #planSilence(date: ExchangeDate): void {
    const [silent, silentAt] = this.#draw(2) as [number, number]
    this.#quietTime.silence = undefined
    if (silent >= SILENCE.chance) return
    const minute = OPEN + quietFrom(silentAt) + SILENCE.afterMinutes
    const [from, to] = [momentOf(date, minute), momentOf(date, minute + SILENCE.minutes)]
    this.#quietTime.silence = { from, to }
    const toldAt = momentOf(date, minute + SILENCE.toldAfterMinutes)
    this.#timeline.plan(toldAt, () => this.#liveness.demandTold(from))
  }

  #planRefusals(date: ExchangeDate): void {
    const [refuses, refusesAt] = this.#draw(2) as [number, number]
    const from = OPEN + quietFrom(refusesAt)
    if (refuses < NO_STOPS.chance) this.#refuse('stops', date, { from, to: from + NO_STOPS.minutes })
  }

  #planLateEnd(date: ExchangeDate): void {
    const [late, secondsLeft] = [this.#lateDraws.uniform(), this.#lateDraws.uniform()]
    this.#scheduler.lateEnd = undefined
    if (late >= LATE_END.chance) return
    const [from, to] = [CLOSE - LATE_END.fromMinutesLeft, CLOSE - LATE_END.toMinutesLeft]
    this.#refuse('orders', date, { from, to })
    const ticksLeftMs = Math.ceil(secondsLeft * LATE_END.tickSecondsLeftMax) * SECOND_MS
    const tickAt = (momentOf(date, CLOSE) - ticksLeftMs) as EpochMs
    this.#scheduler.lateEnd = { from: momentOf(date, to), tickAt }
  }

  #planChange(date: ExchangeDate): void {
    const [changes, changesAt] = [this.#lateDraws.uniform(), this.#lateDraws.uniform()]
    if (changes >= OWNER_CHANGES.chance) return
    const at = momentOf(date, OPEN + Math.floor(changesAt * OWNER_CHANGES.withinMinutes), 30)
    this.#timeline.plan(at, () => void this.#changeStop())
  }

  async #changeStop(): Promise<void> {
    const exchange = this.#exchange
    const { orders } = await exchange.orders({ count: 20 })
    const old = orders.find((order) => order.type === 'STOP' && order.status === 'OPEN')
    if (old?.type !== 'STOP') return
    const stop = toTick(percentOf(old.stop, 100 - OWNER_CHANGES.belowPct, 'down'), CENT, 'down')
    const { symbol, side, quantity, orderTerm } = old
    const clientOrderId = `OWNER${this.#timeline.now()}` as ClientOrderId
    const ticket: OrderTicket = { symbol, side, quantity, orderTerm, type: 'STOP', stop, clientOrderId }
    const preview = await exchange.previewChange(old.orderId, ticket)
    if (!preview.ok) return
    const changed = await exchange.change(old.orderId, ticket, preview.preview.previewId)
    if (!changed.ok) return
    this.#watch.changedByOwner(changed.orderId)
    this.#trace.note(`the owner changed the stop of ${symbol}`)
  }

  #refuse(
    what: SimulatedDesk['refuses'],
    date: ExchangeDate,
    { from, to }: { readonly from: number; readonly to: number },
  ): void {
    const set = (refuses: SimulatedDesk['refuses']) => () => {
      this.#desk.refuses = refuses
    }
    this.#timeline.plan(momentOf(date, from), set(what))
    this.#timeline.plan(momentOf(date, to), set('nothing'))
  }

  #planQuietTimes(date: ExchangeDate): void {
    const at = (minute: number, happen: () => void) => this.#timeline.plan(momentOf(date, minute), happen)
    const [begin, end] = [() => this.#quietTime.begin(), () => this.#quietTime.end()]
    at(OPEN, end)
    for (const from of QUIET_FROM) {
      at(OPEN + from, begin)
      at(OPEN + from + DEMAND_AFTER_MINUTES, () => this.#liveness.demandProgress())
      at(OPEN + from + QUIET_MINUTES, end)
    }
    if (this.#draws.uniform() < QUIET_END.chance) at(CLOSE - QUIET_END.minutes, begin)
    at(CLOSE + 2, begin)
  }
}

function quietFrom(share: number): number {
  return QUIET_FROM[Math.floor(share * QUIET_FROM.length)] ?? 0
}
