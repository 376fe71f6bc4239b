import type { Draws } from '../../../local/simulator/market/draws.ts'
import type { Bar } from '../../../shared/domain/bar.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import type { OpenDay } from '../../../shared/time/market-calendar.ts'

const STEPS_A_MINUTE = 4
const SESSION_MINUTES = 390
const DAY_DEVIATION_PCT = 2.5
const SHARES_A_MINUTE = 20_000
const BUSY_SHARE = 0.25
/** How many times the usual volume a busy day and any other day trade. */
const BUSY_TIMES = 3
const QUIET_TIMES = 0.8

/** A real drift in a walk that has none otherwise: it begins on a busy day once the price has risen far enough. */
export interface PlantedDrift {
  /** Rise over the open that sets it off, in percent. */
  readonly afterRisePct: number
  /** What it adds to the walk, in percent of the open, and over how many minutes. */
  readonly pct: number
  readonly minutes: number
}

/** How a session is walked. */
export interface Walk {
  readonly open: number
  readonly draws: Draws
  readonly planted?: PlantedDrift
}

/**
 * The minutes of one session of an arithmetic walk: every step has mean 0 and none knows of another, so that no rule can earn
 * anything on it. Busy days trade more and move no differently.
 */
export function walkSession(day: OpenDay, { open, draws, planted }: Walk): readonly Bar[] {
  const isBusy = draws.uniform() < BUSY_SHARE
  const deviation = (open * DAY_DEVIATION_PCT) / 100 / Math.sqrt(SESSION_MINUTES * STEPS_A_MINUTE)
  const drift = new Drift(open, isBusy ? planted : undefined)
  let price = open
  return Array.from({ length: (day.closeAt - day.openAt) / MINUTE_MS }, (_, minute) => {
    const added = drift.addedIn(minute, price) / STEPS_A_MINUTE
    const prices = [price]
    for (let step = 0; step < STEPS_A_MINUTE; step += 1) {
      price += deviation * draws.normal() + added
      prices.push(price)
    }
    const volume = SHARES_A_MINUTE * (isBusy ? BUSY_TIMES : QUIET_TIMES) * draws.logNormal(0.4)
    return barOf((day.openAt + minute * MINUTE_MS) as EpochMs, prices.map(cents), Math.round(volume))
  })
}

class Drift {
  readonly #open: number
  readonly #planted: PlantedDrift | undefined
  #since: number | undefined

  constructor(open: number, planted: PlantedDrift | undefined) {
    this.#open = open
    this.#planted = planted
  }

  /** What it adds in a minute, which begins at a price. */
  addedIn(minute: number, price: number): number {
    if (!this.#planted) return 0
    const { afterRisePct, pct, minutes } = this.#planted
    if (price >= this.#open * (1 + afterRisePct / 100)) this.#since ??= minute
    const isUnderWay = this.#since !== undefined && minute < this.#since + minutes
    return isUnderWay ? (this.#open * pct) / 100 / minutes : 0
  }
}

function barOf(time: EpochMs, prices: readonly number[], volume: number): Bar {
  const [open, close] = [prices[0]!, prices.at(-1)!]
  return { time, open, high: Math.max(...prices), low: Math.min(...prices), close, volume }
}

function cents(price: number): number {
  return Math.round(price * 100) / 100
}
