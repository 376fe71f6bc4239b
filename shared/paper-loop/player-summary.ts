import { mean } from '../backtest/metrics/moments.ts'
import { type Arm, type ByArm, byArm } from '../bandit/arm.ts'
import { add, type Money, ZERO } from '../domain/money.ts'
import type { ExchangeDate } from '../time/instant.ts'
import { type LearningPoint, learningCurve } from './learning-curve.ts'
import { isLearned, isTraded, type PaperCode, type PaperRound } from './paper-round.ts'

/** What became of one arm. Means are absent where there is nothing to take them of. */
export interface ArmSummary {
  readonly chosen: number
  readonly traded: number
  readonly rejected: number
  /** Bought, and not over when the bars ended. */
  readonly open: number
  readonly meanReward?: number
  readonly meanRiskMultiple?: number
}

/** What became of everything that one policy did. */
export interface PlayerSummary {
  readonly chosen: number
  readonly learned: number
  readonly traded: number
  /** Of all learned rounds, skipped ones with their 0 among them. */
  readonly meanReward?: number
  readonly totalReward: number
  /** Of the trades alone. */
  readonly meanRiskMultiple?: number
  /** After costs, in sizes of the guardrails. */
  readonly profit: Money
  readonly costs: Money
  readonly arms: ByArm<ArmSummary>
  readonly rejections: Readonly<Partial<Record<PaperCode, number>>>
  readonly curve: readonly LearningPoint[]
}

/** Sums up the rounds of one policy; `dates` are those of its curve. */
export function playerSummary(rounds: readonly PaperRound[], dates: readonly ExchangeDate[]): PlayerSummary {
  const learned = rounds.filter(isLearned)
  const traded = rounds.filter(isTraded)
  const rewards = learned.map(({ reward }) => reward)
  return {
    ...{ chosen: rounds.length, learned: learned.length, traded: traded.length },
    ...meanOf('meanReward', rewards),
    totalReward: rewards.reduce((total, reward) => total + reward, 0),
    ...meanOf(
      'meanRiskMultiple',
      traded.map(({ riskMultiple }) => riskMultiple),
    ),
    profit: add(ZERO, ...traded.map(({ profit }) => profit)),
    costs: add(ZERO, ...traded.map(({ costs }) => costs)),
    arms: byArm((arm) => armSummary(arm, rounds)),
    rejections: rejectionsOf(rounds),
    curve: learningCurve(learned, dates),
  }
}

function armSummary(arm: Arm, rounds: readonly PaperRound[]): ArmSummary {
  const own = rounds.filter((round) => round.arm === arm)
  const count = (status: PaperRound['status']) => own.filter((round) => round.status === status).length
  return {
    ...{ chosen: own.length, traded: count('traded'), rejected: count('rejected'), open: count('open') },
    ...meanOf(
      'meanReward',
      own.filter(isLearned).map(({ reward }) => reward),
    ),
    ...meanOf(
      'meanRiskMultiple',
      own.filter(isTraded).map(({ riskMultiple }) => riskMultiple),
    ),
  }
}

function rejectionsOf(rounds: readonly PaperRound[]): PlayerSummary['rejections'] {
  const codes = Map.groupBy(
    rounds.filter(({ status }) => status === 'rejected'),
    ({ code }) => code,
  )
  return Object.fromEntries([...codes].map(([code, of]) => [code, of.length]))
}

function meanOf<Name extends 'meanReward' | 'meanRiskMultiple'>(name: Name, values: readonly number[]) {
  return values.length === 0 ? {} : ({ [name]: mean(values) } as Readonly<Record<Name, number>>)
}
