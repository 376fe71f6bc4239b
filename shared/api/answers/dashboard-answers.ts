import { z } from 'zod'
import { dateField, idField, instantField, tickerField, usdField } from '../api-field.ts'
import { modeField } from './account-answers.ts'

const sessionNow = z.strictObject({
  phase: z
    .enum(['before', 'open', 'after', 'closed'])
    .meta({ description: 'closed: no session on this date' }),
  date: dateField,
  opensAt: instantField.exactOptional(),
  closesAt: instantField.exactOptional(),
  name: z.string().exactOptional().meta({ description: 'of the holiday, or of what makes the close early' }),
  noTrade: z
    .string()
    .exactOptional()
    .meta({ description: 'why the owner wants no new position on this date' }),
  nextOpensAt: instantField
    .exactOptional()
    .meta({ description: 'once there is no more session on this date' }),
})

const readinessRow = z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string() })

const dayFigures = z.strictObject({
  scans: z.number().int(),
  monitors: z.number().int(),
  entries: z.number().int(),
  exits: z.number().int(),
  wins: z.number().int(),
  realized: usdField,
  fees: usdField,
})

/** What the system is doing and what keeps it from buying, at a glance. */
export const todayAnswer = z.strictObject({
  now: instantField.meta({
    description: 'by the clock of the system; in a simulated day not that of people',
  }),
  localTimeZone: z.string().meta({ description: 'of the owner', example: 'Europe/Berlin' }),
  mode: modeField,
  broker: z.enum(['simulator', 'sandbox', 'production']),
  armed: z.boolean().meta({ description: 'entries may use real money' }),
  needsArming: z.boolean().meta({ description: 'real money is at stake' }),
  session: sessionNow,
  paused: z.boolean(),
  killed: z.boolean(),
  safeMode: z
    .array(z.strictObject({ reason: z.string(), detail: z.string(), since: instantField.exactOptional() }))
    .meta({ description: 'everything that keeps entries out, a pause and a kill of the owner included' }),
  day: dayFigures,
  openProfit: usdField
    .exactOptional()
    .meta({ description: 'absent: nothing is held, or not all of it was looked at' }),
  openProfitAt: instantField.exactOptional().meta({ description: 'of the oldest price in it' }),
  equity: usdField.exactOptional().meta({ description: 'absent before the first look at the account' }),
  lastScanAt: instantField.exactOptional(),
  lastMonitorAt: instantField.exactOptional(),
  isSilent: z.boolean().meta({ description: 'a scan or a monitor is overdue in the session' }),
  pendingAlerts: z.number().int(),
  goNoGo: z.array(readinessRow).exactOptional().meta({ description: 'absent on a date without a session' }),
  goNoGoToldAt: instantField.exactOptional().meta({
    description: 'when the card was told; absent: the checks are those of now, and the broker was not asked',
  }),
  selection: z
    .strictObject({
      at: instantField,
      symbols: z.array(tickerField),
      regime: z.enum(['bull', 'bear', 'sideways', 'unknown']),
    })
    .exactOptional()
    .meta({ description: 'which symbols may be entered; absent until the day is prepared' }),
  version: z.string(),
})

const equityPoint = z.strictObject({ at: instantField, equity: usdField })

/** What the account was worth at each close, oldest first, and what is known of today. */
export const equityAnswer = z.strictObject({
  points: z.array(equityPoint),
  today: z.array(equityPoint).meta({ description: 'the last look at the account, where that was today' }),
})

const groupRow = z.strictObject({
  key: z.string(),
  trades: z.number().int(),
  wins: z.number().int(),
  profit: usdField,
  profitFactor: z.number().exactOptional().meta({ description: 'absent without a loss' }),
})

/** The latest trades, cut in four ways; each list is in the order of its keys. */
export const statisticsAnswer = z.strictObject({
  mode: modeField,
  trades: z.number().int().meta({ description: 'that are counted' }),
  bySymbol: z.array(groupRow),
  byStrategy: z.array(groupRow).meta({ description: 'a trade counts for every strategy that voted for it' }),
  byReason: z.array(groupRow),
  byDay: z.array(groupRow),
})

/** Bars of one session of a symbol, oldest first. */
export const barsAnswer = z.strictObject({
  symbol: tickerField,
  date: dateField.meta({ description: 'today once there are bars of it, else the latest session before' }),
  bars: z.array(
    z.strictObject({
      at: instantField.meta({ description: 'start of the bar' }),
      open: usdField,
      high: usdField,
      low: usdField,
      close: usdField,
      volume: z.number(),
    }),
  ),
})

/** What the owner was told, or is about to be told, newest first. */
export const alertsAnswer = z.strictObject({
  alerts: z.array(
    z.strictObject({
      alertId: z.string(),
      at: instantField,
      type: z.string(),
      title: z.string().meta({ description: 'first line of the text' }),
      text: z.string(),
      status: z.enum(['pending', 'sending', 'sent']),
      isCritical: z.boolean(),
    }),
  ),
})

/** What today has used of the cloud, and what a month of such days costs. */
export const costAnswer = z.strictObject({
  pricesOf: dateField.meta({ description: 'when the prices were looked up' }),
  tradingDaysAMonth: z.number().int(),
  usage: z
    .strictObject({
      runs: z.number().int(),
      reads: z.number().int(),
      writes: z.number().int(),
      deletes: z.number().int(),
      runSeconds: z.number(),
    })
    .exactOptional()
    .meta({ description: 'of today; absent while no run has counted it, and then there is no cost either' }),
  usdAMonth: usdField.exactOptional(),
  lines: z
    .array(z.strictObject({ item: z.string(), used: z.string(), usd: usdField }))
    .meta({ description: 'a month, free amounts taken off' }),
})

/** The backtests whose reports are kept, newest first. */
export const backtestsAnswer = z.strictObject({
  reports: z.array(
    z.strictObject({
      id: idField,
      name: z.string(),
      at: instantField,
      symbols: z.array(z.string()).exactOptional(),
      from: dateField.exactOptional(),
      to: dateField.exactOptional(),
      returnPct: z.number().exactOptional().meta({ description: 'absent: a biased run has no headline' }),
      trades: z.number().int().exactOptional(),
      isBiased: z.boolean(),
    }),
  ),
})

/** One report as its file is. */
export const backtestAnswer = z.strictObject({ id: idField, html: z.string() })
