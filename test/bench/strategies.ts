import { strategies as registered } from '../../shared/strategies/registry.ts'
import type { Strategy } from '../../shared/strategies/strategy.ts'
import { STRONG } from '../support/strong-features.ts'
import { type Bench, type Effort, type Figure, figureOf, median } from './figure.ts'
import { bytesARound, kept, millisecondsAPiece } from './measure.ts'

const PIECES = 500
const EVALUATIONS_A_PIECE = 100
const NS_A_MS = 1_000_000

/** Time and bytes of one opinion of each strategy, on features that make it vote where it can. */
export const strategies: Bench = {
  name: 'strategies',
  run: (effort) => registered.map((strategy) => figureOn(strategy, effort)),
}

function figureOn(strategy: Strategy, effort: Effort): Figure {
  const work = () => {
    for (let done = 0; done < EVALUATIONS_A_PIECE; done += 1) kept.answer = strategy.evaluate(STRONG)
  }
  const times = millisecondsAPiece(effort, Math.round(PIECES * effort.scale), () => work)
  const nanoseconds = times.map((ms) => (ms * NS_A_MS) / EVALUATIONS_A_PIECE)
  const bytes = bytesARound(effort, work)
  return {
    ...figureOf({ group: 'strategies', name: strategy.id, unit: 'ns' }, nanoseconds),
    ...(bytes.length > 0 && { bytes: median(bytes) / EVALUATIONS_A_PIECE }),
  }
}
