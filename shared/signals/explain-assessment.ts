import type { AssessmentRecord } from './decision-record.ts'
import { figure, figures } from './explain-figures.ts'
import type { ExplanationStep } from './explanation.ts'
import type { GateCode } from './gate.ts'
import { LIMITED_FACTOR, SCORE_WEIGHTS } from './score.ts'

/** Every figure the decision rested on. */
export function whatWasSeen({ features }: AssessmentRecord): ExplanationStep {
  return { title: 'What was seen', lines: figures(features) }
}

/** What each strategy said: its score with the reasons, or why it abstained. */
export function strategiesAsked({ opinions }: AssessmentRecord): ExplanationStep {
  return {
    title: 'What the strategies said',
    lines: opinions.map(({ strategy, family, opinion }) =>
      opinion.kind === 'vote'
        ? `${strategy} (${family}): votes ${figure(opinion.score)}: ${opinion.reasons.join('; ')}`
        : `${strategy} (${family}): abstains: ${opinion.reason}`,
    ),
  }
}

/** The score part by part, added up again so that a formula that has changed since does not pass unnoticed. */
export function agreementAndScore(assessment: AssessmentRecord): ExplanationStep {
  const { agreement, score, tier, expectedReturnPct, features } = assessment
  const limited = features['quality'] === 'limited'
  return {
    title: 'Score',
    lines: [
      ...Object.entries(SCORE_WEIGHTS).map(([name, weight]) => partLine(name, weight, score)),
      `agreement ${agreement.level} of ${agreement.families.join(', ') || 'no family'}: + ${figure(score.agreementBonus)}`,
      ...(limited ? [`limited daily history: × ${LIMITED_FACTOR}`] : []),
      `total ${score.total.toFixed(4)} (${score.total.toFixed(2)}), ${tier}, label ${figure(expectedReturnPct)} %, not a probability`,
      ...checkSum(score, limited),
    ],
  }
}

type ScoreRecord = AssessmentRecord['score']

function partLine(name: string, weight: number, { parts }: ScoreRecord): string {
  const part = parts[name]
  return part === undefined
    ? `${name}: not known, counts 0 of ${figure(weight)}`
    : `${name}: ${figure(part)} × ${figure(weight)} = ${figure(part * weight)}`
}

function checkSum({ parts, agreementBonus, total }: ScoreRecord, limited: boolean): readonly string[] {
  const sum = Object.entries(SCORE_WEIGHTS).reduce(
    (soFar, [name, weight]) => soFar + weight * (parts[name] ?? 0),
    agreementBonus,
  )
  const today = Math.min(1, sum) * (limited ? LIMITED_FACTOR : 1)
  if (Math.abs(today - total) <= 0.0001) return []
  return [`with today's weights these parts give ${today.toFixed(4)}: the formula has changed since`]
}

/** The figure each gate looked at; those that ask about the circumstances of the house have none of their own. */
const GATE_FIGURES: Readonly<Record<GateCode, ((assessment: AssessmentRecord) => unknown) | undefined>> = {
  price: ({ features }) => features['price'],
  'average-volume': ({ features }) => features['averageVolume20'],
  'data-quality': ({ features }) => features['quality'],
  score: ({ score }) => score.total,
  agreement: ({ agreement }) => agreement.families.length,
  rsi: ({ features }) => features['rsi14'],
  'volume-ratio': ({ features }) => features['volumeRatio'],
  'twenty-bar-return': ({ features }) => features['twentyBarReturnPct'],
  spread: ({ features }) => features['spreadBps'],
  'no-trade-day': undefined,
  'opening-guard': undefined,
  'entry-cutoff': undefined,
  token: undefined,
  clock: undefined,
  budget: undefined,
  earnings: undefined,
  cooldown: undefined,
  'stop-cooldown': undefined,
  'entries-today': undefined,
}

/** Each gate in its order: open with the figure it saw, or shut with what was missing and by how much. */
export function gatesAsked(assessment: AssessmentRecord): ExplanationStep {
  const { refusals, warnings } = assessment.gates
  const known = Object.keys(GATE_FIGURES)
  const others = refusals.filter(({ code }) => !known.includes(gateOf(code)))
  return {
    title: 'Gates',
    lines: [
      ...Object.entries(GATE_FIGURES).map(([code, seen]) => {
        const refusal = refusals.find((shut) => gateOf(shut.code) === code)
        if (refusal) return shutLine(refusal)
        return seen ? `open ${code}: ${figure(seen(assessment))}` : `open ${code}`
      }),
      ...others.map(shutLine),
      ...warnings.map((warning) => `warning ${warning}`),
    ],
  }
}

function gateOf(code: string): string {
  return code.replace(/-unknown$/, '')
}

function shutLine({ code, text }: { readonly code: string; readonly text: string }): string {
  return `SHUT ${code}: ${text}`
}
