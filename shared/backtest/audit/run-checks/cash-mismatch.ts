import { accountAtMarks } from '../account-at-marks.ts'
import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { RunView } from '../run-view.ts'
import { dollars, moment } from '../told.ts'

/** Cash that is not the start cash less fills and fees, to the unit; told where the difference changes. */
export function cashMismatch(run: RunView): Audit {
  let differenceBefore = 0
  return judged({
    name: 'cash-mismatch',
    severity: 'fault',
    items: accountAtMarks(run),
    judge: ({ mark, cash }) => {
      const difference = mark.cash - cash
      if (difference === differenceBefore) return undefined
      differenceBefore = difference
      if (difference === 0) return undefined
      const text = `cash at ${moment(mark.time)} is ${dollars(mark.cash)}, start cash, fills and fees make it ${dollars(cash)}`
      return { text, at: mark.time }
    },
  })
}
