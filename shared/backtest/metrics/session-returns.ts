import type { Account } from './check-input.ts'

/** What each session returned as a fraction of the equity before it (0.01 = 1 %); 0 once there is no equity left. */
export function sessionReturns({ startUsd, equity }: Account): readonly number[] {
  return equity.map(({ equityUsd }, index) => {
    const before = equity[index - 1]?.equityUsd ?? startUsd
    return before === 0 ? 0 : equityUsd / before - 1
  })
}
