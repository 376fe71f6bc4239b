import { sha256 } from '../../infra/digest/sha256.ts'
import type { Alert } from '../../shared/alerts/alert.ts'
import { sentWithin } from '../../shared/alerts/sent-history.ts'
import type { Config } from '../../shared/config/config.ts'
import { alertPath } from '../../shared/cycles/tick.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import { moneyFromNumber } from '../../shared/domain/money.ts'
import { currentNakedMs, isCovered } from '../../shared/orders/cover.ts'
import type { OrderRecord } from '../../shared/orders/order-record.ts'
import type { Store } from '../../shared/ports/store.ts'
import { brokenLink, logLinkSchema } from '../../shared/state/event-log.ts'
import { isInFlux, type TradingState } from '../../shared/state/trading-state.ts'
import { type EpochMs, type ExchangeDate, HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts'
import { REPORT_AFTER_CLOSE } from '../schedule.ts'
import type { Exchange } from '../simulator/exchange/exchange.ts'
import { CLOSE, momentOf } from './market-day.ts'
import type { PromiseBook } from './promises.ts'
import type { QuietTime } from './quiet-time.ts'
import { START_CASH_USD } from './simulated-config.ts'
import type { SimulatedDesk } from './simulated-desk.ts'
import type { Timeline } from './timeline.ts'
import type { Watch } from './watch.ts'

/** The broker tells average prices to 1/10,000 USD: by so much each share may be off, in that unit. */
const ROUNDED_A_SHARE = 0.5
/** A filled entry may be naked for its minute, two ticks and the time they take. */
const NAKED_MS_MAX = 60_000 + 2 * MINUTE_MS + 30_000

/** An order that was sent more recently may be in the hands of a run. */
const RUN_MS_MAX = MINUTE_MS

/** The run that is ordered, and the monitors that go on with it when it can't. */
const OBEDIENCE_MS_MAX = 5 * MINUTE_MS

/** Demands what must have come about once everything works, and at the end of a day. */
export class Liveness {
  readonly #mode: Config['mode']
  readonly #messagesPerHourMax: number
  readonly #timeline: Timeline
  readonly #store: Store
  readonly #exchange: Exchange
  readonly #desk: SimulatedDesk
  readonly #watch: Watch
  readonly #book: PromiseBook
  readonly #quietTime: QuietTime
  readonly #delivered = new Map<string, Alert>()

  constructor(parts: {
    readonly config: Config
    readonly timeline: Timeline
    readonly store: Store
    readonly exchange: Exchange
    readonly desk: SimulatedDesk
    readonly watch: Watch
    readonly book: PromiseBook
    readonly quietTime: QuietTime
  }) {
    this.#mode = parts.config.mode
    this.#messagesPerHourMax = parts.config.telegram.messagesPerHourMax
    this.#timeline = parts.timeline
    this.#store = parts.store
    this.#exchange = parts.exchange
    this.#desk = parts.desk
    this.#watch = parts.watch
    this.#book = parts.book
    this.#quietTime = parts.quietTime
  }

  /** The owner has been told. */
  delivered(alert: Alert): void {
    this.#delivered.set(alert.alertId, alert)
  }

  /** Looked at every minute, whatever goes wrong. */
  lookAtCover(): void {
    const { state } = this.#watch
    if (!state) return
    const now = this.#timeline.now()
    const calm = this.#quietTime.isNow && this.#quietTime.isSettled && this.#desk.signedIn
    for (const position of Object.values(state.positions)) {
      const naked = currentNakedMs(position.cover, now)
      // A stop in doubt may be at the broker: a second one waits until the doubt has ended, which L2 looks at.
      const isExcused = position.exiting !== undefined || isInDoubt(state, position.symbol)
      const holds = !calm || isExcused || naked <= NAKED_MS_MAX
      this.#book.check('L1', holds, () => `${position.symbol} without a stop for ${naked} ms`)
    }
  }

  /** The monitor has been silent since then, and by now the owner must know. */
  demandTold(since: EpochMs): void {
    const told = [...this.#delivered.values()].some(
      ({ type, time }) => type === 'SILENT_JOB' && time >= since,
    )
    this.#book.check('L6', told, () => `the monitor has been silent since ${since}`)
  }

  /** Everything has worked for a while. */
  demandProgress(): void {
    const { state } = this.#watch
    const isWell = this.#desk.signedIn && this.#desk.refuses === 'nothing' && this.#quietTime.isSettled
    if (!state || !isWell) return
    this.#demandCertainty(state)
    for (const position of Object.values(state.positions)) {
      const protectedOrLeaving = isCovered(position, state.orders) || isInFlux(state, position.symbol)
      this.#book.check('L7', protectedOrLeaving, () => `${position.symbol} is bare`)
    }
    this.#demandObedience(state)
    if (this.#mode === 'LIVE' && !isInFlux(state)) void this.#watch.compare('L3', 'in a quiet time')
  }

  #demandObedience({ owner, positions, orders, risk }: TradingState): void {
    const isOld = (since: number) => this.#timeline.now() - since > OBEDIENCE_MS_MAX
    const killedAt = risk.safeMode.find(({ reason }) => reason === 'killed')?.at
    const soldOffAt = owner.sellAllSince
    const entries = Object.values(orders).filter(({ purpose }) => purpose.kind === 'entry')
    if (soldOffAt !== undefined && isOld(soldOffAt))
      this.#book.check(
        'L8',
        Object.keys(positions).length === 0,
        () => `held after a flatten: ${Object.keys(positions)}`,
      )
    if ((soldOffAt !== undefined && isOld(soldOffAt)) || (killedAt !== undefined && isOld(killedAt)))
      this.#book.check(
        'L8',
        entries.length === 0,
        () => `entries after the owner’s word: ${entries.map(({ clientOrderId }) => clientOrderId)}`,
      )
  }

  #demandCertainty({ orders }: TradingState): void {
    const doubtful = Object.values(orders).filter(
      (order) => isDoubtful(order) && this.#timeline.now() - (order.submittedAt ?? 0) > RUN_MS_MAX,
    )
    this.#book.check('L2', doubtful.length === 0, () =>
      doubtful.map(({ clientOrderId, state, note }) => `${clientOrderId} ${state} ${note}`).join(),
    )
  }

  async demandEndOfDay(date: ExchangeDate): Promise<void> {
    const { state } = this.#watch
    if (!state) return
    const held = Object.keys(state.positions)
    const told = this.#delivered.get(`end-of-day-${date}`)
    const isFlatOrTold = held.length === 0 || told?.urgency === 'critical'
    this.#book.check('L5', isFlatOrTold, () => `${held} after the close of ${date}`)
    await this.#demandAlerts(date, state)
    await this.#demandWholeLog()
    if (this.#mode === 'DEMO' || isInFlux(state)) return
    await this.#watch.compare('L3', `after the close of ${date}`)
    await this.#demandCash(state)
  }

  /** A critical alert never waits; another may while as many messages were sent as an hour may have. */
  async #demandAlerts(date: ExchangeDate, { pendingAlerts, messages }: TradingState): Promise<void> {
    const { info, critical } = messages.sent
    // The report is the last run that could have sent it.
    const reportedAt = momentOf(date, CLOSE + REPORT_AFTER_CLOSE)
    const sent = sentWithin([...info, ...critical], HOUR_MS, reportedAt)
    const isFull = sent >= this.#messagesPerHourMax
    const waiting = await this.#store.getAll(pendingAlerts.map(alertPath))
    const owed = waiting.filter((document) => !isFull || document?.value['urgency'] === 'critical')
    this.#book.check('L4', owed.length === 0, () => pendingAlerts.join())
  }

  async #demandWholeLog(): Promise<void> {
    const documents = await this.#store.query({ collection: 'events' })
    const links = documents.map(({ value }) => logLinkSchema.parse(value))
    const broken = brokenLink(links, sha256)
    this.#book.check('I24', broken === undefined, () => broken ?? '')
  }

  async #demandCash({ risk }: TradingState): Promise<void> {
    const { cash } = await this.#exchange.balance()
    const moved = cash - moneyFromNumber(START_CASH_USD)
    const isAccountedFor = Math.abs(moved - risk.cashMoved) <= this.#watch.sharesFilled * ROUNDED_A_SHARE
    this.#book.check('I17', isAccountedFor, () => `cash moved by ${moved}, fills say ${risk.cashMoved}`)
  }
}

function isDoubtful({ state }: OrderRecord): boolean {
  return state === 'UNKNOWN' || state === 'SUBMITTING'
}

function isInDoubt({ orders }: TradingState, symbol: Ticker): boolean {
  return Object.values(orders).some((order) => order.symbol === symbol && isDoubtful(order))
}
