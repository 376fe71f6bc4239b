import type { PersonsUpdate } from '../../shared/commands/owner-update.ts'
import type { Reply } from '../../shared/commands/reply.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts'
import type { Draws } from '../simulator/market/draws.ts'
import { momentOf, OPEN } from './market-day.ts'
import { SIMULATED_SYMBOLS } from './simulated-market.ts'
import type { Timeline } from './timeline.ts'
import type { Trace } from './trace.ts'

/** Who the bot obeys in a simulated world. */
export const PHONE = { userId: 7, chatId: 7 }

/** On how many of the days the owner commands anything, and when; what was stopped goes on some minutes later. */
const COMMANDS = { chance: 0.4, onADayMax: 3, withinMinutes: 360, resumeAfterMinutesMax: 45 }
const ORDERS = ['/pause', '/flatten', '/kill', '/close']
/** How soon a button is tapped, and how often too late or twice. */
const TAPS = { secondsMax: 25, late: 0.15, lateSeconds: 45, twice: 0.25, apartSecondsMax: 4 }
/** Telegram delivers again what was not answered in time, and now and then what was. */
const DELIVERY = { againAfterSeconds: 60, timesMax: 4, twice: 0.1 }

/** The owner with a phone: commands, buttons that are tapped late or twice, and updates that Telegram delivers again. */
export class OwnerPhone {
  readonly #timeline: Timeline
  readonly #draws: Draws
  readonly #trace: Trace
  readonly #deliver: (update: PersonsUpdate, answered: () => void) => void
  #updates = 0

  constructor(parts: {
    readonly timeline: Timeline
    readonly draws: Draws
    readonly trace: Trace
    /** Calls the function with an update; `answered` when it has ended well. */
    readonly deliver: (update: PersonsUpdate, answered: () => void) => void
  }) {
    this.#timeline = parts.timeline
    this.#draws = parts.draws
    this.#trace = parts.trace
    this.#deliver = parts.deliver
  }

  planDay(date: ExchangeDate): void {
    if (this.#draws.uniform() >= COMMANDS.chance) return
    const count = 1 + this.#upTo(COMMANDS.onADayMax)
    for (let command = 0; command < count; command += 1) {
      const at = momentOf(date, OPEN + this.#upTo(COMMANDS.withinMinutes), this.#upTo(60))
      const order = this.#oneOf(ORDERS)
      const symbol = order === '/close' ? ` ${this.#oneOf(SIMULATED_SYMBOLS)}` : ''
      this.#plan(at, () => this.#say(`${order}${symbol}`))
      const resumeAfterMs = (1 + this.#upTo(COMMANDS.resumeAfterMinutesMax)) * MINUTE_MS
      this.#plan((at + resumeAfterMs) as EpochMs, () => this.#say('/resume'))
    }
  }

  /** The answer of the bot: a question with a button is mostly answered with a tap in time. */
  received(reply: Reply): void {
    const [button] = reply.buttons ?? []
    this.#trace.note(`the phone shows ${reply.text.split('\n', 1)}`)
    if (!button || !('command' in button)) return
    const [late, soon, twice, apart] = [...Array(4)].map(() => this.#draws.uniform()) as Four
    const seconds = late < TAPS.late ? TAPS.lateSeconds : 1 + soon * TAPS.secondsMax
    const tapAt = this.#timeline.now() + Math.floor(seconds * SECOND_MS)
    this.#plan(tapAt as EpochMs, () => this.#tap(button.command))
    if (twice >= TAPS.twice) return
    const again = tapAt + Math.floor(apart * TAPS.apartSecondsMax * SECOND_MS)
    this.#plan(again as EpochMs, () => this.#tap(button.command))
  }

  #say(text: string): void {
    this.#trace.note(`the owner says ${text}`)
    this.#send({ kind: 'said', updateId: this.#nextId(), ...PHONE, text })
  }

  #tap(command: string): void {
    const updateId = this.#nextId()
    this.#send({ kind: 'tapped', updateId, ...PHONE, messageId: 1, tapId: `${updateId}`, command })
  }

  #send(update: PersonsUpdate, times = 1): void {
    let isAnswered = false
    const again = this.#draws.uniform() < DELIVERY.twice
    this.#deliver(update, () => {
      isAnswered = true
    })
    const at = (this.#timeline.now() + DELIVERY.againAfterSeconds * SECOND_MS) as EpochMs
    this.#plan(at, () => {
      if ((!isAnswered || again) && times < DELIVERY.timesMax) this.#send(update, times + 1)
    })
  }

  #plan(at: EpochMs, happen: () => void): void {
    this.#timeline.plan(at, happen)
  }

  #nextId(): number {
    this.#updates += 1
    return this.#updates
  }

  #upTo(count: number): number {
    return Math.floor(this.#draws.uniform() * count)
  }

  #oneOf<T>(choices: readonly T[]): T {
    return choices[this.#upTo(choices.length)] as T
  }
}

type Four = [number, number, number, number]
