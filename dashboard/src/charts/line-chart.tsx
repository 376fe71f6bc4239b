import {
  AreaSeries,
  type IChartApi,
  type ISeriesApi,
  LineSeries,
  type UTCTimestamp,
} from 'lightweight-charts'
import { useEffect, useRef } from 'react'
import { colourOf } from './chart-theme.ts'
import { useChart } from './use-chart.ts'

export interface LinePoint {
  /** A moment as the API tells it. */
  readonly at: string
  readonly value: number
}

export interface Line {
  readonly name: string
  readonly points: readonly LinePoint[]
}

/** What is on a chart; another chart begins with nothing. */
interface Drawn {
  readonly chart: IChartApi
  readonly lines: Map<string, ISeriesApi<'Area'> | ISeriesApi<'Line'>>
}

const TOKENS = ['--accent', '--muted', '--loss']

/** One or a few lines over time; `label` says for those who can't see it what it shows. */
export function LineChart({
  label,
  series,
  height = '16rem',
}: {
  readonly label: string
  readonly series: readonly Line[]
  readonly height?: string
}) {
  const { box, chart } = useChart()
  const drawn = useRef<Drawn>(undefined)
  useEffect(() => {
    const element = box.current
    if (!chart || !element) return
    if (drawn.current?.chart !== chart) drawn.current = { chart, lines: new Map() }
    const { lines } = drawn.current
    for (const [index, { name, points }] of series.entries()) {
      const colour = colourOf(element, TOKENS[index % TOKENS.length] as string)
      const line =
        lines.get(name) ?? (index === 0 ? chart.addSeries(AreaSeries) : chart.addSeries(LineSeries))
      lines.set(name, line)
      line.applyOptions({ title: series.length > 1 ? name : '', lineWidth: 2, ...paint(colour, index === 0) })
      line.setData(distinct(points))
    }
    chart.timeScale().fitContent()
  }, [chart, box, series])
  return <figure ref={box} className="chart" style={{ height }} aria-label={label} />
}

function paint(colour: string, isArea: boolean) {
  return isArea
    ? { lineColor: colour, topColor: translucent(colour, 0.25), bottomColor: translucent(colour, 0) }
    : { color: colour }
}

function translucent(colour: string, opacity: number): string {
  return colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${opacity})`)
}

/** The chart wants rising seconds; of two in one second the later counts. */
function distinct(points: readonly LinePoint[]) {
  const bySecond = new Map(points.map(({ at, value }) => [Math.floor(Date.parse(at) / 1_000), value]))
  return [...bySecond]
    .sort(([first], [second]) => first - second)
    .map(([time, value]) => ({ time: time as UTCTimestamp, value }))
}
