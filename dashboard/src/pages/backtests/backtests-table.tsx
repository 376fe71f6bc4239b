import { Link } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { DataTable } from '../../components/data-table.tsx'
import { Moment } from '../../components/moment.tsx'
import { Pct } from '../../components/money.tsx'
import { Pill } from '../../components/pill.tsx'

type Report = Answer<'/backtests'>['reports'][number]

const SYMBOLS_NAMED = 4

/** Kept reports, newest first, each with its headline; a biased run has none. */
export function BacktestsTable({
  rows,
  opened,
}: {
  readonly rows: readonly Report[]
  readonly opened: string | null
}) {
  return (
    <DataTable
      label="Kept backtest reports"
      columns={[
        { title: 'Report', cell: (report) => <ReportLink report={report} isOpen={report.id === opened} /> },
        {
          title: 'Made',
          cell: ({ at }) => <Moment at={at} day />,
        },
        { title: 'Days', cell: (report) => <span className="number">{daysOf(report)}</span> },
        { title: 'Symbols', cell: ({ symbols }) => <div className="named">{symbolsOf(symbols)}</div> },
        { title: 'Return', cell: ({ returnPct }) => returnOf(returnPct), isNumber: true },
        { title: 'Trades', cell: ({ trades }) => trades ?? '–', isNumber: true },
        { title: 'Checks', cell: ({ isBiased }) => <BiasPill isBiased={isBiased} /> },
      ]}
      rows={rows}
      keyOf={({ id }) => id}
      empty="No report is kept."
    />
  )
}

function ReportLink({ report: { id, name }, isOpen }: { readonly report: Report; readonly isOpen: boolean }) {
  return (
    <Link
      className="touch named"
      href={`/backtests?report=${encodeURIComponent(id)}`}
      aria-current={isOpen ? 'true' : undefined}
    >
      <span className="visually-hidden">Open </span>
      {name}
    </Link>
  )
}

function BiasPill({ isBiased }: { readonly isBiased: boolean }) {
  return isBiased ? <Pill tone="bad">Biased: not to be trusted</Pill> : <Pill tone="good">Passed</Pill>
}

function daysOf({ from, to }: Report): string {
  return from === undefined || to === undefined ? '–' : `${from} to ${to}`
}

function symbolsOf(symbols: readonly string[] | undefined): string {
  if (symbols === undefined) return '–'
  const more = symbols.length - SYMBOLS_NAMED
  return `${symbols.slice(0, SYMBOLS_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function returnOf(pct: number | undefined) {
  return pct === undefined ? '–' : <Pct value={pct} />
}
