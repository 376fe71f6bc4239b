import { BrokerRefusedError } from '../../shared/domain/errors.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import type { EtradeClient } from './client/etrade-client.ts'
import { harmlessFailure } from './client/failure.ts'
import { present } from './mapper/present.ts'
import { alertDeletionAnswer, alertDetailAnswer, alertListAnswer } from './wire/alert-answers.ts'
import { fit } from './wire/fit.ts'

const LIST = 'user/alerts'
const DETAIL = 'user/alert'
const DELETION = 'user/alerts-delete'

/** The broker answers no more at once, and has no pages. */
const ALERTS_MAX = 300

/** The broker's code for "nothing found", which an empty inbox answers with a 404 (reference §8). */
const NOTHING_FOUND = '53'

/** A note of the broker's to its customer. */
export interface BrokerAlert {
  readonly alertId: string
  readonly at: EpochMs
  readonly subject: string
  /** READ, UNREAD or DELETED. */
  readonly status: string
}

/** The same note with its text. */
export interface BrokerAlertDetail extends Omit<BrokerAlert, 'status'> {
  readonly text: string
  readonly readAt?: EpochMs
  readonly deletedAt?: EpochMs
}

/** The broker's notes, newest first; useful as a second witness of fills, never as the only one. */
export async function listBrokerAlerts(
  client: EtradeClient,
  which: { readonly category?: 'STOCK' | 'ACCOUNT'; readonly status?: 'READ' | 'UNREAD' | 'DELETED' } = {},
): Promise<readonly BrokerAlert[]> {
  const query = { count: String(ALERTS_MAX), direction: 'DESC', ...which }
  try {
    const { body } = await client.read({ operation: LIST, module: 'accounts', path: 'user/alerts', query })
    if (body === undefined) return []
    return fit(alertListAnswer, LIST, body).alertsResponse.alert.map(
      ({ id: alertId, createTime: at, subject, status }) => ({ alertId, at, subject, status }),
    )
  } catch (error) {
    if (error instanceof BrokerRefusedError && error.code === NOTHING_FOUND) return []
    throw error
  }
}

/** One of the broker's notes in full. */
export async function readBrokerAlert(client: EtradeClient, alertId: string): Promise<BrokerAlertDetail> {
  const { body } = await client.read({
    operation: DETAIL,
    module: 'accounts',
    path: `user/alerts/${alertId}`,
    query: { htmlTags: 'false' },
  })
  const { id, createTime: at, subject, msgText: text, ...times } = fit(alertDetailAnswer, DETAIL, body)
  const { readTime: readAt, deleteTime: deletedAt } = times
  return { alertId: id, at, subject, text, ...present({ readAt, deletedAt }) }
}

/** Moves notes to the broker's bin; answers which of them it could not. To do it twice does no harm. */
export async function deleteBrokerAlerts(
  client: EtradeClient,
  alertIds: readonly string[],
): Promise<{ readonly failed: readonly string[] }> {
  if (alertIds.length === 0) return { failed: [] }
  const answer = await client.sendOnce({
    operation: DELETION,
    module: 'accounts',
    method: 'DELETE',
    path: `user/alerts/${alertIds.join(',')}`,
    purpose: 'read',
  })
  if (answer.kind !== 'body') throw harmlessFailure(DELETION, answer)
  const { result, failedAlerts } = fit(alertDeletionAnswer, DELETION, answer.body)
  if (result !== 'SUCCESS' && failedAlerts.length === 0) {
    throw new BrokerRefusedError(DELETION, { text: `it answered ${result}` })
  }
  return { failed: failedAlerts }
}
