/** What the bandit chooses among (spec §12); of two that score the same the one further up is taken. */
export const ARMS = ['EARNINGS_PRE', 'POST_EVENT_MOMO', 'NEWS_SPIKE', 'REACTIVE', 'SKIP'] as const

/** One way to trade a catalyst, or not to trade it. */
export type Arm = (typeof ARMS)[number]

/** One value for each arm. */
export type ByArm<Value> = Readonly<Record<Arm, Value>>

/** Works something out for each arm, in the order of the arms. */
export function byArm<Value>(make: (arm: Arm) => Value): ByArm<Value> {
  return Object.fromEntries(ARMS.map((arm) => [arm, make(arm)])) as ByArm<Value>
}
