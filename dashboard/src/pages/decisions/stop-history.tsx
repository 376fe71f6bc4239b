import { lazy, Suspense, useMemo } from 'react'
import type { Answer } from '../../api/client.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { Moment } from '../../components/moment.tsx'
import { Price } from '../../components/money.tsx'

const LineChart = lazy(async () => ({ default: (await import('../../charts/line-chart.tsx')).LineChart }))

const STAIR_POINTS = 60

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
  const series = useMemo(() => [{ name: 'Stop', points: stairs(stops) }], [stops])
  return (
    <Suspense fallback={<div className="waiting" style={{ ['--room' as string]: '10rem' }} />}>
      <LineChart label="The stop over time; its figures stand below" series={series} height="10rem" />
    </Suspense>
  )
}

/**
 * A stop stands where it is until it is moved. The chart joins points by straight lines and gives each the same room, so that only
 * many of them, evenly in time, look like the stairs that they are.
 */
function stairs(stops: readonly StopMove[]) {
  const moves = stops.map(({ at, stop }) => ({ at: Date.parse(at), value: Number(stop) }))
  const first = moves.at(0)?.at ?? 0
  const last = moves.at(-1)?.at ?? 0
  return Array.from({ length: STAIR_POINTS + 1 }, (_, index) => {
    const at = first + ((last - first) * index) / STAIR_POINTS
    const value = moves.findLast((move) => move.at <= at)?.value ?? 0
    return { at: new Date(at).toISOString(), value }
  })
}

const COLUMNS: readonly Column<StopMove>[] = [
  { title: 'Time', cell: ({ at }) => <Moment at={at} day /> },
  { title: 'Why', cell: ({ kind }) => KINDS[kind] },
  { title: 'Stop', isNumber: true, cell: ({ stop }) => <Price exact={stop} /> },
]
