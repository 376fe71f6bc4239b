import { z } from 'zod'
import type { Bar } from '../domain/bar.ts'
import type { Quote } from '../domain/quote.ts'
import { observeOpeningRange, openingRangeSchema } from '../market-data/opening-range.ts'
import { record, recorderSchema, type TapeBar, tapeBarSchema } from '../market-data/recorder.ts'
import type { RegularSession } from '../time/session.ts'
import { coldFiveMinuteRsi, feedFiveMinuteRsi, fiveMinuteRsiSchema } from './five-minute-rsi.ts'
import { feedSessionVwap, sessionVwapSchema } from './session-vwap.ts'

const RECENT_BARS_MAX = 21

/** What the day has shown of one symbol so far; kept in the checkpoint and carried from tick to tick. */
export const symbolTapeSchema = z.strictObject({
  recorder: recorderSchema,
  /** The last completed bars, oldest first. */
  recent: z.array(tapeBarSchema).max(RECENT_BARS_MAX),
  fiveMinuteRsi: fiveMinuteRsiSchema,
  openingRange: openingRangeSchema.exactOptional(),
  /** Of the session that was recorded last; absent before its first bar. */
  sessionVwap: sessionVwapSchema.exactOptional(),
})

/** One symbol between two ticks. */
export type SymbolTape = Readonly<z.infer<typeof symbolTapeSchema>>

/** A tape for the open: the minute bars of the sessions before, oldest first, make its bars and its RSI warm. */
export function warmTape(minuteBars: readonly Bar[]): SymbolTape {
  const cold: SymbolTape = { recorder: {}, recent: [], fiveMinuteRsi: coldFiveMinuteRsi() }
  return withBars(
    cold,
    minuteBars.map((bar) => ({ ...bar, minutes: 1, recorded: false })),
  )
}

/** Takes one polled quote into the tape. */
export function recordQuote(tape: SymbolTape, quote: Quote, session: RegularSession): SymbolTape {
  const { state, completed } = record(tape.recorder, quote, session)
  const openingRange = observeOpeningRange(tape.openingRange, quote, session)
  const { openingRange: _, ...rest } = withBars(tape, completed)
  return {
    ...rest,
    recorder: state,
    ...(openingRange && { openingRange }),
    ...(completed.length > 0 && { sessionVwap: feedSessionVwap(tape.sessionVwap, completed, session) }),
  }
}

function withBars(tape: SymbolTape, bars: readonly TapeBar[]): SymbolTape {
  if (bars.length === 0) return tape
  return {
    ...tape,
    recent: [...tape.recent, ...bars].slice(-RECENT_BARS_MAX),
    fiveMinuteRsi: bars.reduce(feedFiveMinuteRsi, tape.fiveMinuteRsi),
  }
}
