import type { Audit } from '../audit.ts'
import { type BarIndex, barObjection, everyBar } from '../bar-index.ts'
import type { BarsView } from '../bars-view.ts'
import { judged } from '../judged.ts'

const FAR = 1.25

/** A high or low over 25 % away from both neighbours' bars: the price was there and back within one bar. */
export function badPrint({ series }: BarsView): Audit {
  return judged({
    name: 'bad-print',
    severity: 'warning',
    items: everyBar(series, 1),
    judge: (item) => {
      const problem = highProblem(item) ?? lowProblem(item)
      return problem === undefined ? undefined : barObjection(item, problem)
    },
  })
}

function highProblem({ series: { high }, bar }: BarIndex): string | undefined {
  const around = Math.max(high[bar - 1]!, high[bar + 1]!)
  return high[bar]! > around * FAR ? `high ${high[bar]}, the bars around reach ${around}` : undefined
}

function lowProblem({ series: { low }, bar }: BarIndex): string | undefined {
  const around = Math.min(low[bar - 1]!, low[bar + 1]!)
  return low[bar]! * FAR < around ? `low ${low[bar]}, the bars around reach ${around}` : undefined
}
