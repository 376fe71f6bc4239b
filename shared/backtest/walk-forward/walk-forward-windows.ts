/** Sessions to choose settings on, and those right after them to see what the choice is worth. */
interface WalkForwardWindow<Date extends string = string> {
  readonly train: readonly Date[]
  readonly test: readonly Date[]
}

/** How long the two parts of a window are, in sessions. */
interface WindowSizes {
  readonly trainSessions: number
  readonly testSessions: number
}

/**
 * Cuts the dates of a backtest, oldest first, into windows of training and test (Pardo, "The Evaluation and Optimization
 * of Trading Strategies", 2008). Each window begins a test later than the one before, so that the tests follow each other
 * without a gap and none sees its own training. Dates that do not fill another test stay unused at the end. Dates that
 * are too few or out of order, and sizes that are not whole and above 0, are a `RangeError`.
 */
export function walkForwardWindows<Date extends string>(
  dates: readonly Date[],
  { trainSessions, testSessions }: WindowSizes,
): readonly WalkForwardWindow<Date>[] {
  requireSize('trainSessions', trainSessions)
  requireSize('testSessions', testSessions)
  requireDates(dates, trainSessions + testSessions)
  const count = Math.floor((dates.length - trainSessions) / testSessions)
  return Array.from({ length: count }, (_, window) => {
    const trainFrom = window * testSessions
    const testFrom = trainFrom + trainSessions
    return { train: dates.slice(trainFrom, testFrom), test: dates.slice(testFrom, testFrom + testSessions) }
  })
}

function requireSize(field: keyof WindowSizes, seen: number): void {
  if (!Number.isSafeInteger(seen) || seen < 1)
    throw new RangeError(`${field} is ${seen}; allowed: a whole number from 1 on`)
}

function requireDates(dates: readonly string[], min: number): void {
  if (dates.length < min)
    throw new RangeError(
      `dates are ${dates.length} sessions; allowed: at least ${min}, trainSessions and testSessions together`,
    )
  const late = dates.find((date, index) => index > 0 && date <= dates[index - 1]!)
  if (late !== undefined)
    throw new RangeError(
      `dates hold ${late} after a date that is not before it; allowed: each later than the last`,
    )
}
