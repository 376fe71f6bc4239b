import type { z } from 'zod'
import type { positionsAnswer } from '../../api/answers/account-answers.ts'
import { toDecimalText } from '../../domain/money.ts'
import type { Position } from '../../domain/position.ts'
import { entryPrice, openQuantity } from '../../ledger/position-book.ts'
import { nakedMs } from '../../orders/cover.ts'
import { SECOND_MS } from '../../time/instant.ts'
import { utcText } from '../../time/utc-text.ts'
import type { Known } from '../questions/asked.ts'
import { Outage, orOutage } from '../questions/outage.ts'
import {
  profitAt,
  profitPct,
  quotesOf,
  type SeenPrice,
  seenPrice,
  stopAtBroker,
} from '../questions/positions.ts'

type Positions = Readonly<z.input<typeof positionsAnswer>>
type Row = Positions['positions'][number]

/**
 * Each open position at its latest price; one quote call where something is held. While the broker does not answer the prices are
 * those of the last monitor, and `problem` says so.
 */
export async function positionsView(known: Known): Promise<Positions> {
  const held = Object.values(known.state.positions)
  if (held.length === 0) return { positions: [] }
  const quotes = await orOutage(quotesOf(known, held))
  return {
    positions: held.map((position) => rowOf(known, position, seenPrice(known, position, quotes))),
    ...(quotes instanceof Outage && { problem: quotes.problem }),
  }
}

function rowOf({ world, state }: Known, position: Position, seen: SeenPrice | undefined): Row {
  const { positionId, symbol, plan, cover, exiting } = position
  const atBroker = stopAtBroker(state, symbol)
  return {
    positionId,
    decisionId: plan.decisionId,
    symbol,
    name: plan.name,
    quantity: openQuantity(position),
    entryPrice: toDecimalText(entryPrice(position)),
    openedAt: utcText(position.openedAt),
    ...(seen && priced(position, seen)),
    isPriceOld: seen?.isOld ?? false,
    stop: toDecimalText(position.stop),
    stopKind: position.stopKind,
    target: toDecimalText(plan.target),
    ...(atBroker !== undefined && { stopAtBroker: toDecimalText(atBroker) }),
    nakedSeconds: nakedMs(cover, world.clock.now()) / SECOND_MS,
    highWater: toDecimalText(position.highWater),
    lowWater: toDecimalText(position.lowWater),
    ...(exiting && { leaving: exiting.reason }),
  }
}

function priced(
  position: Position,
  { price, at }: SeenPrice,
): Pick<Row, 'price' | 'priceAt' | 'profit' | 'profitPct'> {
  const profit = profitAt(position, price)
  return {
    price: toDecimalText(price),
    priceAt: utcText(at),
    profit: toDecimalText(profit),
    profitPct: profitPct(position, profit),
  }
}
