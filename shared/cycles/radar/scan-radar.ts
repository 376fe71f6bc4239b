import type { RadarScan } from '../../catalysts/radar-card.ts'
import { radarScan } from '../../catalysts/radar-scan.ts'
import type { World } from '../world.ts'
import { RADAR_PATH } from './latest-radar.ts'

/**
 * Looks at the catalyst symbols and keeps what was seen as `radar/latest`. Nothing that is traded on rests on it, so that the account
 * is not taken. Throws `BrokerError` when no quote can be read; the last look stays.
 */
export async function scanRadar(world: World): Promise<RadarScan> {
  const radar = await radarScan(world, world.clock.now())
  await world.store.commit([{ kind: 'set', path: RADAR_PATH, value: { ...radar } }])
  return radar
}
