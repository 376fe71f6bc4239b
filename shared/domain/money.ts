/**
 * Exact US dollars as whole ten-thousandths, so that a stop of 47.595 or a sub-dollar price of 0.2032 has no
 * rounding. Addition and subtraction of two amounts stay whole; everything that can lose a fraction is a
 * function below that names its rounding.
 */
export type Money = number & { readonly __unit: 'usd/10000' }

/** How a result that falls between two representable amounts is settled. */
export type Rounding = 'down' | 'up' | 'nearest'

const UNITS_PER_DOLLAR = 10_000
const UNITS_PER_CENT = 100
const DECIMAL_TEXT = /^(-?)(\d+)(?:\.(\d{1,4}))?$/

export const ZERO: Money = 0 as Money

/** Reads a decimal text such as "47.595"; more than four decimals or any other shape throws. */
export function money(text: string): Money {
  const match = DECIMAL_TEXT.exec(text)
  if (!match) throw new RangeError(`not a dollar amount with at most 4 decimals: "${text}"`)
  const [, sign, whole, fraction = ''] = match
  const units = Number(whole) * UNITS_PER_DOLLAR + Number(fraction.padEnd(4, '0'))
  return asMoney(sign === '-' ? -units : units)
}

/** Takes a plain number from a wire, a bar or a configuration; it is settled on the nearest 1/10,000 unless told otherwise. */
export function moneyFromNumber(dollars: number, rounding: Rounding = 'nearest'): Money {
  return asMoney(roundUnits(dollars * UNITS_PER_DOLLAR, rounding))
}

/** The amount as a plain number of dollars, for indicator maths and for reports; never for further accounting. */
export function toNumber(amount: Money): number {
  return amount / UNITS_PER_DOLLAR
}

export function add(...amounts: readonly Money[]): Money {
  let sum = 0
  for (const amount of amounts) sum += amount
  return asMoney(sum)
}

export function subtract(from: Money, amount: Money): Money {
  return asMoney(from - amount)
}

/** Price × whole shares: always exact. */
export function times(price: Money, quantity: number): Money {
  return asMoney(price * quantity)
}

/** A share of an amount, `pct` in percent (0.5 = half a percent). */
export function percentOf(amount: Money, pct: number, rounding: Rounding): Money {
  return asMoney(roundUnits((amount * pct) / 100, rounding))
}

/** The amount divided over `parts`, for averages such as notional ÷ shares. */
export function divide(amount: Money, parts: number, rounding: Rounding): Money {
  return asMoney(roundUnits(amount / parts, rounding))
}

/** Settles an amount on a multiple of `tick`, e.g. a limit price on whole cents. */
export function toTick(amount: Money, tick: Money, rounding: Rounding): Money {
  return asMoney(roundUnits(amount / tick, rounding) * tick)
}

/** By how many percent `to` lies above `from`; negative when below. */
export function percentChange(from: Money, to: Money): number {
  return ((to - from) / from) * 100
}

export function min(first: Money, ...others: readonly Money[]): Money {
  return asMoney(Math.min(first, ...others))
}

export function max(first: Money, ...others: readonly Money[]): Money {
  return asMoney(Math.max(first, ...others))
}

/** "8740.00" or "47.595": at least two decimals, never more than needed. For the wire and for stored text. */
export function toDecimalText(amount: Money): string {
  const units = Math.abs(amount)
  const fraction = String(units % UNITS_PER_DOLLAR)
    .padStart(4, '0')
    .replace(/0{1,2}$/, '')
  return `${amount < 0 ? '-' : ''}${Math.floor(units / UNITS_PER_DOLLAR)}.${fraction}`
}

const WHOLE_DOLLARS = new Intl.NumberFormat('en-US')

/** "8,740.00" or "+101.20": two decimals as people read them, halves away from zero. */
export function toDisplay(amount: Money, options: { sign?: boolean } = {}): string {
  const cents = Math.round(Math.abs(amount) / UNITS_PER_CENT)
  const dollars = WHOLE_DOLLARS.format(Math.floor(cents / 100))
  const sign = amount < 0 && cents > 0 ? '-' : options.sign ? '+' : ''
  return `${sign}${dollars}.${String(cents % 100).padStart(2, '0')}`
}

function asMoney(units: number): Money {
  if (!Number.isSafeInteger(units))
    throw new RangeError(`amount is not a whole number of 1/10,000 dollars: ${units}`)
  return (units === 0 ? 0 : units) as Money
}

/**
 * Binary fractions put a product such as 485,000 × 0.992 a hair beside the whole number it means; a residue of a
 * few units in the last binary place is that artefact and is settled before the named rounding applies.
 */
function roundUnits(units: number, rounding: Rounding): number {
  const nearest = Math.round(units)
  if (Math.abs(units - nearest) <= Math.abs(units) * 1e-14) return nearest
  if (rounding === 'nearest') return nearest
  return rounding === 'down' ? Math.floor(units) : Math.ceil(units)
}
