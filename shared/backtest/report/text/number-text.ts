import { moneyFromNumber, toDisplay } from '../../../domain/money.ts'

/** A number and its unit stay on one line. */
const SPACE = '\u00a0'
/** From here on decimals only hide the size. */
const WHOLE_FROM = 10_000

interface Writing {
  /** A plus in front of what is above 0. */
  readonly sign?: boolean
  readonly decimals?: number
}

/** "1,234.56" or "−0.50": a plain number with two decimals unless told otherwise; never "−0.00". */
export function numberText(value: number, { sign = false, decimals = 2 }: Writing = {}): string {
  const shown = Math.abs(value) >= WHOLE_FROM ? 0 : decimals
  const size = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  })
  const isZero = !/[1-9]/.test(size)
  if (value < 0 && !isZero) return `−${size}`
  return sign && !isZero ? `+${size}` : size
}

/** "12.34 %". */
export function pctText(value: number, writing: Writing = {}): string {
  return `${numberText(value, writing)}${SPACE}%`
}

/** "1,234.56" dollars with a real minus; `sign` puts a plus in front of what is not below 0. */
export function amountText(usd: number, { sign = false }: Pick<Writing, 'sign'> = {}): string {
  return toDisplay(moneyFromNumber(usd), { sign }).replace('-', '−')
}

/** "+1,234.56 USD". */
export function usdText(usd: number, writing: Pick<Writing, 'sign'> = {}): string {
  return `${amountText(usd, writing)}${SPACE}USD`
}

/** "1 trade", "2,345 trades". */
export function countText(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')}${SPACE}${noun}${count === 1 ? '' : 's'}`
}
