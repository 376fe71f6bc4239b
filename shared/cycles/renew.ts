import { type TokenNews, tokenAlert, tokenRenewalFailedAlert } from '../alerts/token-alerts.ts'
import { BrokerError, BrokerUnauthorizedError } from '../domain/errors.ts'
import { exchangeDate } from '../time/exchange-time.ts'
import { MINUTE_MS } from '../time/instant.ts'
import { isSignedIn, type TokenState, tokenState } from '../token/token-state.ts'
import { currentToken } from './current-token.ts'
import { isReminderDue, tellMorning } from './morning.ts'
import { type Finished, runAnyTime } from './run-tick.ts'
import type { Tick } from './tick.ts'
import type { NotRun, Trigger } from './trigger.ts'
import type { World } from './world.ts'

/** A token that was used within the last hour needs no keeping alive. */
const QUIET_MINUTES_MAX = 60

export interface RenewDone {
  readonly token: TokenState['kind']
  readonly action: 'none' | 'kept-alive' | 'renewed' | 'rejected'
}

/** Keeps the day's token awake, tells the owner once when there is none that works, and before the open what is due. */
export async function renew(world: World, trigger: Trigger): Promise<(RenewDone & Finished) | NotRun> {
  const date = exchangeDate(world.clock.now())
  return runAnyTime(world, trigger, date, async (tick) => {
    const done = await lookAfterToken(tick)
    // A token that the broker has rejected is as good as none.
    await tellMorning(tick, done.action === 'rejected' ? { kind: 'NOT_FOUND' } : done.state)
    return { token: done.state.kind, action: done.action }
  })
}

async function lookAfterToken(
  tick: Tick,
): Promise<{ readonly state: TokenState; readonly action: RenewDone['action'] }> {
  const token = await currentToken(tick)
  const state = tokenState(token, tick.now)
  if (!token || !isSignedIn(state)) {
    // The reminders before the open say the same and more.
    if (!isReminderDue(tick)) tell(tick, 'expired')
    return { state, action: 'none' }
  }
  if (tick.now - token.lastUsedAt < QUIET_MINUTES_MAX * MINUTE_MS) return { state, action: 'none' }
  return { state, action: await wake(tick, state) }
}

async function wake(tick: Tick, state: TokenState): Promise<RenewDone['action']> {
  try {
    if (state.kind === 'IDLE') await tick.world.session.renew()
    await tick.world.session.verify()
  } catch (error) {
    if (!(error instanceof BrokerUnauthorizedError)) {
      if (state.kind === 'IDLE' && error instanceof BrokerError)
        tick.alert(tokenRenewalFailedAlert(error.message, { date: tick.date, time: tick.now }))
      throw error
    }
    tell(tick, 'rejected')
    return 'rejected'
  }
  tick.state = { ...tick.state, tokenUsedAt: tick.now }
  if (state.kind !== 'IDLE') return 'kept-alive'
  tell(tick, 'renewed')
  return 'renewed'
}

/** The same news is told once a date; a renewal is always news. */
function tell(tick: Tick, news: TokenNews): void {
  const told = `${news} ${tick.date}`
  if (news !== 'renewed' && tick.state.tokenAlert === told) return
  tick.alert(tokenAlert(news, { date: tick.date, time: tick.now }))
  tick.state = { ...tick.state, tokenAlert: told }
}
