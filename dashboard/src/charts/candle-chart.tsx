import {
  CandlestickSeries,
  type IPriceLine,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  LineType,
  type UTCTimestamp,
} from 'lightweight-charts'
import { useEffect, useRef } from 'react'
import { colourOf } from './chart-theme.ts'
import { useChart } from './use-chart.ts'

/** A bar as the API tells it, its prices as plain numbers. */
export interface Candle {
  readonly at: string
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

/** A price that stands for a while, such as the entry or the target. */
export interface Level {
  readonly name: string
  readonly price: number
  readonly token: '--accent' | '--loss' | '--gain' | '--muted'
}

interface Drawn {
  readonly candles: ISeriesApi<'Candlestick'>
  readonly stop: ISeriesApi<'Line'>
  levels: IPriceLine[]
}

/** Minutes of a symbol with the levels of a position and where its stop stood when. */
export function CandleChart({
  label,
  bars,
  levels,
  stops,
}: {
  readonly label: string
  readonly bars: readonly Candle[]
  readonly levels: readonly Level[]
  readonly stops: readonly { readonly at: string; readonly stop: number }[]
}) {
  const { box, chart } = useChart()
  const drawn = useRef<Drawn>(undefined)
  useEffect(() => {
    const element = box.current
    if (!chart || !element) return undefined
    const [gain, loss] = [colourOf(element, '--gain'), colourOf(element, '--loss')]
    const candles = chart.addSeries(CandlestickSeries, {
      ...{ upColor: gain, wickUpColor: gain, downColor: loss, wickDownColor: loss, borderVisible: false },
    })
    const stop = chart.addSeries(LineSeries, {
      ...{ color: loss, lineWidth: 2, lineType: LineType.WithSteps, title: 'Stop', priceLineVisible: false },
    })
    drawn.current = { candles, stop, levels: [] }
    return () => {
      drawn.current = undefined
    }
  }, [chart, box])
  useEffect(() => {
    const [element, parts] = [box.current, drawn.current]
    if (!chart || !element || !parts) return
    parts.candles.setData(bars.map(({ at, ...prices }) => ({ time: second(at), ...prices })))
    parts.stop.setData(stopPoints(stops, bars))
    for (const line of parts.levels) parts.candles.removePriceLine(line)
    parts.levels = levels.map(({ name, price, token }) =>
      parts.candles.createPriceLine({
        ...{ price, title: name, color: colourOf(element, token), lineStyle: LineStyle.Dashed, lineWidth: 1 },
      }),
    )
    chart.timeScale().fitContent()
  }, [chart, box, bars, levels, stops])
  return <figure ref={box} className="chart tall" aria-label={label} />
}

function second(at: string): UTCTimestamp {
  return Math.floor(Date.parse(at) / 1_000) as UTCTimestamp
}

/** The last stop holds until the last bar. */
function stopPoints(
  stops: readonly { readonly at: string; readonly stop: number }[],
  bars: readonly Candle[],
) {
  const points = new Map(stops.map(({ at, stop }) => [second(at), stop]))
  const [last, end] = [stops.at(-1), bars.at(-1)]
  if (last && end && second(end.at) > second(last.at)) points.set(second(end.at), last.stop)
  return [...points].sort(([first], [other]) => first - other).map(([time, value]) => ({ time, value }))
}
