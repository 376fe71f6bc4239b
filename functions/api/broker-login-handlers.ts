import { Refused } from '../../shared/api/refused.ts'
import { beginLogin, completeLogin, LOGIN_MINUTES } from '../../shared/cycles/broker-sign-in.ts'
import { addDays, exchangeDate, exchangeInstant } from '../../shared/time/exchange-time.ts'
import { utcText } from '../../shared/time/utc-text.ts'
import type { ApiHandlers } from './api-call.ts'
import { apiTrigger } from './api-trigger.ts'

const NO_LOGIN = new Refused(409, 'this system has no broker to sign in at')

/** The owner's sign-in at the broker, in two steps. */
export const brokerLoginHandlers: Pick<ApiHandlers, 'startLogin' | 'finishLogin'> = {
  startLogin: async ({ world, at }) => {
    const authorizeUrl = await beginLogin(await world(), at)
    return authorizeUrl === undefined ? NO_LOGIN : { authorizeUrl, minutes: LOGIN_MINUTES }
  },
  finishLogin: async (call) => {
    const world = await call.world()
    const trigger = apiTrigger(world, call)
    const outcome = await completeLogin(world, trigger, { code: call.body.code, at: call.at })
    switch (outcome.kind) {
      case 'no-login':
        return NO_LOGIN
      case 'not-taken':
        return new Refused(409, `${outcome.problem} Begin again with POST /oauth/request-token.`)
      case 'signed-in': {
        const tomorrow = addDays(exchangeDate(world.clock.now()), 1)
        return { status: 'signed-in', endsAt: utcText(exchangeInstant(tomorrow, 0)) }
      }
    }
  },
}
