import type { Ticker } from '../domain/ids.ts'
import type { OrderRecord } from '../orders/order-record.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs } from '../time/instant.ts'
import type { Alert } from './alert.ts'
import { logIdLines, sentence } from './wording.ts'

/** Tells that an entry ended without all its shares: nothing is held beyond what a BUY alert said. */
export function entryCancelledAlert(order: OrderRecord, time: EpochMs): Alert {
  return {
    alertId: `ended-${order.intentId}`,
    type: 'ENTRY_CANCELLED',
    urgency: 'info',
    time,
    text: [
      `ENTRY ${order.symbol} ${order.state}`,
      `${order.filledQuantity} of ${order.quantity} shares bought`,
      ...(order.note ? [sentence(order.note)] : []),
      `${formatEt(time, 'time-seconds')} ET`,
    ].join('\n'),
  }
}

/** Tells that an order was refused or that nobody knows what became of it. */
export function orderProblemAlert(order: OrderRecord, time: EpochMs): Alert {
  return {
    alertId: `problem-${order.intentId}-${order.state}`,
    type: 'ORDER_PROBLEM',
    urgency: order.purpose.kind !== 'entry' || order.state !== 'REJECTED' ? 'critical' : 'info',
    time,
    text: [
      `ORDER ${order.state} ${order.side} ${order.quantity} ${order.symbol}`,
      sentence(order.note ?? 'no reason given'),
      ...whatFollows(order),
      `${formatEt(time, 'time-seconds')} ET`,
    ].join('\n'),
  }
}

function whatFollows({ state, symbol, purpose }: OrderRecord): readonly string[] {
  if (state === 'UNKNOWN')
    return [
      `No other ${symbol} order is sent until the broker's order list shows what happened.`,
      `Look at that list, and place no ${symbol} order by hand meanwhile.`,
    ]
  if (purpose.kind === 'entry') return ['Nothing was sent again.']
  return [
    'Nothing was sent again; the next run looks after the position.',
    `If this comes again, look at your ${symbol} shares at the broker.`,
  ]
}

/** Tells that somebody changed an order of ours at the broker, and what follows from it. */
export function orderChangedAlert(order: OrderRecord, time: EpochMs): Alert {
  const next =
    order.purpose.kind === 'stop'
      ? 'The stop of the position is put back to its own price.'
      : 'It is followed up as it is now.'
  return {
    alertId: `changed-${order.intentId}`,
    type: 'ORDER_CHANGED',
    urgency: 'critical',
    time,
    text: [
      `CHANGED AT THE BROKER ${order.side} ${order.quantity} ${order.symbol}`,
      'Not by Openbell.',
      next,
      'To trade by hand, stop Openbell first. If it was not you, change your password at the broker.',
      `${formatEt(time, 'time-seconds')} ET`,
    ].join('\n'),
  }
}

/** Tells that a held position can't be judged because its quote is not usable; the position is kept. */
export function holdingWithoutQuoteAlert(symbol: Ticker, reason: string, time: EpochMs): Alert {
  const minute = formatEt(time, 'date-time')
  return {
    alertId: `no-quote-${symbol}-${minute.replace(/\D/g, '')}`,
    type: 'HOLDING_WITHOUT_QUOTE',
    urgency: 'critical',
    time,
    text: [
      `NO USABLE QUOTE ${symbol}`,
      sentence(reason),
      'The position is held until a usable quote arrives; its stop rests at the broker.',
      'Look whether the symbol is halted.',
      `${minute} ET`,
    ].join('\n'),
  }
}

/** Tells that a position is sold because no stop could be made to rest at the broker. */
export function unprotectedAlert(
  symbol: Ticker,
  seen: { readonly nakedMs: number; readonly time: EpochMs },
): Alert {
  const moment = formatEt(seen.time, 'date-time')
  return {
    alertId: `unprotected-${symbol}-${moment.replace(/\D/g, '')}`,
    type: 'UNPROTECTED',
    urgency: 'critical',
    time: seen.time,
    text: [
      `NO STOP AT THE BROKER ${symbol}`,
      `For ${Math.floor(seen.nakedMs / 1_000)} s no stop could be placed.`,
      'The position is being sold. Look at the account at the broker now.',
      `${moment} ET`,
    ].join('\n'),
  }
}

/** Tells that a job that money depends on is not run any more. */
export function silentJobAlert(
  { job, since }: { readonly job: string; readonly since: EpochMs },
  time: EpochMs,
): Alert {
  return {
    alertId: `silent-${job}-${since}`,
    type: 'SILENT_JOB',
    urgency: 'critical',
    time,
    text: [
      `SILENT ${job}`,
      `It has not run since ${formatEt(since, 'time-seconds')} ET. Stops rest at the broker.`,
      'Look at the scheduler and the log.',
      `${formatEt(time, 'date-time')} ET`,
    ].join('\n'),
  }
}

/** Tells that a run could not look after what is at stake because the broker did not answer. */
export function brokerProblemAlert(
  problem: string,
  atStake: { readonly symbols: readonly Ticker[]; readonly time: EpochMs; readonly correlationId?: string },
): Alert {
  const moment = formatEt(atStake.time, 'date-time')
  return {
    alertId: `broker-problem-${moment.replace(/\D/g, '')}`,
    type: 'BROKER_PROBLEM',
    urgency: 'critical',
    time: atStake.time,
    text: [
      `NOT LOOKED AFTER ${atStake.symbols.join(', ')}`,
      sentence(problem),
      'Nothing was decided; the next run tries again.',
      'If it goes on for minutes, look at your positions at the broker.',
      ...logIdLines(atStake.correlationId),
      `${moment} ET`,
    ].join('\n'),
  }
}

/** Tells once a day that positions are judged without the day's plan and tape, because those can't be read. */
export function exitsWithoutTapeAlert(reason: string, time: EpochMs): Alert {
  return {
    alertId: `no-tape-${formatEt(time, 'date-time').slice(0, 10)}`,
    type: 'EXITS_WITHOUT_TAPE',
    urgency: 'critical',
    time,
    text: [
      'PLAN OR TAPE OF THE DAY UNREADABLE',
      reason,
      'Stops, target and times still hold; the exits on RSI, volume and selling surge rest.',
      'Nothing to do today: the next morning makes a new plan.',
      `${formatEt(time, 'date-time')} ET`,
    ].join('\n'),
  }
}
