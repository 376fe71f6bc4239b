import { BrokerError, BrokerRefusedError, BrokerUnauthorizedError } from '../domain/errors.ts'
import { inDoubt, previewed, rejected, submitted, submitting } from '../orders/order-life.ts'
import { type OrderRecord, toRequest } from '../orders/order-record.ts'
import { firstDeadline, type SendDeadline } from '../orders/send-deadline.ts'
import type { OrderPreview } from '../ports/broker.ts'
import { type EpochMs, SECOND_MS } from '../time/instant.ts'
import { sessionAt } from '../time/session.ts'
import { bookOrder } from './book-order.ts'
import type { Tick } from './tick.ts'

/** A run whose account may soon be another's sends nothing any more: as long as a call may be on its way. */
const LEASE_SECONDS_LEFT_MIN = 10

/**
 * Writes down what was decided and sends it, each order once: preview, a durable mark, one place call, a durable
 * answer. Answers whether anything was sent or refused.
 */
export async function sendIntents(tick: Tick): Promise<boolean> {
  const intents = Object.values(tick.state.orders).filter(({ state }) => state === 'INTENT')
  if (intents.length === 0) return false
  await tick.commit()
  for (const intent of intents) await send(tick, intent)
  return true
}

async function send(tick: Tick, intent: OrderRecord): Promise<void> {
  const preview = await previewOrder(tick, intent)
  if (!preview) return
  const marked = submitting(previewed(intent), tick.now)
  bookOrder(tick, marked)
  // The mark must be durable before the call leaves: a crash from here on is looked up at the broker, never repeated.
  await tick.commit()
  bookOrder(tick, await place(tick, marked, preview))
  await tick.commit()
}

/** The broker's consent, or `undefined` when it refused or could not be asked: then nothing was sent. */
async function previewOrder(tick: Tick, intent: OrderRecord): Promise<OrderPreview | undefined> {
  try {
    return await tick.world.broker.preview(toRequest(intent))
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error
    bookOrder(tick, rejected(intent, error.message, tick.now))
    return undefined
  }
}

/**
 * Until when a slow run may still send: after that its preview is old, the market has closed and the broker would queue the
 * order, or another run may have taken the account over.
 */
function sendDeadline(tick: Tick, { previewedAt }: OrderPreview): SendDeadline {
  const { config, calendar } = tick.world
  const previewAgeMs = config.execution.previewAgeSecondsMax * SECOND_MS
  const session = sessionAt(tick.now, calendar)
  return firstDeadline(
    { at: (previewedAt + previewAgeMs) as EpochMs, reason: 'its preview was too old to be placed' },
    {
      at: (tick.leaseUntil - LEASE_SECONDS_LEFT_MIN * SECOND_MS) as EpochMs,
      reason: 'the run was too slow to send it',
    },
    {
      at: ((session.phase === 'regular' ? session.closeAt : tick.now) - 1) as EpochMs,
      reason: 'the session ended before it could be sent',
    },
  )
}

async function place(tick: Tick, marked: OrderRecord, preview: OrderPreview): Promise<OrderRecord> {
  const deadline = sendDeadline(tick, preview)
  try {
    return submitted(marked, await tick.world.broker.place(toRequest(marked), preview, deadline))
  } catch (error) {
    if (error instanceof BrokerRefusedError || error instanceof BrokerUnauthorizedError) {
      return rejected(marked, error.message, tick.now)
    }
    // Whatever else went wrong at the broker, the call may have left.
    if (error instanceof BrokerError) return inDoubt(marked, error.message)
    throw error
  }
}
