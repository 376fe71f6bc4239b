import { setImmediate as pause } from 'node:timers/promises'
import { sha256 } from '../../infra/digest/sha256.ts'
import { MemoryStore } from '../../infra/store/memory-store.ts'
import { type ReplayParts, replayDay } from '../../shared/cycles/replay/replay-day.ts'
import type { DayReplay } from '../../shared/cycles/replay/replay-result.ts'
import type { Store } from '../../shared/ports/store.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'

/** Runs a recorded day again in memory. */
export function replayOf(
  archive: Store,
  date: ExchangeDate,
  options: Pick<ReplayParts, 'config' | 'lastRun'> = {},
): Promise<DayReplay> {
  return replayDay(date, {
    archive,
    openMemory: ({ now }) => new MemoryStore({ clock: { now, sleep: async () => undefined } }),
    digest: sha256,
    pause: () => pause(),
    ...options,
  })
}
