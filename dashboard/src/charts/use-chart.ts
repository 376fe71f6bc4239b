import { createChart, type IChartApi } from 'lightweight-charts'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { chartTheme } from './chart-theme.ts'

const DARK = '(prefers-color-scheme: dark)'

/** A chart in an element for as long as it is shown; it takes the colours of the page, also when these change. */
export function useChart(): {
  readonly box: RefObject<HTMLElement | null>
  readonly chart: IChartApi | undefined
} {
  const box = useRef<HTMLElement>(null)
  const [chart, setChart] = useState<IChartApi>()
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const made = createChart(element, chartTheme(element))
    const scheme = window.matchMedia(DARK)
    const repaint = () => made.applyOptions(chartTheme(element))
    scheme.addEventListener('change', repaint)
    setChart(made)
    return () => {
      scheme.removeEventListener('change', repaint)
      setChart(undefined)
      made.remove()
    }
  }, [])
  return { box, chart }
}
