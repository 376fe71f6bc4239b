import type { Reply } from '../../commands/reply.ts'
import type { Asked } from './asked.ts'

/** /version: which version answers, and how it is set up. */
export async function version({ version: number, world }: Asked): Promise<Reply> {
  const { mode, broker, style } = world.config
  return { text: `OPENBELL ${number}\nMode ${mode}, broker ${broker.environment}, style ${style}` }
}
