import { lazy, Suspense, useMemo } from 'react'
import type { Answer } from '../../api/client.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { Moment } from '../../components/moment.tsx'
import { Price } from '../../components/money.tsx'

const LineChart = lazy(async () => ({ default: (await import('../../charts/line-chart.tsx')).LineChart }))

type StopMove = Answer<'/decisions/:id'>['stops'][number]

const KINDS: Readonly<Record<StopMove['kind'], string>> = {
  initial: 'First stop',
  breakeven: 'To break even',
  trailing: 'Trailing',
  surge: 'Volume surge',
}

/** Where the stop of a position stood over time; a line too once it has moved. */
export function StopHistory({ stops }: { readonly stops: readonly StopMove[] }) {
  return (
    <div className="stack">
      {stops.length > 1 && <StopLine stops={stops} />}
      <DataTable
        label="Where the stop stood, oldest first"
        columns={COLUMNS}
        rows={stops}
        keyOf={({ at, stop }) => `${at} ${stop}`}
        empty="No stop was set."
      />
    </div>
  )
}

function StopLine({ stops }: { readonly stops: readonly StopMove[] }) {
  const series = useMemo(
    () => [{ name: 'Stop', points: stops.map(({ at, stop }) => ({ at, value: Number(stop) })) }],
    [stops],
  )
  return (
    <Suspense fallback={<div className="waiting" style={{ ['--room' as string]: '10rem' }} />}>
      <LineChart label="The stop over time; its figures stand below" series={series} height="10rem" />
    </Suspense>
  )
}

const COLUMNS: readonly Column<StopMove>[] = [
  { title: 'Time', cell: ({ at }) => <Moment at={at} day /> },
  { title: 'Why', cell: ({ kind }) => KINDS[kind] },
  { title: 'Stop', isNumber: true, cell: ({ stop }) => <Price exact={stop} /> },
]
