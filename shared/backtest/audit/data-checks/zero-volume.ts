import type { EpochMs } from '../../../time/instant.ts'
import type { Audit } from '../audit.ts'
import type { BarsView, SessionBars } from '../bars-view.ts'
import { judged } from '../judged.ts'

/** Dates on which a symbol has bars and no volume, counted a symbol: nothing could be traded there. */
export function zeroVolume({ sessions }: BarsView): Audit {
  return judged({
    name: 'zero-volume',
    severity: 'warning',
    items: sessions,
    judge: ([series, dates]) => {
      const empty = dates.filter(hasNoVolume)
      const [first] = empty
      if (!first) return undefined
      return {
        text: `${series.symbol}: ${empty.length} of ${dates.length} dates have no volume, the first is ${first.date}`,
        symbol: series.symbol,
        at: series.time[first.first]! as EpochMs,
      }
    },
  })
}

function hasNoVolume({ series, first, last }: SessionBars): boolean {
  for (let bar = first; bar <= last; bar += 1) if (series.volume[bar]! > 0) return false
  return true
}
