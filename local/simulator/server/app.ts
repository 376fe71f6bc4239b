import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getPath } from 'hono/utils/url'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { AlertBox } from '../alerts/alert-box.ts'
import type { OpenPlacements } from '../conduct/open-placements.ts'
import type { RateMeter } from '../conduct/rate-limits.ts'
import type { SinBook } from '../conduct/sin-book.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { FaultSource } from '../faults/fault-source.ts'
import type { Market } from '../market/market.ts'
import type { OAuthServer } from '../oauth/oauth-server.ts'
import { accountsRoute } from './accounts-route.ts'
import { alertsRoute } from './alerts-route.ts'
import { answerFormat } from './answer-format.ts'
import { authorizeRoute } from './authorize-route.ts'
import { brokerError } from './broker-error.ts'
import { clockRoute, type SettableClock } from './clock-route.ts'
import { limitRequests } from './limit-requests.ts'
import { lookupRoute } from './lookup-route.ts'
import { lotsRoute } from './lots-route.ts'
import { oauthRoute } from './oauth-route.ts'
import { optionRoute } from './option-route.ts'
import { orderEntryRoute } from './order-entry-route.ts'
import { ordersRoute } from './orders-route.ts'
import { portfolioRoute } from './portfolio-route.ts'
import { quoteRoute } from './quote-route.ts'
import { answerHeaders, nameOperation, type RequestRecord, recordRequests } from './request-record.ts'
import { sandboxRoute } from './sandbox-route.ts'
import { ownAccountOnly, signedOnly } from './signed-only.ts'
import { garbleAnswers, strikeFaults } from './strike-faults.ts'
import { transactionsRoute } from './transactions-route.ts'
import { sinsRoute, watchConduct } from './watch-conduct.ts'
import type { Wire } from './wire-context.ts'

/** Whom the simulator plays: the broker with a market and an account, or its sandbox with canned answers. */
export type Personality = 'broker' | 'sandbox'

/** What stands behind the HTTP door. */
export interface Door {
  readonly market: Market
  readonly exchange: Exchange
  readonly alerts: AlertBox
  readonly oauth: OAuthServer
  readonly clock: Clock
  readonly oauthClock: Clock
  readonly settableClock: SettableClock | undefined
  readonly personality: Personality
  readonly errorsAsXml: boolean
  readonly faults: FaultSource
  readonly sins: SinBook
  readonly placements: OpenPlacements
  readonly meter: RateMeter | undefined
  readonly onRequest: ((record: RequestRecord) => void) | undefined
}

const BODY_BYTES_MAX = 65_536

/** The broker's HTTP interface: the sign-in, the data under /v1, and the simulator's own clock. */
export function createApp(door: Door): Hono<Wire> {
  return new Hono<Wire>({ getPath: pathWithoutFormat })
    .use(nameOperation())
    .use(recordRequests(door.onRequest))
    .use(answerHeaders(door.oauthClock))
    .use(watchConduct(door))
    .use(garbleAnswers())
    .use('/v1/*', answerFormat(door))
    .use(bodyLimit({ maxSize: BODY_BYTES_MAX, onError: (c) => brokerError(c, BODY_TOO_LONG, 413) }))
    .use('/oauth/*', strikeFaults(door))
    .route('/oauth', oauthRoute(door.oauth))
    .route('/', authorizeRoute(door.oauth))
    .route('/simulator/sins', sinsRoute(door))
    .route('/simulator/clock', clockRoute(door.clock, door.settableClock))
    .route('/v1', signedData(door))
    .notFound((c) => brokerError(c, { message: `There is no ${c.req.method} ${c.req.path} here.` }, 404))
    .onError((error, c) => brokerError(c, { message: `The simulator failed: ${error.message}` }, 500))
}

const BODY_TOO_LONG = { message: `The request body is longer than ${BODY_BYTES_MAX} bytes.` }

function signedData(door: Door): Hono<Wire> {
  return new Hono<Wire>()
    .use(signedOnly(door.oauth))
    .use(limitRequests(door.meter, door.oauthClock))
    .use(strikeFaults(door))
    .route('/', door.personality === 'sandbox' ? sandboxRoute() : brokerData(door))
}

function brokerData(door: Door): Hono<Wire> {
  return new Hono<Wire>()
    .use('/accounts/:accountIdKey/:resource{.+}', ownAccountOnly(door.exchange.account))
    .route('/accounts', accountsRoute(door))
    .route('/accounts', portfolioRoute(door))
    .route('/accounts', lotsRoute(door))
    .route('/accounts', transactionsRoute(door))
    .route('/accounts', ordersRoute(door))
    .route('/accounts', orderEntryRoute(door))
    .route('/market', quoteRoute(door.market, door.clock))
    .route('/market', lookupRoute(door.market, door.clock))
    .route('/market', optionRoute(door.market, door.clock))
    .route('/user', alertsRoute(door.alerts))
}

/** The format suffix stands at the end, in the broker's links to transactions before the number. */
function pathWithoutFormat(request: Request): string {
  return getPath(request).replace(/\.json(?=$|\/)/, '')
}
