import { monthlyReturns, type YearReturns } from '../../metrics/monthly-returns.ts'
import type { EquityPoint } from '../../result/backtest-result.ts'
import { tag, textTag } from '../page/html.ts'
import { section } from '../page/section.ts'
import { numberText, pctText } from '../text/number-text.ts'
import { toneOf } from '../text/tone.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** The strongest colour still leaves the letters on it a contrast of 4.5. */
const COLOUR_PCT_MAX = 55
/** The weakest one can be told from the ground. */
const COLOUR_PCT_MIN = 10

interface Shown {
  /** The month with the largest return in either direction, in percent. */
  readonly largest: number
}

/** The return of each month, year by year. */
export function monthlyTable(
  { equity, startUsd }: { readonly equity: readonly EquityPoint[]; readonly startUsd: number },
  refuted: boolean,
): string {
  const years = monthlyReturns(equity, startUsd)
  const sizes = years.flatMap(({ months }) => months.map((pct) => Math.abs(pct ?? 0)))
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0)
  return section(
    {
      id: 'months',
      title: 'Month by month',
      note: 'Return in percent; the stronger the colour, the larger it is. A month that was run in part counts its part.',
      refuted,
    },
    ...years.map((year) => yearBlock(year, { largest })),
  )
}

function yearBlock({ year, months, totalPct }: YearReturns, { largest }: Shown): string {
  return tag(
    'div',
    { class: 'year' },
    tag(
      'h3',
      {},
      textTag('span', {}, String(year)),
      textTag('span', { class: toneOf(totalPct) }, pctText(totalPct, { sign: true })),
    ),
    tag(
      'ul',
      { class: 'months' },
      ...MONTHS.map((name, index) => monthCell(name, { pct: months[index], largest })),
    ),
  )
}

function monthCell(
  name: string,
  { pct, largest }: Shown & { readonly pct: number | null | undefined },
): string {
  const label = textTag('small', {}, name)
  if (typeof pct !== 'number') return tag('li', { class: 'none' }, label, '–')
  const share = largest === 0 ? 0 : Math.abs(pct) / largest
  const colour = COLOUR_PCT_MIN + share * (COLOUR_PCT_MAX - COLOUR_PCT_MIN)
  const look = { class: toneOf(pct), style: `--size:${colour.toFixed(1)}%` }
  return tag('li', look, label, numberText(pct, { sign: true }))
}
