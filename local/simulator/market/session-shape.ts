/**
 * How volatility spreads over the minutes of a session, as standard deviations whose squares add up to 1:
 * more than three times the midday's at the open, a little raised towards the close.
 */
export function volatilityShape(minutes: number): readonly number[] {
  const raw = perMinute(
    minutes,
    (fromOpen, toClose) => 1 + 2.4 * fade(fromOpen, 20) + 0.25 * fade(toClose, 15),
  )
  const norm = Math.sqrt(sum(raw.map((value) => value ** 2)))
  return raw.map((value) => value / norm)
}

/**
 * How volume spreads over the minutes of a session, as shares that add up to 1: the U of every trading day.
 */
export function volumeShape(minutes: number): readonly number[] {
  const raw = perMinute(minutes, (fromOpen, toClose) => 1 + 3.4 * fade(fromOpen, 32) + 5 * fade(toClose, 14))
  const total = sum(raw)
  return raw.map((value) => value / total)
}

/** `shape` accumulated, squared: the part of the day's variance that has passed at each minute's end. */
export function passedVariance(shape: readonly number[]): readonly number[] {
  let passed = 0
  return shape.map((value) => {
    passed += value ** 2
    return passed
  })
}

function perMinute(minutes: number, value: (fromOpen: number, toClose: number) => number): readonly number[] {
  return Array.from({ length: minutes }, (_, minute) => value(minute, minutes - 1 - minute))
}

function fade(minutes: number, scaleMinutes: number): number {
  return Math.exp(-minutes / scaleMinutes)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
