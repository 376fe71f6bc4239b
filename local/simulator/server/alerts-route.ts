import { Hono } from 'hono'
import { z } from 'zod'
import type { AlertBox, KeptAlert } from '../alerts/alert-box.ts'
import { brokerError } from './broker-error.ts'
import { oneOf, readQuery, wholeNumber } from './checked-input.ts'
import { epochSeconds } from './exchange-stamp.ts'
import type { Wire, WireContext } from './wire-context.ts'

const ALERTS_DEFAULT = 25
const ALERTS_MAX = 300

const alertsQuery = z.object({
  count: wholeNumber(ALERTS_MAX).default(ALERTS_DEFAULT),
  category: oneOf(['STOCK', 'ACCOUNT']).optional(),
  status: oneOf(['READ', 'UNREAD', 'DELETED']).optional(),
  direction: oneOf(['ASC', 'DESC']).default('DESC'),
  search: z.string().optional(),
})

type AlertsQuery = z.infer<typeof alertsQuery>

/** The inbox of the customer: list, details, deletion. */
export function alertsRoute(box: AlertBox): Hono<Wire> {
  return new Hono<Wire>()
    .get('/alerts', async (c) => {
      const query = readQuery(c, alertsQuery)
      if (!query.ok) return query.refusal
      const wanted = chosen(await box.all(), query.value)
      if (wanted.length === 0)
        // An empty inbox is a 404, not a 204 (etrade-api.md section 8); the wording is SIM-ASSUMED.
        return brokerError(c, { code: 53, message: 'There are no alerts.' }, 404)
      const { count, direction } = query.value
      const sorted = direction === 'DESC' ? wanted : wanted.toReversed()
      return c.json({
        AlertsResponse: { totalAlerts: wanted.length, Alert: sorted.slice(0, count).map(wireAlert) },
      })
    })
    .get('/alerts/:id', async (c) => {
      const alert = await box.read(Number(c.req.param('id')))
      if (!alert) return unknownAlert(c, c.req.param('id'))
      return c.json({
        AlertDetailsResponse: {
          id: alert.id,
          createTime: epochSeconds(alert.createdAt),
          subject: alert.subject,
          msgText: alert.subject,
          readTime: secondsOrZero(alert.readAt),
          deleteTime: secondsOrZero(alert.deletedAt),
        },
      })
    })
    .delete('/alerts/:ids', async (c) => {
      const failed = await box.delete(c.req.param('ids').split(',').map(Number))
      return c.json({
        AlertsResponse: {
          result: failed.length === 0 ? 'SUCCESS' : 'ERROR',
          ...(failed.length === 0 ? {} : { FailedAlerts: { alertId: failed } }),
        },
      })
    })
}

/** Every alert here is about a trade, hence of the category STOCK (SIM-ASSUMED). */
function chosen(alerts: readonly KeptAlert[], query: AlertsQuery): readonly KeptAlert[] {
  const { category, status, search = '' } = query
  if (category === 'ACCOUNT') return []
  return alerts.filter(
    (alert) =>
      (status === undefined ? statusOf(alert) !== 'DELETED' : statusOf(alert) === status) &&
      alert.subject.toUpperCase().includes(search.toUpperCase()),
  )
}

function wireAlert(alert: KeptAlert) {
  const { id, createdAt, subject } = alert
  return { id, createTime: epochSeconds(createdAt), subject, status: statusOf(alert) }
}

function statusOf({ readAt, deletedAt }: KeptAlert): 'READ' | 'UNREAD' | 'DELETED' {
  if (deletedAt !== undefined) return 'DELETED'
  return readAt === undefined ? 'UNREAD' : 'READ'
}

function secondsOrZero(at: KeptAlert['readAt']): number {
  return at === undefined ? 0 : epochSeconds(at)
}

/** SIM-ASSUMED wording; code 499 is the broker's for an alert number that is not valid. */
function unknownAlert(c: WireContext, id: string): Response {
  return brokerError(c, { code: 499, message: `id: there is no alert ${id}.` })
}
