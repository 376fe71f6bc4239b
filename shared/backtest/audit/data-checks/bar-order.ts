import type { Audit } from '../audit.ts'
import { barObjection, everyBar } from '../bar-index.ts'
import type { BarsView } from '../bars-view.ts'
import { judged } from '../judged.ts'

/** Bars that do not begin after the one before: unsorted, or there twice. */
export function barOrder({ series }: BarsView): Audit {
  return judged({
    name: 'bar-order',
    severity: 'fault',
    items: everyBar(series),
    judge: (item) => {
      const { time } = item.series
      if (item.bar === 0 || time[item.bar]! > time[item.bar - 1]!) return undefined
      const isSame = time[item.bar] === time[item.bar - 1]
      return barObjection(item, isSame ? 'there is a second bar of this time' : 'it stands after a later bar')
    },
  })
}
