import type { Audit } from '../audit.ts'
import { barObjection, everyBar } from '../bar-index.ts'
import type { BarsView } from '../bars-view.ts'
import { judged } from '../judged.ts'
import { moment } from '../told.ts'

/** Bars that begin after the present, when it is told. */
export function futureBars({ series, options: { now } }: BarsView): Audit {
  return judged({
    name: 'future-bars',
    severity: 'bias',
    items: now === undefined ? [] : everyBar(series),
    judge: (item) => {
      if (now === undefined || !(item.series.time[item.bar]! > now)) return undefined
      return barObjection(item, `it begins after the present, ${moment(now)}`)
    },
  })
}
