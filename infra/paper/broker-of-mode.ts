import type { Config } from '../../shared/config/config.ts'
import type { Broker } from '../../shared/ports/broker.ts'

/** I9: only LIVE is given a broker that can send an order anywhere; in DEMO it is not even made. */
export function brokerOfMode(
  mode: Config['mode'],
  { live, paper }: { readonly live: () => Broker; readonly paper: () => Broker },
): Broker {
  return mode === 'LIVE' ? live() : paper()
}
