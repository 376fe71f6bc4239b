import { z } from 'zod'
import type { Bar } from '../domain/bar.ts'
import { toNumber } from '../domain/money.ts'
import type { Quote } from '../domain/quote.ts'
import { instantSchema } from '../state/document-schemas.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import type { RegularSession } from '../time/session.ts'

/** A bar with the time it covers; `recorded` tells our own bars, made of polled quotes, from a provider's. */
export interface TapeBar extends Bar {
  /** 1 for a provider's bar; what passed between the polls for a recorded one, 2 when they are two minutes apart. */
  readonly minutes: number
  readonly recorded: boolean
}

/** A bar as it must look when it comes back from a store. */
export const tapeBarSchema: z.ZodType<TapeBar> = z.strictObject({
  time: instantSchema,
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  volume: z.number(),
  minutes: z.number().positive(),
  recorded: z.boolean(),
})

/** What the last poll of a session showed; the next one is measured against it. */
const pollSchema = z.strictObject({
  sessionOpenAt: instantSchema,
  time: instantSchema,
  price: z.number(),
  totalVolume: z.number(),
  high: z.number().exactOptional(),
  low: z.number().exactOptional(),
})

type Poll = Readonly<z.infer<typeof pollSchema>>

/** Everything the recorder remembers of one symbol: the last poll and the minute still being built. */
export const recorderSchema = z.strictObject({
  poll: pollSchema.exactOptional(),
  developing: tapeBarSchema.exactOptional(),
})

/** What is carried from one poll to the next. */
export type RecorderState = Readonly<z.infer<typeof recorderSchema>>

/** What one quote did to the recorder. */
export interface Recorded {
  readonly state: RecorderState
  /** Bars that the quote completed, oldest first. */
  readonly completed: readonly TapeBar[]
}

/**
 * Turns one polled quote into bars (spec §4): volume is the growth of the session's total, and a session high or low
 * that moved since the last poll was traded in between. What happened between two polls belongs to the minute in
 * the middle of them; the bar is complete once a quote is stamped after that minute. A quote that is not newer,
 * not REALTIME, not of the session or without price or total changes nothing.
 */
export function record(state: RecorderState, quote: Quote, session: RegularSession): Recorded {
  const poll = readPoll(quote, session)
  if (!poll) return { state, completed: [] }
  const before = state.poll
  // Another session or a total that fell cannot be compared: measure anew from here.
  if (!before || before.sessionOpenAt !== poll.sessionOpenAt) return { state: { poll }, completed: [] }
  if (poll.time <= before.time) return { state, completed: [] }
  if (poll.totalVolume < before.totalVolume) return { state: { poll }, completed: [] }
  return settle(poll, state.developing, barBetween(before, poll))
}

function readPoll(quote: Quote, session: RegularSession): Poll | undefined {
  if (quote.status !== 'REALTIME' || quote.last === undefined || quote.totalVolume === undefined)
    return undefined
  if (quote.time < session.openAt || quote.time > session.closeAt) return undefined
  return {
    sessionOpenAt: session.openAt,
    time: quote.time,
    price: toNumber(quote.last),
    totalVolume: quote.totalVolume,
    ...(quote.high !== undefined && { high: toNumber(quote.high) }),
    ...(quote.low !== undefined && { low: toNumber(quote.low) }),
  }
}

function barBetween(before: Poll, now: Poll): TapeBar {
  const middle = before.time + Math.floor((now.time - before.time) / 2)
  return {
    time: (middle - (middle % MINUTE_MS)) as EpochMs,
    open: before.price,
    high: Math.max(before.price, now.price, newHigh(before, now) ?? now.price),
    low: Math.min(before.price, now.price, newLow(before, now) ?? now.price),
    close: now.price,
    volume: now.totalVolume - before.totalVolume,
    minutes: (now.time - before.time) / MINUTE_MS,
    recorded: true,
  }
}

function newHigh(before: Poll, now: Poll): number | undefined {
  if (before.high === undefined || now.high === undefined) return undefined
  return now.high > before.high ? now.high : undefined
}

function newLow(before: Poll, now: Poll): number | undefined {
  if (before.low === undefined || now.low === undefined) return undefined
  return now.low < before.low ? now.low : undefined
}

/** Joins the new stretch to the minute being built, or closes that minute and begins the next. */
function settle(poll: Poll, developing: TapeBar | undefined, stretch: TapeBar): Recorded {
  const sameMinute = developing !== undefined && developing.time === stretch.time
  const completed = developing && !sameMinute ? [developing] : []
  const bar = sameMinute ? join(developing, stretch) : stretch
  if (poll.time >= bar.time + MINUTE_MS) return { state: { poll }, completed: [...completed, bar] }
  return { state: { poll, developing: bar }, completed }
}

function join(first: TapeBar, second: TapeBar): TapeBar {
  return {
    ...second,
    open: first.open,
    high: Math.max(first.high, second.high),
    low: Math.min(first.low, second.low),
    volume: first.volume + second.volume,
    minutes: first.minutes + second.minutes,
  }
}
