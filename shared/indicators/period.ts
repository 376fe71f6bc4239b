/** The period, or a refusal: an average over less than two inputs is not one. */
export function checkedPeriod(period: number): number {
  if (Number.isInteger(period) && period >= 2) return period
  throw new RangeError(`period must be a whole number of 2 or more, was ${period}`)
}
