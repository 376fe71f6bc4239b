import type { CostModel } from '../backtest/costs/cost-model.ts'
import { banditContext } from '../bandit/context.ts'
import type { DecisionId, Ticker } from '../domain/ids.ts'
import { contextFigures } from '../proposals/context-figures.ts'
import { playableArms } from '../proposals/playable-arms.ts'
import type { ExchangeDate } from '../time/instant.ts'
import { PAPER_LOOP_CAVEATS } from './caveats.ts'
import { type Comparison, comparePlayers } from './compare-players.ts'
import type { PaperLoopSetup } from './paper-loop-setup.ts'
import { PaperPlayer, type Situation } from './paper-player.ts'
import { isLearned, type PaperRound } from './paper-round.ts'
import { type PlayerSummary, playerSummary } from './player-summary.ts'
import { type ByPolicy, freshPolicy, type PolicyName } from './policies.ts'
import { type PaperMarket, paperMarket, type UnseenCode } from './see-on-paper.ts'

/** What a paper loop tells. */
export interface PaperLoopResult {
  readonly about: {
    readonly symbols: readonly Ticker[]
    readonly from: ExchangeDate
    readonly to: ExchangeDate
    readonly days: number
    readonly events: number
    readonly seed: number
    readonly costs: CostModel
  }
  /** Mornings on which a symbol could not be looked at, by reason. */
  readonly unseen: Readonly<Record<UnseenCode, number>>
  /** Of the bandit, in the order of its decisions. */
  readonly rounds: readonly PaperRound[]
  readonly players: ByPolicy<PlayerSummary>
  readonly comparisons: readonly Comparison[]
  readonly caveats: readonly string[]
}

/**
 * Plays the paper loop of spec §12 over daily bars, each morning and symbol once: propose, validate, fill on paper, and learn when
 * the trade is over. Two others play the same mornings with the same machinery: one draws its arm, one always plays REACTIVE.
 */
export function runPaperLoop(setup: PaperLoopSetup): PaperLoopResult {
  const markets = setup.symbols.map((symbol) => paperMarket(symbol, setup))
  const dates = datesOf(markets, setup)
  const players = byPolicy((name) => new PaperPlayer({ ...setup, policy: freshPolicy(name) }))
  const unseen: Record<UnseenCode, number> = { 'no-open': 0, 'too-few-days': 0, 'old-days': 0 }
  for (const [done, date] of dates.entries()) {
    for (const player of Object.values(players)) player.startDay(date)
    for (const market of markets) {
      const situation = situationOf(market, { date, seed: setup.seed })
      if (typeof situation === 'string') unseen[situation] += 1
      else for (const player of Object.values(players)) player.play(situation)
    }
    setup.onProgress?.({ date, done: done + 1, total: dates.length })
  }
  return resultOf(setup, { dates, unseen, rounds: byPolicy((name) => players[name].rounds) })
}

function resultOf(
  setup: PaperLoopSetup,
  run: {
    readonly dates: readonly ExchangeDate[]
    readonly unseen: PaperLoopResult['unseen']
    readonly rounds: ByPolicy<readonly PaperRound[]>
  },
): PaperLoopResult {
  const { from, to, seed, costs, events } = setup
  const { dates, unseen, rounds } = run
  const curveDates = withLaterEnds(dates, rounds)
  return {
    about: {
      symbols: setup.symbols.map(({ symbol }) => symbol),
      ...{ from: dates[0] ?? from, to: dates.at(-1) ?? to },
      ...{ days: dates.length, events: events.length, seed, costs },
    },
    unseen,
    rounds: rounds.bandit,
    players: byPolicy((name) => playerSummary(rounds[name], curveDates)),
    comparisons: comparePlayers(rounds, { dates, seed }),
    caveats: PAPER_LOOP_CAVEATS,
  }
}

/** All that one may know in the morning of a date, or why there is nothing to decide. */
function situationOf(
  market: PaperMarket,
  { date, seed }: { readonly date: ExchangeDate; readonly seed: number },
): Situation | UnseenCode {
  const seen = market.see(date)
  if (seen.status === 'unseen') return seen.code
  const { sight } = seen
  return {
    ...{ date, market, sight },
    decisionId: `${date}-${market.symbol}-paper-${seed}` as DecisionId,
    context: banditContext(contextFigures(sight)),
    playable: playableArms(sight),
  }
}

function datesOf(
  markets: readonly PaperMarket[],
  { from, to }: Pick<PaperLoopSetup, 'from' | 'to'>,
): readonly ExchangeDate[] {
  const all = new Set(markets.flatMap(({ days }) => days.dates()))
  return [...all].filter((date) => date >= from && date <= to).toSorted()
}

/** Trades of the last days end after them, where the data go on. */
function withLaterEnds(
  dates: readonly ExchangeDate[],
  rounds: ByPolicy<readonly PaperRound[]>,
): readonly ExchangeDate[] {
  const ends = Object.values(rounds).flatMap((own) => own.filter(isLearned).map(({ learnedOn }) => learnedOn))
  return [...new Set([...dates, ...ends])].toSorted()
}

function byPolicy<Value>(make: (name: PolicyName) => Value): ByPolicy<Value> {
  return { bandit: make('bandit'), random: make('random'), reactive: make('reactive') }
}
