import { z } from 'zod'
import { toNumber } from '../domain/money.ts'
import type { Quote } from '../domain/quote.ts'
import { instantSchema } from '../state/document-schemas.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import type { RegularSession } from '../time/session.ts'

const RANGE_MINUTES = 15
/** A range whose last look was longer before its end is not taken on trust: one scan period and some slack. */
const UNSEEN_MINUTES_MAX = 3

/**
 * High and low of the first 15 minutes as far as quotes have shown them. The quotes carry the session's own high and
 * low, so that one look within the window tells all that came before it.
 */
export const openingRangeSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('forming'),
    sessionOpenAt: instantSchema,
    high: z.number(),
    low: z.number(),
    seenAt: instantSchema,
  }),
  z.strictObject({
    status: z.literal('fixed'),
    sessionOpenAt: instantSchema,
    high: z.number(),
    low: z.number(),
  }),
  /** Nobody looked in time: today has no opening range. */
  z.strictObject({ status: z.literal('missed'), sessionOpenAt: instantSchema }),
])

/** The opening range of one session, as far as it is known. */
export type OpeningRange = Readonly<z.infer<typeof openingRangeSchema>>

/** Takes a quote into the opening range of its session; a range of another session is forgotten. */
export function observeOpeningRange(
  range: OpeningRange | undefined,
  quote: Quote,
  session: RegularSession,
): OpeningRange | undefined {
  const today = range?.sessionOpenAt === session.openAt ? range : undefined
  if (quote.status !== 'REALTIME' || quote.high === undefined || quote.low === undefined) return today
  if (today && today.status !== 'forming') return today
  if (quote.time < session.openAt || quote.time > session.closeAt) return today
  const seen = { high: toNumber(quote.high), low: toNumber(quote.low), seenAt: quote.time }
  const endAt = (session.openAt + RANGE_MINUTES * MINUTE_MS) as EpochMs
  if (quote.time > endAt) return fix(today, seen, endAt, session.openAt)
  if (today && quote.time < today.seenAt) return today
  return { status: 'forming', sessionOpenAt: session.openAt, ...seen }
}

interface Seen {
  readonly high: number
  readonly low: number
}

/** The first quote after the window proves the range when the session's extremes have not moved since. */
function fix(
  forming: Extract<OpeningRange, { status: 'forming' }> | undefined,
  now: Seen,
  endAt: EpochMs,
  sessionOpenAt: EpochMs,
): OpeningRange {
  if (!forming) return { status: 'missed', sessionOpenAt }
  const { high, low, seenAt } = forming
  const proven = now.high === high && now.low === low
  if (!proven && seenAt < endAt - UNSEEN_MINUTES_MAX * MINUTE_MS) return { status: 'missed', sessionOpenAt }
  return { status: 'fixed', sessionOpenAt, high, low }
}
