import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { SqliteStore } from '../../infra/store/sqlite-store.ts'
import { openMarketSource } from '../../local/market-source.ts'
import { CollectingNotifier, runConfig } from '../../local/run-market.ts'
import { BrokerMeter, Runner } from '../../local/runner.ts'
import { startStack } from '../../local/stack.ts'
import type { Store } from '../../shared/ports/store.ts'
import { exchangeInstant, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

/** The first day of the generated market of seed 13: a loss by 09:50, and a stop that is raised before 10:00. */
export const RECORDED_DATE = parseExchangeDate('2026-03-02')

/** Made once, because a market of hundreds of days takes its time. */
const source = openMarketSource({ seed: 13, symbols: ['SQQQ', 'SPXU', 'FAZ'] })

/** Runs the whole system on that day until a minute of it, in this process, and ends it after the call under way. */
export async function recordUntil(
  minute: number,
  { folder, live }: { readonly folder: string; readonly live: boolean },
): Promise<void> {
  const until = exchangeInstant(RECORDED_DATE, minute)
  const meter = new BrokerMeter()
  const stack = await startStack({
    source,
    config: runConfig({ live }),
    folder,
    port: 0,
    notifier: new CollectingNotifier(),
    onBrokerRequest: meter.count,
  })
  const runner: Runner = new Runner(stack, meter, {
    speed: 'max',
    days: 1,
    observer: {
      answered: (_job, at) => {
        if (at >= until) runner.stop()
      },
    },
  })
  try {
    await runner.run()
  } finally {
    await stack.close()
  }
}

/** To a reader of the past nothing has expired. */
const LONG_AGO = { now: () => 0 as EpochMs, sleep: async () => undefined }

/** The books that a run has left in a folder; with `copyIn` a copy of them, to be tampered with. */
export function openBooks(folder: string, copyIn?: string): Store {
  if (copyIn !== undefined)
    for (const suffix of ['', '-wal', '-shm'])
      if (existsSync(join(folder, `openbell.sqlite${suffix}`)))
        cpSync(join(folder, `openbell.sqlite${suffix}`), `${copyIn}${suffix}`)
  return SqliteStore.open({ file: copyIn ?? join(folder, 'openbell.sqlite'), clock: LONG_AGO })
}
