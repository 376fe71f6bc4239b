import type { Audit } from '../audit.ts'
import { type BarIndex, barObjection, everyBar } from '../bar-index.ts'
import type { BarsView } from '../bars-view.ts'
import { judged } from '../judged.ts'

/** Adjusted prices are rounded one by one, so that a close may lie this share beside its high. */
const ROUNDING = 0.001

/** Bars that no market makes: a price that is not above 0, open or close outside low and high, a negative volume. */
export function impossibleBar({ series }: BarsView): Audit {
  return judged({
    name: 'impossible-bar',
    severity: 'fault',
    items: everyBar(series),
    judge: (item) => (isPossible(item) ? undefined : barObjection(item, valuesOf(item))),
  })
}

function isPossible({ series, bar }: BarIndex): boolean {
  const [open, close] = [series.open[bar]!, series.close[bar]!]
  const [high, low] = [series.high[bar]!, series.low[bar]!]
  const isWithin =
    Math.max(open, close) <= high * (1 + ROUNDING) && Math.min(open, close) >= low * (1 - ROUNDING)
  return low > 0 && low <= high && high < Infinity && isWithin && series.volume[bar]! >= 0
}

function valuesOf({ series, bar }: BarIndex): string {
  const { open, high, low, close, volume } = series
  return `open ${open[bar]}, high ${high[bar]}, low ${low[bar]}, close ${close[bar]}, volume ${volume[bar]}`
}
