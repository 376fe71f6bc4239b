import { counted } from '../counted.ts'
import type { FolderCheck, SymbolCheck } from './check-folder.ts'
import { DATA_CHECKS, type DataFinding, isFault, nextStep } from './data-finding.ts'

/** Each fault makes a backtest wrong, so that more of them are told. */
const FAULTS_SHOWN = 20
const WARNINGS_SHOWN = 6

/** A check of a folder as a person reads it in a terminal: symbols and findings, the worst first. */
export function checkLines(check: FolderCheck): readonly string[] {
  const faults = check.findings.filter(isFault).length
  const rows = ranked(check)
  const spotless = check.symbols.length - rows.length
  const step = nextStep(check.findings)
  return [
    ...(rows.length > 0 ? [HEADER, ...rows.map((symbol) => symbolLine(symbol, check.findings))] : []),
    ...(spotless > 0 ? [`${counted(spotless, 'symbol')} without a finding`] : []),
    '',
    ...DATA_CHECKS.flatMap((name) =>
      findingLines(check.findings.filter((finding) => finding.check === name)),
    ),
    `${counted(check.files, 'file')} of ${counted(check.symbols.length, 'symbol')}: ${counted(faults, 'fault')}, ${counted(check.findings.length - faults, 'warning')}`,
    step === undefined ? 'Nothing to do' : `Next: ${step}`,
  ]
}

const HEADER = [
  'symbol'.padEnd(8),
  'faults'.padStart(6),
  'warned'.padStart(6),
  'minute days'.padStart(11),
  'from'.padStart(10),
  'until'.padStart(10),
  'minutes'.padStart(8),
  'of'.padStart(8),
  'partial'.padStart(7),
  'missing'.padStart(7),
  'days'.padStart(6),
  'from'.padStart(10),
  'until'.padStart(10),
  'missing'.padStart(7),
].join('  ')

/** The symbols with a finding. */
function ranked({ symbols, findings }: FolderCheck): readonly SymbolCheck[] {
  const weight = ({ symbol }: SymbolCheck) => {
    const own = findings.filter((finding) => finding.symbol === symbol)
    return own.filter(isFault).length * 1_000 + own.length
  }
  return symbols
    .filter((symbol) => weight(symbol) > 0)
    .toSorted((first, second) => weight(second) - weight(first))
}

function symbolLine({ symbol, minute, daily }: SymbolCheck, findings: readonly DataFinding[]): string {
  const own = findings.filter((finding) => finding.symbol === symbol)
  const faults = own.filter(isFault).length
  const cells: readonly (readonly [string | number | undefined, number])[] = [
    [faults, 6],
    [own.length - faults, 6],
    [minute?.sessions, 11],
    [minute?.first, 10],
    [minute?.last, 10],
    [minute?.bars, 8],
    [minute?.expected, 8],
    [minute?.partialDays.length, 7],
    [minute?.missingSessions.length, 7],
    [daily?.sessions, 6],
    [daily?.first, 10],
    [daily?.last, 10],
    [daily?.missingSessions.length, 7],
  ]
  return [symbol.padEnd(8), ...cells.map(([value = '-', width]) => String(value).padStart(width))].join('  ')
}

function findingLines(findings: readonly DataFinding[]): readonly string[] {
  const [first] = findings
  if (!first) return []
  const most = isFault(first) ? FAULTS_SHOWN : WARNINGS_SHOWN
  const lines = findings.slice(0, most).map(({ symbol = '', text }) => `  ${symbol.padEnd(6)} ${text}`)
  const more = findings.length - lines.length
  return [
    `${first.severity} ${first.check}`,
    ...lines,
    ...(more > 0 ? [`  and ${more} more; --json tells all`] : []),
    '',
  ]
}
