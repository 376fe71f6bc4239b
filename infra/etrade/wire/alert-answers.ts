import { z } from 'zod'
import { anyEnvelope, identifier, instant, instantIfAny, listOf } from './scalars.ts'

/** GET user/alerts. */
export const alertListAnswer = z.object({
  alertsResponse: z.object({
    alert: listOf(
      z.object({ id: identifier, createTime: instant, subject: z.string().trim(), status: z.string() }),
    ),
  }),
})

/** GET user/alerts/{id}. */
export const alertDetailAnswer = anyEnvelope(
  z.object({
    id: identifier,
    createTime: instant,
    subject: z.string().trim(),
    msgText: z.string().trim().default(''),
    readTime: instantIfAny,
    deleteTime: instantIfAny,
  }),
)

/** DELETE user/alerts/{id,id}. Whether the failed ones come bare or in a container is not recorded. */
export const alertDeletionAnswer = anyEnvelope(
  z.object({
    result: z.string(),
    failedAlerts: z.preprocess((value) => {
      const inside = typeof value === 'object' && value !== null && !Array.isArray(value)
      return inside ? Object.values(value).flat() : value
    }, listOf(identifier)),
  }),
)
