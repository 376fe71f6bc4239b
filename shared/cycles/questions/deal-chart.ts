import { signedPct } from '../../alerts/wording.ts'
import { type CandleChart, candleChart } from '../../charts/candle-chart.ts'
import type { Bar } from '../../domain/bar.ts'
import { toDisplay } from '../../domain/money.ts'
import { entryPrice, openQuantity } from '../../ledger/position-book.ts'
import type { ExitDecisionRecord } from '../../signals/decision-record.ts'
import { exchangeDate, formatEt } from '../../time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../time/instant.ts'
import type { Asked } from './asked.ts'
import { type Deal, factsOf } from './latest-deal.ts'
import { barsOf, type SessionBars } from './minute-bars.ts'
import { Outage, orOutage } from './outage.ts'
import { reasonWords, signedUsd } from './told-money.ts'

/** A picture, or why there is none; a picture that lacks something comes with a note. */
export interface ChartReply {
  readonly picture?: string
  readonly note?: string
}

/** How much of the session is drawn on both sides of a closed trade. */
const AROUND_MINUTES = 30

/** The chart of what was bought, from the bars of its day. */
export async function dealChart(
  asked: Asked,
  deal: Deal,
  exits: readonly ExitDecisionRecord[],
): Promise<ChartReply> {
  const { symbol, boughtAt } = factsOf(deal)
  const session = await orOutage(barsOf(asked.world, symbol, exchangeDate(boughtAt)))
  if (session instanceof Outage) return { note: `No chart: ${session.problem}` }
  const bars = around(session.bars, deal)
  const [first] = bars
  if (!first) return { note: `No chart: no bars of ${symbol} on ${session.date} are known.` }
  const picture = drawDeal({ ...session, bars }, deal, exits)
  const isLate = first.time > boughtAt
  return {
    picture,
    ...(isLate && {
      note: `The chart begins at ${formatEt(first.time, 'time')} ET: only the latest bars are kept.`,
    }),
  }
}

/** Draws bars with the way of one deal through them. */
export function drawDeal(
  { bars, date }: SessionBars,
  deal: Deal,
  exits: readonly ExitDecisionRecord[],
): string {
  const { symbol } = factsOf(deal)
  const shown = shownSpan(bars)
  return candleChart({
    title: symbol,
    subtitle: `${date}, ${resultWords(deal)}`,
    bars,
    levels: levelsOf(deal),
    stops: stopsOf(deal, exits, shown),
    ...(deal.kind === 'closed' && { stopsUntil: clamped(deal.trade.exitTime, shown) }),
    marks: marksOf(deal).filter(({ time }) => time >= shown.from && time <= shown.to),
  })
}

/** Of a closed trade what lies around it; of what is held everything. */
function around(bars: readonly Bar[], deal: Deal): readonly Bar[] {
  if (deal.kind === 'held') return bars
  const { entryTime, exitTime } = deal.trade
  const marginMs = AROUND_MINUTES * MINUTE_MS
  return bars.filter(({ time }) => time >= entryTime - marginMs && time <= exitTime + marginMs)
}

interface Shown {
  readonly from: EpochMs
  readonly to: EpochMs
}

function shownSpan(bars: readonly Bar[]): Shown {
  const times = bars.map(({ time }) => time)
  return { from: Math.min(...times) as EpochMs, to: (Math.max(...times) + MINUTE_MS) as EpochMs }
}

function clamped(time: EpochMs, { from, to }: Shown): EpochMs {
  return Math.min(to, Math.max(from, time)) as EpochMs
}

function resultWords(deal: Deal): string {
  if (deal.kind === 'closed')
    return `${signedUsd(deal.trade.pnl)}, ${signedPct(deal.trade.pnlPct)}, ${reasonWords(deal.trade.reason)}`
  const { position } = deal
  return `${openQuantity(position)} held at ${toDisplay(entryPrice(position))}`
}

function levelsOf(deal: Deal): NonNullable<CandleChart['levels']> {
  if (deal.kind === 'closed') {
    const { trade } = deal
    return [
      { kind: 'entry', price: trade.entryPrice },
      { kind: 'exit', price: trade.exitPrice },
    ]
  }
  const { position } = deal
  return [
    { kind: 'entry', price: entryPrice(position) },
    { kind: 'stop', price: position.stop },
    { kind: 'target', price: position.plan.target },
  ]
}

/** From the first fill on, as every decision about it has moved it. A step before the first bar begins with it. */
function stopsOf(
  deal: Deal,
  exits: readonly ExitDecisionRecord[],
  shown: Shown,
): NonNullable<CandleChart['stops']> {
  const { boughtAt } = factsOf(deal)
  const initial = deal.kind === 'held' ? deal.position.plan.stop : exits[0]?.before.stop
  const moves = exits.flatMap(({ at, outcome }) =>
    outcome.kind === 'move-stop' ? [{ from: at, price: outcome.stop }] : [],
  )
  const steps = [...(initial === undefined ? [] : [{ from: boughtAt, price: initial }]), ...moves]
  const hidden = steps.filter(({ from }) => from < shown.from).length - 1
  return steps.slice(Math.max(0, hidden)).map(({ from, price }) => ({ from: clamped(from, shown), price }))
}

function marksOf(deal: Deal): NonNullable<CandleChart['marks']> {
  if (deal.kind === 'held') {
    const { position } = deal
    const price = entryPrice(position)
    return [{ side: 'buy', time: position.openedAt, price, label: `Bought ${toDisplay(price)}` }]
  }
  const { entryTime, exitTime, entryPrice: bought, exitPrice: sold } = deal.trade
  return [
    { side: 'buy', time: entryTime, price: bought, label: `Bought ${toDisplay(bought)}` },
    { side: 'sell', time: exitTime, price: sold, label: `Sold ${toDisplay(sold)}` },
  ]
}
