import { Refused } from '../../shared/api/refused.ts'
import { needsArming } from '../../shared/config/needs-arming.ts'
import { cancelEntry } from '../../shared/cycles/cancel-entry.ts'
import { readTradingState } from '../../shared/cycles/open-tick.ts'
import { orderProposal } from '../../shared/cycles/proposals/order-proposal.ts'
import type { NotRun } from '../../shared/cycles/trigger.ts'
import type { World } from '../../shared/cycles/world.ts'
import { toDecimalText } from '../../shared/domain/money.ts'
import type { ApiHandlers } from './api-call.ts'
import { apiTrigger } from './api-trigger.ts'
import { refusedProposal } from './refused-proposal.ts'

/** Orders that the owner gives over the API. */
export const orderHandlers: Pick<ApiHandlers, 'placeOrder' | 'cancelOrder'> = {
  placeOrder: async (call) => {
    const world = await call.world()
    const { decisionId } = call.body
    const forbidden = await whyForbidden(world)
    if (forbidden) return new Refused(403, forbidden)
    const run = await orderProposal(world, apiTrigger(world, call), decisionId)
    if (run.status !== 'done') return notRun(run)
    const { ordered } = run
    if ('code' in ordered) return refusedProposal(ordered)
    const { outcome, reason, quantity, limit } = ordered
    return {
      ...{ decisionId, outcome, reason, quantity },
      ...(limit !== undefined && { limit: toDecimalText(limit) }),
    }
  },
  cancelOrder: async (call) => {
    const world = await call.world()
    const { id: intentId } = call.params
    const run = await cancelEntry(world, apiTrigger(world, call), intentId)
    if (run.status !== 'done') return notRun(run)
    const { outcome } = run
    switch (outcome.kind) {
      case 'not-found':
        return new Refused(404, `no order ${intentId} is open; GET /orders lists those that are`)
      case 'left':
        return new Refused(409, `${intentId} was left: ${outcome.why}`)
      case 'asked':
        return { intentId, state: outcome.state, detail: 'the broker was asked to cancel it' }
    }
  },
}

/** Nothing leaves for a broker in DEMO, nor before the owner has armed what needs arming. */
async function whyForbidden(world: World): Promise<string | undefined> {
  if (world.config.mode === 'DEMO') return 'this is DEMO: no order is ever sent; set "mode" to "LIVE"'
  if (!needsArming(world.config)) return undefined
  const { owner } = await readTradingState(world)
  return owner.armedAt === undefined ? 'LIVE is not armed: send /arm in Telegram and confirm it' : undefined
}

function notRun(run: NotRun): Refused {
  switch (run.status) {
    case 'skipped':
      return new Refused(409, `nothing was done: ${run.reason}`)
    case 'busy':
      return new Refused(409, `nothing was done: ${run.holder} held the account all the while; send it again`)
    case 'duplicate':
      return new Refused(409, 'this request was carried out before')
  }
}
