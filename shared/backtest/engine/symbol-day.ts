import type { Config } from '../../config/config.ts'
import { firstTape } from '../../cycles/universe-plan.ts'
import type { DailyBar } from '../../domain/bar.ts'
import type { Money } from '../../domain/money.ts'
import type { MinuteSession } from '../../ports/history.ts'
import type { GateCode } from '../../signals/gate.ts'
import { type GlancePlan, glancePlan, shutAllDay, shutAtGlance } from '../../signals/glance.ts'
import { planSymbol, type RankablePlan, type ReadyPlan, readyPlan } from '../../signals/symbol-plan.ts'
import { recordQuote, type SymbolTape } from '../../signals/symbol-tape.ts'
import { type DailyFigures, dailyFigures } from '../../symbols/daily-figures.ts'
import type { Instrument } from '../../symbols/instrument.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../time/instant.ts'
import type { RegularSession } from '../../time/session.ts'
import type { SymbolSession } from '../market/symbol-session.ts'

/** The completed past of a symbol as it was asked for on the morning of its day. */
export interface SymbolPast {
  readonly dailyBars: readonly DailyBar[]
  readonly minuteSessions: readonly MinuteSession[]
}

/**
 * One symbol's day. Plan and tape are what a live day has of it, made when somebody first asks: most symbols are kept
 * out by a glance on most days, and their indicators are never needed.
 */
export class SymbolDay {
  readonly instrument: Instrument
  readonly session: SymbolSession | undefined
  readonly glance: GlancePlan
  /** Why it can't be entered at any moment of the day. */
  readonly shut: GateCode | 'missing-quote' | undefined
  readonly #past: SymbolPast
  readonly #rules: Config['entry']
  #plan: ReadyPlan | undefined
  #tape: SymbolTape | undefined
  #polls = 0

  constructor(
    instrument: Instrument,
    parts: {
      readonly past: SymbolPast
      readonly session: SymbolSession | undefined
      readonly rules: Config['entry']
    },
  ) {
    this.instrument = instrument
    this.session = parts.session
    this.#past = parts.past
    this.#rules = parts.rules
    this.glance = glancePlan({ ...parts.past, minSessions: parts.rules.volumeProfileSessionsMin })
    this.shut = parts.session ? shutAllDay(this.glance, parts.rules) : 'missing-quote'
  }

  get figures(): DailyFigures {
    const { rsi14, realizedVolatility20 } = this.glance
    const last = {
      ...(rsi14 !== undefined && { rsi14 }),
      ...(realizedVolatility20 !== undefined && { realizedVolatility20 }),
    }
    return dailyFigures(this.instrument, this.#past.dailyBars, last)
  }

  /** What the selector ranks it by. */
  get rankable(): RankablePlan {
    const { volumeProfile, rsi } = this.glance
    return {
      plan: volumeProfile ? { volumeProfile } : {},
      daily: { peekRsi14: (close) => rsi.peek(close) },
    }
  }

  plan(): ReadyPlan {
    const minSessions = this.#rules.volumeProfileSessionsMin
    this.#plan ??= readyPlan(planSymbol({ ...this.#past, instrument: this.instrument, minSessions }))
    return this.#plan
  }

  /** The tape after the first `count` of the day's polls, which only grow. */
  tapeAfter(polls: readonly EpochMs[], count: number, session: RegularSession): SymbolTape {
    let tape = this.#tape ?? firstTape(this.#past)
    for (; this.#polls < count; this.#polls += 1) {
      const quote = this.session?.quoteAt(polls[this.#polls] as EpochMs)
      if (quote) tape = recordQuote(tape, quote, session)
    }
    this.#tape = tape
    return tape
  }

  /** The first gate that a glance at a moment finds shut; `undefined` when the whole judgement has to decide. */
  shutAt(now: EpochMs, openAt: EpochMs): GateCode | 'missing-quote' | 'stale' | undefined {
    if (this.shut || !this.session) return this.shut ?? 'missing-quote'
    const last = this.session.lastAt(now)
    if (Number.isNaN(last)) return 'missing-quote'
    const stamp = this.session.stampAt(now)
    if (now - stamp > this.#rules.quoteAgeSecondsMax * SECOND_MS) return 'stale'
    const minute = (stamp - openAt) / MINUTE_MS
    const totalVolume = this.session.volumeAt(now)
    return shutAtGlance(this.glance, { last: last as Money, totalVolume, minute }, this.#rules)
  }
}
