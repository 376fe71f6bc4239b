import { type RadarScan, radarScanSchema } from '../../catalysts/radar-card.ts'
import type { DocumentPath, Store } from '../../ports/store.ts'

/** Where the last look of the radar is kept. */
export const RADAR_PATH: DocumentPath = 'radar/latest'

/** The last look of the radar; absent before the first one. */
export async function latestRadar({ store }: { readonly store: Store }): Promise<RadarScan | undefined> {
  const document = await store.get(RADAR_PATH)
  return document && radarScanSchema.parse(document.value)
}
