import type { Condition } from '../../shared/backtest/result/backtest-result.ts'

/** Conditions below each other for a terminal: what is asked for, seen and needed, and whether it is met. */
export function conditionLines(conditions: readonly Condition[]): readonly string[] {
  const width = (text: (condition: Condition) => string) =>
    Math.max(0, ...conditions.map((condition) => text(condition).length)) + 2
  const [name, seen, needed] = [
    width((condition) => condition.name),
    width((condition) => condition.seen),
    width((condition) => condition.needed),
  ]
  return conditions.map((condition) =>
    [
      `  ${condition.name.padEnd(name)}`,
      condition.seen.padEnd(seen),
      condition.needed.padEnd(needed),
      condition.passed ? 'met' : 'not met',
    ].join(''),
  )
}
