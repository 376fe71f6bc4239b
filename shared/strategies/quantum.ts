import * as moveScores from '../signals/move-scores.ts'
import * as subScores from '../signals/sub-scores.ts'
import type { Strategy } from './strategy.ts'
import { type WeighedPart, weighEvidence } from './weighed-evidence.ts'

const SUM_MIN = 10

/** Nothing until a model has been validated and registered here; then it is weighed like the rest (spec §7). */
const MODEL_WEIGHT = 0

/** The weights of spec §7; they add up to 22. */
const PARTS: readonly WeighedPart[] = [
  { name: 'velocity', weight: 4, value: moveScores.velocity },
  { name: 'convergence', weight: 3.5, value: moveScores.convergence },
  { name: 'volume explosion', weight: 2, value: moveScores.volumeExplosion },
  { name: 'volume breakout', weight: 2.5, value: moveScores.volumeBreakout },
  { name: 'multi-timeframe', weight: 3, value: moveScores.multiTimeframe },
  { name: 'pattern', weight: 1.5, value: subScores.pattern },
  { name: 'opening range', weight: 3, value: subScores.openingRange },
  { name: 'surge', weight: 2.5, value: subScores.volumeSurge },
  { name: 'model', weight: MODEL_WEIGHT, value: () => undefined },
]

/** Strategy 3: a move under way right now, told by weighing eight kinds of evidence on the recorded tape. */
export const quantum: Strategy = {
  id: 'quantum',
  family: 'momentum',
  evaluate: (features) => weighEvidence(features, PARTS, SUM_MIN),
}
