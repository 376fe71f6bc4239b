import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import type { EpochMs } from '../../time/instant.ts'
import type { OpenDay } from '../../time/market-calendar.ts'
import type { Audit } from '../audit/audit.ts'
import { joinAudits } from '../audit/audit.ts'
import { type Decision, decisionText, firstDifference } from '../audit/decision.ts'
import { judged } from '../audit/judged.ts'
import type { Decided } from './decided.ts'
import { Funnel } from './funnel.ts'
import { runDay, type Standing } from './run-day.ts'
import { type Cut, scrambledHistory, scrambledMarket } from './scrambled-market.ts'
import type { BacktestSetup } from './setup.ts'

const TRIAL_DAYS_MAX = 3
const CUTS_A_DAY = 4
/** How many times the daily bars of a plan the longer past has. */
const LONGER_PAST = 2

/** A day that can be run again: how things stood before it and what was decided on it. */
interface TrialDay {
  readonly day: OpenDay
  readonly before: Standing
  readonly decided: readonly Decided[]
}

/** Keeps a few days with decisions, each as likely as any other, without keeping all (reservoir sampling). */
export class TrialDays {
  readonly #kept: TrialDay[] = []
  readonly #random: RandomGenerator
  #seen = 0

  constructor(seed: number) {
    this.#random = xoroshiro128plus(seed)
  }

  offer(trial: TrialDay): void {
    if (trial.decided.length === 0) return
    this.#seen += 1
    if (this.#kept.length < TRIAL_DAYS_MAX) this.#kept.push(trial)
    else {
      const place = uniformInt(this.#random, 0, this.#seen - 1)
      if (place < TRIAL_DAYS_MAX) this.#kept[place] = trial
    }
  }

  /** Runs the kept days again: with another future, and with a longer past. */
  async audit(setup: BacktestSetup): Promise<Audit> {
    return joinAudits([await this.#lookAhead(setup), await this.#warmUp(setup)])
  }

  async #lookAhead(setup: BacktestSetup): Promise<Audit> {
    const reruns = []
    for (const trial of this.#kept)
      for (const [index, cutAt] of cutsOf(trial).entries()) {
        const cut: Cut = { at: cutAt, date: trial.day.date, seed: trial.day.openAt / 1_000 + index }
        const market = scrambledMarket(setup.market, cut)
        const history = scrambledHistory(setup.history, cut)
        const other = await rerun({ ...setup, market, history }, trial)
        const upToCut = ({ at }: Decided) => at <= cutAt
        const one = trial.decided.filter(upToCut).map(whole)
        reruns.push({ cutAt, difference: firstDifference(one, other.filter(upToCut).map(whole)) })
      }
    return judged({
      name: 'look-ahead',
      severity: 'bias',
      items: reruns,
      judge: ({ cutAt, difference }) =>
        difference && {
          text: `with other bars from then on, ${decisionText(named(difference.one))} became ${decisionText(named(difference.other))}: the rules knew what came later`,
          at: cutAt,
        },
    })
  }

  async #warmUp(setup: BacktestSetup): Promise<Audit> {
    const reruns = []
    for (const trial of this.#kept) {
      const history = longerHistory(setup.history)
      const other = await rerun({ ...setup, history }, trial)
      if (!history.wasLonger()) continue
      reruns.push({
        at: trial.day.openAt,
        difference: firstDifference(trial.decided.map(essence), other.map(essence)),
      })
    }
    return judged({
      name: 'warm-up-too-short',
      severity: 'bias',
      items: reruns,
      judge: ({ at, difference }) =>
        difference && {
          text: `with twice the past, ${decisionText(difference.one)} became ${decisionText(difference.other)}`,
          at,
        },
    })
  }
}

async function rerun(setup: BacktestSetup, { day, before }: TrialDay): Promise<readonly Decided[]> {
  return (await runDay(setup, day, { before, funnel: new Funnel() })).decided
}

/** At decisions that are spread over the day: what each hangs on must lie before it. */
function cutsOf({ decided }: TrialDay): readonly EpochMs[] {
  const moments = [...new Set(decided.map(({ at }) => at))]
  const step = Math.max(1, moments.length / CUTS_A_DAY)
  return [
    ...new Set(Array.from({ length: CUTS_A_DAY }, (_, index) => moments[Math.floor(index * step)])),
  ].filter((moment) => moment !== undefined)
}

function whole({ id, at, value }: Decided): Decision {
  return { at, what: `${id} ${JSON.stringify(value)}` }
}

/** A longer past moves averages in their ninth digit: which decisions there were must not change. */
function essence({ id, at }: Decided): Decision {
  return { at, what: id }
}

/** Of a whole record only its name is told. */
function named(decision: Decision | undefined): Decision | undefined {
  return decision && { ...decision, what: decision.what.slice(0, decision.what.indexOf(' ')) }
}

function longerHistory(history: BacktestSetup['history']) {
  let longer = false
  return {
    wasLonger: () => longer,
    dailyBars: async (
      symbol: Parameters<typeof history.dailyBars>[0],
      request: Parameters<typeof history.dailyBars>[1],
    ) => {
      const bars = await history.dailyBars(symbol, { ...request, count: request.count * LONGER_PAST })
      if (bars.length > request.count) longer = true
      return bars
    },
    minuteSessions: history.minuteSessions.bind(history),
  }
}
