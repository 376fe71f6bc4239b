import { z } from 'zod'
import { Rsi, type RsiState } from '../indicators/rsi.ts'
import type { TapeBar } from '../market-data/recorder.ts'
import { MINUTE_MS } from '../time/instant.ts'

const PERIOD = 14
const FIVE_MINUTES_MS = 5 * MINUTE_MS

/** Wilder's RSI 14 over five-minute closes, carried from bar to bar and from day to day. */
export const fiveMinuteRsiSchema = z.strictObject({
  rsi: z.record(z.string(), z.unknown()) as unknown as z.ZodType<RsiState>,
  /** Number of the five-minute interval that is developing, and its close so far. */
  interval: z.number().int().exactOptional(),
  close: z.number().exactOptional(),
  /** RSI at the last completed interval. */
  previous: z.number().exactOptional(),
})

/** The RSI between two bars. */
export type FiveMinuteRsi = Readonly<z.infer<typeof fiveMinuteRsiSchema>>

/** An RSI that has seen nothing. */
export function coldFiveMinuteRsi(): FiveMinuteRsi {
  return { rsi: new Rsi(PERIOD).save() }
}

/** Takes one completed minute; the first minute of a later interval completes the one before. */
export function feedFiveMinuteRsi(state: FiveMinuteRsi, bar: TapeBar): FiveMinuteRsi {
  const interval = Math.floor(bar.time / FIVE_MINUTES_MS)
  if (state.close === undefined || interval === state.interval)
    return { ...state, interval, close: bar.close }
  const rsi = awaken(state)
  const previous = rsi.next(state.close)
  return { rsi: rsi.save(), interval, close: bar.close, ...(previous !== undefined && { previous }) }
}

/** RSI with the developing interval as if it closed now; absent until warmed up. */
export function fiveMinuteRsiNow(state: FiveMinuteRsi): number | undefined {
  return state.close === undefined ? undefined : awaken(state).peek(state.close)
}

function awaken(state: FiveMinuteRsi): Rsi {
  const rsi = new Rsi(PERIOD)
  rsi.restore(state.rsi)
  return rsi
}
