import type { Reply } from '../../commands/reply.ts'
import type { Asked } from './asked.ts'

/** Where a figure would be made of trades and there is none. */
export function noTradesReply({ world }: Asked, headline: string): Reply {
  return { text: `${headline}\nNot known yet: no ${world.config.mode} trade was closed so far.` }
}
