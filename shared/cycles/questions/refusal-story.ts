import type { Reply } from '../../commands/reply.ts'
import type { Ticker } from '../../domain/ids.ts'
import { isUnresolved, type OrderRecord } from '../../orders/order-record.ts'
import type { Asked } from './asked.ts'
import { readDecisionStory } from './decision-story.ts'
import { DEALS_LOOKED_AT } from './latest-deal.ts'
import { latestDecision } from './latest-decision.ts'
import { entrySteps, orderStep } from './story-lines.ts'
import { storyReply } from './story-reply.ts'

/** Tells why a symbol was not bought, from the latest decision of today that is about it. */
export async function refusalStory(asked: Asked, symbol: Ticker): Promise<Reply> {
  const { world, state } = asked
  const latest = await latestDecision(world.store, { symbol, date: state.day.date })
  if (!latest) return { text: unknownWords(asked, symbol) }
  const story = await readDecisionStory({ store: world.store, state }, latest.decisionId)
  const orders = story?.orders.filter(({ side }) => side === 'BUY') ?? []
  return storyReply({
    headline: `WHY NOT ${symbol}: ${outcomeWords(orders)}`,
    steps: [...entrySteps(latest.decision, {}), orderStep('Its order', orders)],
  })
}

function outcomeWords(orders: readonly OrderRecord[]): string {
  if (orders.length === 0) return 'it was not bought'
  return orders.some(isUnresolved) ? 'its order is at work' : 'its order bought nothing'
}

function unknownWords({ world }: Asked, symbol: Ticker): string {
  const { mode, entry, style } = world.config
  const isTraded = world.instruments.some((instrument) => instrument.symbol === symbol)
  return [
    `WHY ${symbol}: NOT KNOWN`,
    ...(isTraded ? [] : [`${symbol} is not in the universe.`]),
    `It is in none of the last ${DEALS_LOOKED_AT} ${mode} trades, and no decision of today is about it.`,
    `Decisions are kept from a score of ${entry.scoreMin[style].toFixed(2)} on; below it nothing is bought.`,
  ].join('\n')
}
