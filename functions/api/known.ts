import { readTradingState } from '../../shared/cycles/open-tick.ts'
import type { Known } from '../../shared/cycles/questions/asked.ts'
import type { World } from '../../shared/cycles/world.ts'

/** The world of a call with its state as it is now; one document is read. */
export async function known({ world }: { world(): Promise<World> }): Promise<Known> {
  const here = await world()
  return { world: here, state: await readTradingState(here) }
}
