import { z } from 'zod'
import type { TradeId } from '../../domain/ids.ts'
import { dateSchema, instantSchema, moneySchema, tickerSchema } from '../../state/document-schemas.ts'

/** What made a live day another one than the backtest of the same quotes; the list is closed. */
const CAUSES = [
  'entry-not-taken',
  'entry-only-live',
  'entry-price',
  'size',
  'exit-price',
  'exit-time',
  'exit-reason',
  'fees',
  'unexplained',
] as const

/** What lies behind a cause, where it is known. */
const WHYS = [
  // An entry that was not taken.
  'paused',
  'safe-mode',
  'not-armed',
  'risk',
  'token',
  'clock',
  'budget',
  'news',
  'rule',
  'not-filled',
  'rejected',
  'order-unknown',
  'no-scan',
  'scan-failed',
  // An entry that was taken live only.
  'refused-in-backtest',
  'catalyst',
  // An exit.
  'monitor-gap',
  'broker-stop',
  'owner',
  'still-held',
] as const

const tradeIdSchema = z.string() as unknown as z.ZodType<TradeId>

const differenceSchema = z.strictObject({
  cause: z.enum(CAUSES),
  why: z.enum(WHYS).exactOptional(),
  symbol: tickerSchema,
  /** When it happened on the side that it happened on. */
  at: instantSchema,
  /** By how much the live day was better for it; negative: worse. */
  amount: moneySchema,
  evidence: z.string(),
  live: tradeIdSchema.exactOptional(),
  tested: tradeIdSchema.exactOptional(),
})

/** A time of the session without a scan: nobody knows what it would have entered. */
const unscannedSchema = z.strictObject({ from: instantSchema, to: instantSchema })

const comparedSchema = z.strictObject({
  status: z.literal('compared'),
  date: dateSchema,
  livePnl: moneySchema,
  testedPnl: moneySchema,
  /** Which trade stands against which; one that is alone was made on one side only. */
  trades: z.array(
    z.strictObject({ live: tradeIdSchema.exactOptional(), tested: tradeIdSchema.exactOptional() }),
  ),
  /** The largest amount first; they add up to `livePnl` less `testedPnl`. */
  differences: z.array(differenceSchema),
  unscanned: z.array(unscannedSchema),
  /** What the backtest had not sold when the quotes of the day ended; it is in no result. */
  heldInBacktest: z.array(tickerSchema),
})

const notPossibleSchema = z.strictObject({
  status: z.literal('not-possible'),
  date: dateSchema,
  code: z.enum([
    'no-tape',
    'changed-tape',
    'no-rules',
    'no-account',
    'held-over-night',
    'no-history',
    'no-time',
  ]),
  reason: z.string(),
})

/** The comparison of a live day with its backtest as `parity/{date}` keeps it. */
export const parityReportSchema = z.discriminatedUnion('status', [comparedSchema, notPossibleSchema])

export type ParityReport = Readonly<z.infer<typeof parityReportSchema>>
export type ComparedDay = Readonly<z.infer<typeof comparedSchema>>
export type NotCompared = Readonly<z.infer<typeof notPossibleSchema>>
export type ParityDifference = Readonly<z.infer<typeof differenceSchema>>
export type UnscannedTime = Readonly<z.infer<typeof unscannedSchema>>

/** Cause, reason behind it and evidence: what a difference says beside its amount. */
export type Explained = Pick<ParityDifference, 'cause' | 'why' | 'evidence'>
