import type { MiddlewareHandler } from 'hono'
import type { Clock } from '../../../shared/ports/clock.ts'
import { moduleOf, type RateMeter } from '../conduct/rate-limits.ts'
import { brokerError } from './broker-error.ts'
import { RATE_LIMIT_TEXT } from './strike-faults.ts'
import type { Wire } from './wire-context.ts'

/** Refuses calls beyond the limits by the clock that request timestamps are judged by; without a meter nothing is. */
export function limitRequests(meter: RateMeter | undefined, oauthClock: Clock): MiddlewareHandler<Wire> {
  return async (c, next) => {
    const operation = c.get('operation')
    const module = operation && moduleOf(operation)
    if (!meter || !module) return next()
    if (!meter.admits(module, oauthClock.now())) {
      c.set('isOverLimit', true)
      return brokerError(c, { message: RATE_LIMIT_TEXT })
    }
    await next()
    meter.charge(module, c.get('symbolCount') ?? 1, oauthClock.now())
    return undefined
  }
}
