import type { Config } from '../../config/config.ts'
import { needsArming } from '../../config/needs-arming.ts'
import type { TradingState } from '../../state/trading-state.ts'

/** Real money is at stake and the owner has not said yet that it may be used. */
export function waitsForArming({
  config,
  state,
}: {
  readonly config: Config
  readonly state: Pick<TradingState, 'owner'>
}): boolean {
  return needsArming(config) && state.owner.armedAt === undefined
}
