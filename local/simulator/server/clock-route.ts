import { Hono } from 'hono'
import { z } from 'zod'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { brokerError } from './broker-error.ts'
import { readBody } from './checked-input.ts'
import type { Wire, WireContext } from './wire-context.ts'

/** A market clock that an outsider may put forward. */
export interface SettableClock {
  moveTo(at: EpochMs): void | Promise<void>
}

const moveSchema = z.union(
  [
    z.strictObject({ advanceSeconds: z.number().positive('allowed is more than 0') }),
    z.strictObject({
      to: z.iso.datetime({ offset: true, error: 'allowed is an ISO date and time with zone' }),
    }),
  ],
  { error: 'send {"advanceSeconds": more than 0} or {"to": "ISO date and time with zone"}' },
)

/** Shows the market's time and, where the clock can be set, moves it forward. Not part of the broker's API. */
export function clockRoute(clock: Clock, settable: SettableClock | undefined): Hono<Wire> {
  return new Hono<Wire>()
    .get('/', (c) => shown(c, clock, settable))
    .post('/', async (c) => {
      if (!settable) return brokerError(c, { message: 'The clock of this simulator cannot be set.' })
      const body = await readBody(c, moveSchema)
      if (!body.ok) return body.refusal
      const target = targetOf(body.value, clock.now())
      if (target < clock.now())
        return brokerError(c, {
          message: `to: was ${iso(target)}, must not be before the market's now ${iso(clock.now())}`,
        })
      await settable.moveTo(target)
      return shown(c, clock, settable)
    })
}

function targetOf(move: z.infer<typeof moveSchema>, now: EpochMs): EpochMs {
  return ('to' in move ? Date.parse(move.to) : now + Math.round(move.advanceSeconds * 1_000)) as EpochMs
}

function shown(c: WireContext, clock: Clock, settable: SettableClock | undefined): Response {
  return c.json({ now: iso(clock.now()), epochMs: clock.now(), settable: settable !== undefined })
}

function iso(at: EpochMs): string {
  return new Date(at).toISOString()
}
