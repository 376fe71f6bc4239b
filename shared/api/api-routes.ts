import { z } from 'zod'
import { accountAnswer, ordersAnswer, positionsAnswer, tradesAnswer } from './answers/account-answers.ts'
import {
  banditLogsAnswer,
  banditStatsAnswer,
  cancelledAnswer,
  eventsAnswer,
  orderedAnswer,
  proposalAnswer,
  radarAnswer,
  rewardedAnswer,
  validationAnswer,
} from './answers/catalyst-answers.ts'
import { decisionAnswer, decisionsAnswer } from './answers/decision-answers.ts'
import {
  cachesAnswer,
  healthAnswer,
  metricsAnswer,
  rateLimitsAnswer,
  readinessAnswer,
  tokenAnswer,
} from './answers/health-answers.ts'
import {
  loginFinishedAnswer,
  loginStartedAnswer,
  runAnswer,
  sessionAnswer,
  signedOutAnswer,
} from './answers/session-answers.ts'
import { dateField, idField, limitField, priceField, tickerField } from './api-field.ts'
import type { ApiRoute } from './api-route.ts'

const NOTHING = z.strictObject({})
const IGNORED = z.unknown().optional().meta({ description: 'not looked at' })
const BROKER_AWAY = 'The broker refused or could not be reached.'

/** Every address of the API by its name (spec §16). */
export const apiRoutes = {
  health: {
    method: 'get',
    path: '/health',
    summary: 'Whether the process answers',
    description: 'The only address that anybody may read. Nothing is read for it.',
    access: 'open',
    answer: healthAnswer,
  },
  readiness: {
    method: 'get',
    path: '/readiness',
    summary: 'Whether everything runs as it should, check by check',
    access: 'owner',
    answer: readinessAnswer,
  },
  signIn: {
    method: 'post',
    path: '/sign-in',
    summary: 'Begin a session with the token of a sign-in link',
    description: 'Each link is good once. The session comes back as the cookie `__session`.',
    access: 'open',
    body: z.strictObject({ token: z.string().min(20, 'must be the token of a sign-in link').max(100) }),
    answer: sessionAnswer,
    refusals: { 403: 'The link is unknown, was used, or is too old.' },
  },
  session: {
    method: 'get',
    path: '/session',
    summary: 'Until when this session lasts',
    access: 'owner',
    answer: sessionAnswer,
  },
  signOut: {
    method: 'post',
    path: '/sign-out',
    summary: 'End this session',
    access: 'owner',
    answer: signedOutAnswer,
  },
  account: {
    method: 'get',
    path: '/account',
    summary: 'Cash and equity of the account',
    access: 'owner',
    answer: accountAnswer,
    refusals: { 502: BROKER_AWAY },
  },
  positions: {
    method: 'get',
    path: '/positions',
    summary: 'What is held, with price, profit and stops',
    access: 'owner',
    answer: positionsAnswer,
  },
  orders: {
    method: 'get',
    path: '/orders',
    summary: 'Open orders, and the latest that ended',
    access: 'owner',
    query: z.strictObject({ limit: limitField({ most: 200, usual: 50 }) }),
    answer: ordersAnswer,
  },
  trades: {
    method: 'get',
    path: '/trades',
    summary: 'Closed trades of a date, or the latest',
    access: 'owner',
    query: z.strictObject({
      date: dateField.exactOptional(),
      limit: limitField({ most: 500, usual: 100 }),
    }),
    answer: tradesAnswer,
  },
  decisions: {
    method: 'get',
    path: '/decisions',
    summary: 'Recorded decisions of a date, newest first',
    description: 'Without a date those of today.',
    access: 'owner',
    query: z.strictObject({
      date: dateField.exactOptional(),
      symbol: tickerField.exactOptional(),
      limit: limitField({ most: 500, usual: 100 }),
    }),
    answer: decisionsAnswer,
  },
  decision: {
    method: 'get',
    path: '/decisions/:id',
    summary: 'One decision and everything that followed from it',
    access: 'owner',
    params: z.strictObject({ id: idField }),
    answer: decisionAnswer,
    refusals: { 404: 'There is no such decision.' },
  },
  radar: {
    method: 'get',
    path: '/radar',
    summary: 'The last look at the catalyst symbols',
    description: 'Cheap: what GET /scan has kept.',
    access: 'owner',
    answer: radarAnswer,
  },
  scan: {
    method: 'get',
    path: '/scan',
    summary: 'Look at the catalyst symbols now',
    description: 'Reads quotes, days and events, ranks the symbols, and keeps the look.',
    access: 'owner',
    answer: radarAnswer,
    refusals: { 502: BROKER_AWAY },
  },
  upcomingEvents: {
    method: 'get',
    path: '/events/upcoming',
    summary: 'Events that may move a catalyst symbol',
    access: 'owner',
    query: z.strictObject({ days: limitField({ most: 365, usual: 30 }) }),
    answer: eventsAnswer,
  },
  propose: {
    method: 'post',
    path: '/propose',
    summary: 'Propose how to trade the catalyst of a symbol',
    description: 'The bandit chooses a play, and a plan is made for it. Nothing is bought.',
    access: 'owner',
    body: z.strictObject({ symbol: tickerField }),
    answer: proposalAnswer,
    refusals: { 422: 'Too little is known of the symbol, or it is no catalyst.', 502: BROKER_AWAY },
  },
  validate: {
    method: 'post',
    path: '/validate',
    summary: 'Hold a proposal, or a plan of your own, against the guardrails',
    description:
      'The figures of the account and of the market are read on the server. A `context` that a caller sends along is taken and not looked at.',
    access: 'owner',
    body: z.union([
      z.strictObject({ decisionId: idField, context: IGNORED }),
      z.strictObject({
        ticker: tickerField,
        action: z.enum(['BUY', 'SKIP'], 'must be "BUY" or "SKIP"'),
        entryPrice: priceField,
        stopPrice: priceField,
        context: IGNORED,
      }),
    ]),
    answer: validationAnswer,
    refusals: { 404: 'There is no such proposal.', 409: 'It was decided on before.', 502: BROKER_AWAY },
  },
  placeOrder: {
    method: 'post',
    path: '/orders',
    summary: 'Order an approved proposal',
    description:
      'It passes the gates of the moment and the risk gate like a signal of the scan, and is decided on once. Only in LIVE, and armed where real money is at stake.',
    access: 'owner',
    body: z.strictObject({ decisionId: idField }),
    answer: orderedAnswer,
    refusals: {
      403: 'DEMO, or not armed, or from another site.',
      404: 'There is no such proposal.',
      409: 'It is not approved, too old, was decided on, or the market is closed.',
      502: BROKER_AWAY,
    },
  },
  cancelOrder: {
    method: 'post',
    path: '/orders/:id/cancel',
    summary: 'Cancel an entry that is at the broker',
    description:
      'By its intent id. It lowers what is at risk, so that it needs no arming. Exits and stops are left: they protect a position.',
    access: 'owner',
    params: z.strictObject({ id: idField }),
    body: NOTHING,
    answer: cancelledAnswer,
    refusals: {
      404: 'No such order is open.',
      409: 'It is no entry, or another run holds the account.',
      502: BROKER_AWAY,
    },
  },
  rewardBandit: {
    method: 'post',
    path: '/bandit/reward',
    summary: 'Let the bandit learn from a proposal',
    description:
      'The reward is worked out here, from real bars. Each decision is learned from once; asked again it is `duplicate_ignored`.',
    access: 'owner',
    body: z.strictObject({ decisionId: idField }),
    answer: rewardedAnswer,
    refusals: { 404: 'There is no such proposal.', 502: 'The provider of prices does not answer.' },
  },
  banditStats: {
    method: 'get',
    path: '/bandit/stats',
    summary: 'What each arm has learned and promises',
    access: 'owner',
    answer: banditStatsAnswer,
  },
  banditLogs: {
    method: 'get',
    path: '/bandit/logs',
    summary: 'The latest rewards',
    access: 'owner',
    query: z.strictObject({ limit: limitField({ most: 200, usual: 50 }) }),
    answer: banditLogsAnswer,
  },
  metrics: {
    method: 'get',
    path: '/metrics',
    summary: 'Calls, runs, naked seconds and cloud operations of today',
    access: 'owner',
    answer: metricsAnswer,
  },
  rateLimits: {
    method: 'get',
    path: '/rate-limits',
    summary: 'What is used of the limits of the broker',
    access: 'owner',
    answer: rateLimitsAnswer,
  },
  caches: {
    method: 'get',
    path: '/caches',
    summary: 'Hits and misses of the caches of this process',
    access: 'owner',
    answer: cachesAnswer,
  },
  token: {
    method: 'get',
    path: '/token',
    summary: 'The sign-in at the broker',
    access: 'owner',
    answer: tokenAnswer,
  },
  startLogin: {
    method: 'post',
    path: '/oauth/request-token',
    summary: 'Begin a sign-in at the broker',
    access: 'owner',
    body: NOTHING,
    answer: loginStartedAnswer,
    refusals: { 409: 'This system has no broker to sign in at.', 502: BROKER_AWAY },
  },
  finishLogin: {
    method: 'post',
    path: '/oauth/exchange',
    summary: 'Hand over the code of the broker’s page',
    description: 'The token of the broker is stored and proved with a call; it is never told.',
    access: 'owner',
    body: z.strictObject({
      code: z.string().regex(/^[A-Za-z0-9]{4,8}$/, 'must be the 4-8 letters and digits of the broker’s page'),
    }),
    answer: loginFinishedAnswer,
    refusals: { 409: 'No sign-in is under way, or the broker did not take the code.', 502: BROKER_AWAY },
  },
  runScan: run('/signal-scan', 'Look for entries now'),
  runMonitor: run('/position-monitor', 'Look after the open positions now'),
  runRenewal: run('/token-renewal', 'Renew the broker’s token now'),
  runPrepareDay: run('/prepare-day', 'Build the day now'),
  runDailyReport: run('/daily-report', 'Close the books of the day now'),
} as const satisfies Readonly<Record<string, ApiRoute>>

export type ApiRoutes = typeof apiRoutes
export type RouteName = keyof ApiRoutes

/** One run by hand; like every call by hand it is a run of its own, beside those of the scheduler. */
function run<Path extends `/${string}`>(path: Path, summary: string) {
  return {
    method: 'post',
    path,
    summary,
    description: 'Answers how the run ended.',
    access: 'owner',
    body: NOTHING,
    answer: runAnswer,
    refusals: {
      409: 'Another run took the account over.',
      502: BROKER_AWAY,
      503: 'The store does not answer.',
    },
  } as const
}
