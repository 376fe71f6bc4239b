import { ARMS } from '../../shared/bandit/arm.ts'
import { toDisplay } from '../../shared/domain/money.ts'
import type { PaperLoopResult } from '../../shared/paper-loop/paper-loop.ts'
import { PLAYER_WORDS, signed, verdictSentences } from '../../shared/paper-loop/paper-words.ts'
import type { ArmSummary, PlayerSummary } from '../../shared/paper-loop/player-summary.ts'
import { POLICY_NAMES } from '../../shared/paper-loop/policies.ts'

const NONE = '-'

/** A paper loop for a person at a terminal: what was played, what each arm and each player earned, and what it means. */
export function loopText(
  result: PaperLoopResult,
  { label, notes }: { readonly label: string; readonly notes: readonly string[] },
): string {
  const { about, unseen, players } = result
  const left = Object.entries(unseen).filter(([, mornings]) => mornings > 0)
  return [
    `Paper loop on ${label}: ${about.days} days, ${about.from} to ${about.to}, ${about.events} events, seed ${about.seed}`,
    `Fills at the open, half of a modelled spread of ${about.costs.spreadBps} bps (at least a cent) and up to 10 bps worse`,
    ...left.map(([code, mornings]) => `Not looked at (${code}): ${mornings} mornings of a symbol`),
    '',
    ...table(['bandit', 'chosen', 'traded', 'rejected', 'mean reward', 'mean R'], armRows(players.bandit)),
    '',
    ...table(
      ['played by', 'learned', 'traded', 'mean reward', 'reward', 'mean R', 'costs USD', 'profit USD'],
      POLICY_NAMES.map((name) => playerRow(PLAYER_WORDS[name], players[name])),
    ),
    '',
    ...verdictSentences(result),
    '',
    ...notes.map((note) => `Note: ${note}`),
    'What this does not show:',
    ...result.caveats.map((caveat) => `  - ${caveat}`),
  ].join('\n')
}

function armRows({ arms }: PlayerSummary): readonly (readonly string[])[] {
  return ARMS.map((arm) => armRow(arm, arms[arm]))
}

function armRow(arm: string, { chosen, traded, rejected, meanReward, meanRiskMultiple }: ArmSummary) {
  return [arm, String(chosen), String(traded), String(rejected), told(meanReward), told(meanRiskMultiple)]
}

function playerRow(name: string, player: PlayerSummary): readonly string[] {
  const { learned, traded, meanReward, totalReward, meanRiskMultiple, costs, profit } = player
  return [
    ...[name, String(learned), String(traded), told(meanReward), signed(totalReward, 2)],
    ...[told(meanRiskMultiple), toDisplay(costs), toDisplay(profit, { sign: true })],
  ]
}

function told(value: number | undefined): string {
  return value === undefined ? NONE : signed(value)
}

/** The first column on the left, the others on the right. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  return [heads, ...rows].map((row) =>
    row
      .map((text, column) =>
        column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0),
      )
      .join('  '),
  )
}
