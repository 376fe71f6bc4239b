import * as moveScores from '../signals/move-scores.ts'
import * as subScores from '../signals/sub-scores.ts'
import type { Strategy } from './strategy.ts'
import { type WeighedPart, weighEvidence } from './weighed-evidence.ts'

const SUM_MIN = 8

/** The weights of spec §7; they add up to 16. */
const PARTS: readonly WeighedPart[] = [
  { name: 'trend', weight: 3, value: subScores.smaStack },
  { name: 'price action', weight: 2.5, value: moveScores.priceAction },
  { name: 'momentum', weight: 2, value: moveScores.momentum },
  { name: 'volume', weight: 1.5, value: subScores.volumeRatio },
  { name: 'volatility', weight: 1, value: moveScores.volatility },
  { name: 'Bollinger', weight: 1.5, value: subScores.bollinger },
  { name: 'opening range', weight: 2.5, value: subScores.openingRange },
  { name: 'volume surge', weight: 2, value: subScores.volumeSurge },
]

/** Strategy 2: a trend that the day confirms, told by weighing eight kinds of evidence. */
export const advanced: Strategy = {
  id: 'advanced',
  family: 'trend',
  evaluate: (features) => weighEvidence(features, PARTS, SUM_MIN),
}
