import { Refused } from '../../shared/api/refused.ts'
import { propose } from '../../shared/cycles/proposals/propose.ts'
import { settleReward } from '../../shared/cycles/proposals/settle-reward.ts'
import { validatePlan, validateProposal } from '../../shared/cycles/proposals/validate.ts'
import { latestRadar } from '../../shared/cycles/radar/latest-radar.ts'
import { scanRadar } from '../../shared/cycles/radar/scan-radar.ts'
import { banditLogsView, banditStatsView } from '../../shared/cycles/views/bandit-view.ts'
import { proposalView, validationView } from '../../shared/cycles/views/proposal-view.ts'
import { radarView, upcomingEventsView } from '../../shared/cycles/views/radar-view.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import { money } from '../../shared/domain/money.ts'
import type { ApiHandlers } from './api-call.ts'
import { refusedProposal } from './refused-proposal.ts'

type Catalysts =
  | 'radar'
  | 'scan'
  | 'upcomingEvents'
  | 'propose'
  | 'validate'
  | 'rewardBandit'
  | 'banditStats'
  | 'banditLogs'

/** Radar, proposals and what the bandit makes of them. */
export const catalystHandlers: Pick<ApiHandlers, Catalysts> = {
  radar: async ({ world }) => radarView(await latestRadar(await world())),
  scan: async ({ world }) => radarView(await scanRadar(await world())),
  upcomingEvents: async ({ world, query }) => upcomingEventsView(await world(), query),
  propose: async ({ world, body }) => {
    const made = await propose(await world(), body.symbol as Ticker)
    return made.status === 'refused' ? refusedProposal(made) : proposalView(made.decisionId, made.record)
  },
  validate: async ({ world, body }) => {
    const here = await world()
    if ('decisionId' in body) {
      const validation = await validateProposal(here, body.decisionId)
      return 'status' in validation
        ? refusedProposal(validation)
        : validationView(validation, body.decisionId)
    }
    const { ticker, action, entryPrice, stopPrice } = body
    const plan = { action, entryPrice: money(entryPrice), stopPrice: money(stopPrice) }
    return validationView(await validatePlan(here, { ...plan, ticker: ticker as Ticker }))
  },
  rewardBandit: async ({ world, body: { decisionId } }) => {
    const settled = await settleReward(await world(), decisionId)
    switch (settled.status) {
      case 'refused':
        return refusedProposal(settled)
      case 'contended':
        return new Refused(503, `other rewards came first ${settled.tries} times; send it again`)
      case 'applied': {
        const { status, riskMultiple, reward, updates } = settled
        return { decisionId, status, riskMultiple, reward, detail: `the arm has learned ${updates} rewards` }
      }
      case 'duplicate_ignored':
        return {
          decisionId,
          status: settled.status,
          detail: 'it was learned from before; nothing has changed',
        }
      case 'no_update':
        return { decisionId, status: settled.status, detail: `it was ${settled.outcome}: nothing to learn` }
      case 'pending':
        return { decisionId, status: settled.status, detail: settled.reason }
    }
  },
  banditStats: async ({ world }) => banditStatsView((await world()).store),
  banditLogs: async ({ world, query }) => banditLogsView((await world()).store, query),
}
