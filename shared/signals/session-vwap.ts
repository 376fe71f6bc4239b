import { z } from 'zod'
import { Vwap, type VwapState } from '../indicators/vwap.ts'
import type { TapeBar } from '../market-data/recorder.ts'
import type { RegularSession } from '../time/session.ts'

/** Share of the session's volume that our bars must hold: without the morning it is not the session's average. */
const COVERAGE_MIN = 0.75

/** What the recorded bars of one session add up to. */
export const sessionVwapSchema: z.ZodType<VwapState> = z.strictObject({
  session: z.string(),
  turnover: z.number(),
  volume: z.number(),
})

/** Takes completed bars of a session into its volume-weighted average price. */
export function feedSessionVwap(
  state: VwapState | undefined,
  bars: readonly TapeBar[],
  { openAt }: Pick<RegularSession, 'openAt'>,
): VwapState {
  const vwap = new Vwap()
  if (state) vwap.restore(state)
  for (const bar of bars) vwap.next({ ...bar, session: String(openAt) })
  return vwap.save()
}

/** The average price of the session; absent when too little of what it traded was recorded. */
export function sessionVwapNow(
  state: VwapState | undefined,
  totalVolume: number | undefined,
  { openAt }: Pick<RegularSession, 'openAt'>,
): number | undefined {
  if (!state || state.session !== String(openAt) || totalVolume === undefined) return undefined
  if (state.volume <= 0 || state.volume < COVERAGE_MIN * totalVolume) return undefined
  return state.turnover / state.volume
}
