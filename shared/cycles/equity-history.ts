import { z } from 'zod'
import { equityCurve } from '../charts/equity-curve.ts'
import type { EquityPoint } from '../charts/equity-plots.ts'
import type { Trade } from '../domain/trade.ts'
import type { DocumentPath, Store } from '../ports/store.ts'
import { dateSchema, moneySchema } from '../state/document-schemas.ts'
import type { Tick } from './tick.ts'

export const EQUITY_PATH: DocumentPath = 'engine/equity'

/** A year of trading days; older ones are forgotten. */
const DAYS_KEPT = 250

const historySchema = z.strictObject({
  mode: z.enum(['DEMO', 'LIVE']),
  closes: z.array(z.strictObject({ date: dateSchema, equity: moneySchema })),
})

/**
 * Notes what the account is worth after the close and draws it with the days before; `undefined` while the account was never
 * seen. A change of mode is another account and begins anew; a report made twice notes the day once.
 */
export async function drawEquity(tick: Tick): Promise<string | undefined> {
  const { mode } = tick.world.config
  const equity = tick.state.risk.equity?.latest
  if (equity === undefined) return undefined
  const before = (await equityCloses(tick.world, mode)).filter(({ date }) => date < tick.date)
  const closes = [...before, { date: tick.date, equity }].slice(-DAYS_KEPT)
  tick.record(EQUITY_PATH, { mode, closes })
  return equityCurve({
    title: 'Equity at the close',
    subtitle: mode === 'DEMO' ? 'DEMO, simulated fills' : 'LIVE',
    points: closes,
  })
}

/** What the account was worth at each close of a mode that was noted, oldest first; one document is read. */
export async function equityCloses(
  { store }: { readonly store: Store },
  mode: Trade['mode'],
): Promise<readonly EquityPoint[]> {
  const document = await store.get(EQUITY_PATH)
  const history = document && historySchema.parse(document.value)
  return history?.mode === mode ? history.closes : []
}
