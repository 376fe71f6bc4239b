import type { Reply } from '../../commands/reply.ts'
import { ticker } from '../../domain/ids.ts'
import type { Asked } from './asked.ts'
import { dealStory } from './deal-story.ts'
import { latestDeal } from './latest-deal.ts'
import { refusalStory } from './refusal-story.ts'

/**
 * /why: how the latest purchase, or that of a symbol, came about and what became of it, with its chart; of a symbol that was not
 * bought what kept it out today. Reads up to 200 trades to find it, about ten documents to tell it, and of a symbol the decisions
 * of today, up to 195.
 */
export async function why(asked: Asked): Promise<Reply> {
  const [named] = asked.args
  const symbol = named === undefined ? undefined : ticker(named)
  const deal = await latestDeal(asked, symbol)
  if (deal) return dealStory(asked, deal)
  if (symbol) return refusalStory(asked, symbol)
  const { mode } = asked.world.config
  return { text: `WHY\nNothing was bought in ${mode} so far. /why SYMBOL tells what keeps one out.` }
}
