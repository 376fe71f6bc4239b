import type { Ticker } from '../../domain/ids.ts'
import { ZERO } from '../../domain/money.ts'
import { checkDailyLoss } from '../../risk/check-daily-loss.ts'
import { checkDrawdown } from '../../risk/check-drawdown.ts'
import { checkSafeMode } from '../../risk/check-safe-mode.ts'
import { openSymbols } from '../../risk/open-symbols.ts'
import { checkProtections } from '../../risk/protections.ts'
import type { Verdict } from '../../risk/verdict.ts'
import { formatEt } from '../../time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../time/instant.ts'
import { sessionAt } from '../../time/session.ts'
import { isSignedIn } from '../../token/token-state.ts'
import type { Asked } from './asked.ts'
import { atLimit } from './at-limit.ts'
import { openProfitAsSeen } from './open-profit.ts'
import { Outage, orOutage } from './outage.ts'
import { STATE_WORDS, seeToken } from './token.ts'
import { waitsForArming } from './waits-for-arming.ts'

/** What keeps everything from being bought now. */
export async function locksOfAll(asked: Asked): Promise<readonly string[]> {
  return [...momentLocks(asked), ...(await tokenLocks(asked)), ...accountLocks(asked)]
}

function momentLocks({ world: { clock, calendar, config } }: Asked): readonly string[] {
  const session = sessionAt(clock.now(), calendar)
  if (session.phase === 'closed') return [`the market is closed: ${session.reason}`]
  if (session.noTrade !== undefined) return [`no entries today: ${session.noTrade}`]
  const { cutoffMinutesBeforeClose } = config.entry
  const endsAt = (session.closeAt - cutoffMinutesBeforeClose * MINUTE_MS) as EpochMs
  return clock.now() >= endsAt ? [`entries of today ended at ${formatEt(endsAt, 'time')} ET`] : []
}

/** As the gate of the token has it: anything but an active one keeps entries out. */
async function tokenLocks(asked: Asked): Promise<readonly string[]> {
  const seen = await orOutage(seeToken(asked))
  if (seen instanceof Outage) return [seen.problem]
  const { kind } = seen.state
  if (kind === 'ACTIVE') return []
  const remedy = isSignedIn(seen.state) ? '' : ', /login'
  return [`token: the sign-in is ${STATE_WORDS[kind]}${remedy}`]
}

/** What the risk gate would say to any entry. */
function accountLocks({ world: { config, clock }, state }: Asked): readonly string[] {
  const { risk: rules, style } = config
  const { equity, recentExits, lossesInRow } = state.risk
  const view = { state, rules }
  const figures = equity && {
    portfolioValue: equity.latest,
    openProfit: openProfitAsSeen(state)?.profit ?? ZERO,
  }
  const open = openSymbols(state).length
  return [
    ...(state.owner.sellAllSince === undefined ? [] : ['everything is sold until you /resume']),
    ...refusalOf(checkSafeMode(view)),
    ...(waitsForArming({ config, state }) ? ['not-armed: LIVE waits for your /arm'] : []),
    ...(figures ? refusalOf(checkDrawdown(view, figures)) : []),
    ...(figures ? refusalOf(checkDailyLoss(view, figures)) : []),
    ...atLimit(open, rules.openPositionsMax[style], 'positions are open'),
    ...atLimit(state.day.entries, rules.dailyTradesMax[style], 'entries of today are made'),
    ...atLimit(lossesInRow, rules.consecutiveLossesMax, 'losing trades in a row today'),
    ...(figures
      ? refusalOf(
          checkProtections(recentExits, {
            symbol: NO_SYMBOL,
            now: clock.now(),
            unlockedAt: undefined,
            portfolioValue: figures.portfolioValue,
            rules: rules.protections,
          }),
        )
      : []),
  ]
}

/** Has no trades of its own, so that only what holds for every symbol speaks. */
const NO_SYMBOL = '' as Ticker

function refusalOf(verdict: Verdict | undefined): readonly string[] {
  return verdict && !verdict.passed ? [`${verdict.code}: ${verdict.reason}`] : []
}
