import type {
  ComparedDay,
  NotCompared,
  ParityDifference,
  ParityReport,
} from '../backtest/parity/parity-report.ts'
import { add, type Money, toDisplay } from '../domain/money.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs } from '../time/instant.ts'
import type { Alert } from './alert.ts'
import { counted } from './wording.ts'

/** A phone shows a message of six lines whole; the first is the headline. */
const LINES_BELOW_HEADLINE = 5
const EVIDENCE_CHARACTERS = 160

/** Tells the owner after the close why the day was another one than its backtest; at most six lines. */
export function parityAlert(report: ParityReport, time: EpochMs): Alert {
  return {
    alertId: `parity-${report.date}`,
    // It belongs to the report of the day and is filtered with it.
    type: 'END_OF_DAY',
    urgency: 'info',
    time,
    text: (report.status === 'compared' ? comparedLines(report) : notComparedLines(report)).join('\n'),
  }
}

function notComparedLines({ date, reason }: NotCompared): readonly string[] {
  return [`Parity ${date}: not possible: ${reason}`]
}

function comparedLines(report: ComparedDay): readonly string[] {
  const { date, livePnl, testedPnl, differences } = report
  const count = differences.length === 0 ? 'no difference' : counted(differences.length, 'difference')
  const notes = noteLines(report)
  return [
    `Parity ${date}: live ${usd(livePnl)}, backtest ${usd(testedPnl)}, ${count}`,
    ...differenceLines(differences, LINES_BELOW_HEADLINE - notes.length),
    ...notes,
  ]
}

function noteLines({ unscanned, heldInBacktest }: ComparedDay): readonly string[] {
  const [longest] = unscanned.toSorted((one, other) => other.to - other.from - (one.to - one.from))
  return [
    ...(longest
      ? [`No scan from ${et(longest.from)} to ${et(longest.to)}: what was missed is not known`]
      : []),
    ...(heldInBacktest.length > 0
      ? [`Without a quote to sell at in the backtest, not counted: ${heldInBacktest.join(', ')}`]
      : []),
  ]
}

/** The largest ones; the last line tells of the others where there are more than lines. */
function differenceLines(differences: readonly ParityDifference[], room: number): readonly string[] {
  if (differences.length <= room) return differences.map(differenceLine)
  const rest = differences.slice(room - 1)
  const sum = add(...rest.map(({ amount }) => amount))
  return [...differences.slice(0, room - 1).map(differenceLine), `and ${rest.length} more: ${usd(sum)}`]
}

/** "-12.30 USD SQQQ 10:06 entry-not-taken, paused: …". */
function differenceLine({ amount, symbol, at, cause, why, evidence }: ParityDifference): string {
  const reason = why === undefined ? cause : `${cause}, ${why}`
  const words =
    evidence.length > EVIDENCE_CHARACTERS ? `${evidence.slice(0, EVIDENCE_CHARACTERS)}…` : evidence
  return `${usd(amount)} ${symbol} ${et(at)} ${reason}: ${words.replaceAll('\n', ' ')}`
}

function usd(amount: Money): string {
  return `${toDisplay(amount, { sign: true })} USD`
}

function et(at: EpochMs): string {
  return formatEt(at, 'time')
}
