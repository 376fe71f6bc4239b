import type { Alert } from '../../../shared/alerts/alert.ts'
import { breakerClosedAlert, breakerOpenAlert } from '../../../shared/alerts/breaker-alert.ts'
import { callLimitAlert } from '../../../shared/alerts/call-limit-alert.ts'
import { clockAlert } from '../../../shared/alerts/clock-alert.ts'
import { endOfDayAlert } from '../../../shared/alerts/end-of-day-alert.ts'
import { goNoGoAlert, type ReadinessCheck } from '../../../shared/alerts/go-no-go-alert.ts'
import { holidayEveAlert } from '../../../shared/alerts/holiday-eve-alert.ts'
import {
  brokerProblemAlert,
  entryCancelledAlert,
  exitsWithoutTapeAlert,
  holdingWithoutQuoteAlert,
  orderChangedAlert,
  orderProblemAlert,
  silentJobAlert,
  unprotectedAlert,
} from '../../../shared/alerts/order-alerts.ts'
import { ownerAlert } from '../../../shared/alerts/owner-alert.ts'
import { safeModeOffAlert, safeModeOnAlert } from '../../../shared/alerts/safe-mode-alert.ts'
import { goodMorningAlert, selectionAlert, watchlistAlert } from '../../../shared/alerts/selection-alerts.ts'
import { marketCloseAlert, marketOpenAlert, type Opening } from '../../../shared/alerts/session-alerts.ts'
import { strangerAlert } from '../../../shared/alerts/stranger-alert.ts'
import {
  loginReminderAlert,
  tokenAlert,
  tokenRenewalFailedAlert,
} from '../../../shared/alerts/token-alerts.ts'
import { buyAlert, partialSellAlert, sellAlert, stopMovedAlert } from '../../../shared/alerts/trade-alerts.ts'
import type { OrderId, PositionId } from '../../../shared/domain/ids.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import type { ExitReason, Trade } from '../../../shared/domain/trade.ts'
import { closeTrade } from '../../../shared/ledger/close-trade.ts'
import { applyFill } from '../../../shared/ledger/position-book.ts'
import { SAFE_MODE_REASONS, type SafeModeReason } from '../../../shared/state/risk-state.ts'
import { initialState } from '../../../shared/state/trading-state.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { type EpochMs, SECOND_MS } from '../../../shared/time/instant.ts'
import { dueRung, type LoginRung } from '../../../shared/token/login-ladder.ts'
import {
  DEMO_FILLS,
  fill,
  goldenPosition,
  NINE_THIRTY_SIX,
  orderRecord,
  plan,
  TQQQ,
} from '../../support/fixtures.ts'

const DATE = parseExchangeDate('2026-03-03')
const SOXL = ticker('SOXL')
const at = (minute: number, second = 0) => (exchangeInstant(DATE, minute) + second * SECOND_MS) as EpochMs
const moment = (minute: number) => ({ date: DATE, time: at(minute) })
const OPEN = at(570)
const CLOSE = at(960)
const LOG_ID = '4bf92f3577b34da6a3ce929d0e0e4736'

/** Every message the owner can get, one for each type and variant, by the name of its file in test/golden/alerts. */
export const CATALOGUE: Readonly<Record<string, Alert>> = {
  ...tokenMessages(),
  ...morningMessages(),
  ...sessionMessages(),
  ...tradeMessages(),
  ...orderMessages(),
  ...systemMessages(),
  ...safeModeMessages(),
  ...ownerMessages(),
  ...endOfDayMessages(),
}

function tokenMessages() {
  const reminder = (minute: number) =>
    loginReminderAlert(dueRung(at(minute), OPEN) as LoginRung, { ...moment(minute), openAt: OPEN })
  return {
    'token-expired': tokenAlert('expired', moment(1)),
    'token-renewed': tokenAlert('renewed', moment(720)),
    'token-rejected': tokenAlert('rejected', moment(720)),
    'token-renewal-failed': tokenRenewalFailedAlert(
      'the broker could not be reached for oauth/renew_access_token: no answer within 10 s',
      { ...moment(720), correlationId: LOG_ID },
    ),
    'login-0800': reminder(480),
    'login-0830': reminder(510),
    'login-0900': reminder(540),
    'login-0915': reminder(555),
    'login-0925': reminder(565),
  }
}

function morningMessages() {
  const bull = { kind: 'bull', returnPct: 3.4, confidence: 0.68 } as const
  const watchlist = [
    { symbol: TQQQ, score: 0.91, sentimentUnknown: true },
    { symbol: SOXL, score: 0.84, sentimentUnknown: true },
  ]
  const selected = [TQQQ, SOXL, ...Array.from({ length: 12 }, (_, index) => ticker(`S${index}`))]
  const morning = { ...moment(420), openAt: OPEN, closeAt: CLOSE, universe: 118, watchlist }
  const change = { added: [SOXL], removed: [ticker('FAZ')] }
  const unranked = [{ symbol: ticker('LABU'), reason: '12 daily bars, 51 are needed' }]
  return {
    'good-morning': goodMorningAlert({ ...morning, regime: bull, selection: { selected, unranked } }),
    watchlist: watchlistAlert(watchlist, change, moment(420)),
    selection: selectionAlert({ selected }, change, bull, moment(630)),
  }
}

function sessionMessages() {
  const opening: Opening = {
    ...moment(570),
    closeAt: CLOSE,
    mode: 'DEMO',
    arming: 'not-needed',
    universe: 118,
    selected: 50,
  }
  const live = { ...opening, mode: 'LIVE' } as const
  const sound = readiness()
  return {
    'go-no-go-go': goNoGoAlert({ ...moment(565), checks: sound }),
    'go-no-go-no-go': goNoGoAlert({
      ...moment(565),
      checks: readiness({
        token: 'nobody is logged in; tap Log in',
        clock: "the broker's clock is 130.5 s ahead of ours; set the time",
        paused: 'since 2026-03-02 14:05 ET; /resume ends it',
      }),
    }),
    'market-open-demo': marketOpenAlert(opening),
    'market-open-live-armed': marketOpenAlert({ ...live, arming: 'armed' }),
    'market-open-live-not-armed': marketOpenAlert({ ...live, arming: 'not-armed', selected: 1, universe: 1 }),
    'market-open-live-no-real-money': marketOpenAlert(live),
    'market-open-no-trade-day': marketOpenAlert({ ...opening, closeAt: at(780), noTrade: 'FOMC decision' }),
    'market-close-flat': marketCloseAlert(goldenDay(), { time: CLOSE, held: [] }),
    'market-close-no-trades': marketCloseAlert(initialState(DATE).day, { time: CLOSE, held: [] }),
    'market-close-held': marketCloseAlert(goldenDay(), { time: CLOSE, held: [TQQQ, SOXL] }),
    'holiday-eve-closed': holidayEve('2026-05-22'),
    'holiday-eve-thanksgiving': holidayEve('2026-11-25'),
    'holiday-eve-short': holidayEve('2026-12-23'),
  }
}

function readiness(problems: Readonly<Partial<Record<ReadinessCheck['name'], string>>> = {}) {
  const sound: readonly (readonly [ReadinessCheck['name'], string])[] = [
    ['token', 'valid until midnight ET'],
    ['clock', '0.2 s from the broker'],
    ['data', 'quote of SPY 3 s old'],
    ['budget', '312 of 10,000 calls'],
    ['reconciliation', 'the broker holds what the books say'],
    ['calendar', '09:30 to 16:00 ET'],
    ['safe mode', 'off'],
    ['paused', 'no'],
  ]
  return sound.map(([name, detail]) => ({
    name,
    ok: problems[name] === undefined,
    detail: problems[name] ?? detail,
  }))
}

function holidayEve(day: string): Alert {
  const date = parseExchangeDate(day)
  return holidayEveAlert({ date, time: exchangeInstant(date, 965) }) as Alert
}

function goldenDay() {
  return { ...initialState(DATE).day, exits: 1, wins: 1, realized: money('101.20') }
}

function tradeMessages() {
  const order = {
    orderId: '1001' as OrderId,
    quantity: 184,
    price: money('47.50'),
    sentAt: at(575, 28),
    time: at(575, 30),
    mode: 'DEMO',
  } as const
  const [half, breakeven] = [fill('SELL', 92, '48.50'), stopAt('47.595', 'breakeven', '47.80')]
  const calibrated = goldenPosition({ plan: plan({ score: 0.98, winProbability: 0.574, tier: 'VERY HIGH' }) })
  return {
    'buy-demo': buyAlert(goldenPosition(), order),
    'buy-live': buyAlert(calibrated, { ...order, mode: 'LIVE' }),
    ...sells(),
    'sell-part': partialSellAlert(applyFill(goldenPosition(), half), { fill: half, mode: 'LIVE' }),
    'stop-moved-breakeven': stopMovedAlert(goldenPosition(), breakeven, {
      price: money('47.80'),
      time: NINE_THIRTY_SIX,
    }),
    'stop-moved-trailing': stopMovedAlert(breakeven, stopAt('48.112', 'trailing', '48.50'), {
      price: money('48.50'),
      time: NINE_THIRTY_SIX,
    }),
    'stop-moved-surge': stopMovedAlert(goldenPosition(), stopAt('47.50', 'surge', '47.70'), {
      price: money('47.60'),
      time: NINE_THIRTY_SIX,
      surge: 'major',
    }),
  }
}

function stopAt(stop: string, stopKind: 'breakeven' | 'trailing' | 'surge', highWater: string) {
  return goldenPosition({ stop: money(stop), stopKind, highWater: money(highWater) })
}

/** One for each way out. */
function sells(): Readonly<Record<string, Alert>> {
  const reasons: Readonly<Record<ExitReason, string>> = {
    STOP_LOSS: '46.50',
    BREAKEVEN_STOP: '47.60',
    TRAILING_STOP: '48.05',
    TAKE_PROFIT: '49.88',
    RSI_WEAKNESS: '47.10',
    TIME_LIMIT: '47.70',
    LOW_VOLUME: '47.55',
    SELLING_SURGE: '47.50',
    PARTIAL_PROFIT: '48.50',
    END_OF_DAY: '47.90',
    UNPROTECTED: '47.40',
    OWNER: '47.85',
  }
  return Object.fromEntries(
    Object.entries(reasons).map(([reason, price]) => {
      const trade = sold(price, reason as ExitReason)
      const day = { ...goldenDay(), realized: trade.pnl, wins: trade.pnl > 0 ? 1 : 0 }
      return [`sell-${reason.toLowerCase().replaceAll('_', '-')}`, sellAlert(trade, day)]
    }),
  )
}

function sold(price: string, reason: ExitReason, nakedMs = 900): Trade {
  const exit = fill('SELL', 184, price, { time: at(615, 30) })
  const opened = goldenPosition({ openedAt: at(575, 30), cover: { nakedMs } })
  return closeTrade(applyFill(opened, exit), { reason, fill: exit, ...DEMO_FILLS })
}

function orderMessages() {
  const exit = {
    side: 'SELL',
    purpose: { kind: 'exit', positionId: 'TQQQ-1' as PositionId, reason: 'STOP_LOSS' },
  } as const
  const stop = { side: 'SELL', purpose: { kind: 'stop', positionId: 'TQQQ-1' as PositionId } } as const
  const refused = {
    state: 'REJECTED',
    note: 'the broker refused orders/place: 1042 no settled cash',
  } as const
  const doubt = { state: 'UNKNOWN', note: 'no readable answer came back from orders/place' } as const
  return {
    'entry-cancelled': entryCancelledAlert(
      orderRecord({ state: 'CANCELLED', filledQuantity: 50, note: 'the price ran away' }),
      NINE_THIRTY_SIX,
    ),
    'entry-expired': entryCancelledAlert(orderRecord({ state: 'EXPIRED' }), NINE_THIRTY_SIX),
    'order-problem-entry-refused': orderProblemAlert(orderRecord(refused), NINE_THIRTY_SIX),
    'order-problem-exit-refused': orderProblemAlert(orderRecord({ ...refused, ...exit }), NINE_THIRTY_SIX),
    'order-problem-in-doubt': orderProblemAlert(orderRecord(doubt), NINE_THIRTY_SIX),
    'order-changed-stop': orderChangedAlert(orderRecord(stop), NINE_THIRTY_SIX),
    'order-changed-entry': orderChangedAlert(orderRecord(), NINE_THIRTY_SIX),
    'holding-without-quote': holdingWithoutQuoteAlert(
      TQQQ,
      'the quote is 95 s old, 30 s are allowed',
      NINE_THIRTY_SIX,
    ),
    'exits-without-tape': exitsWithoutTapeAlert('tapes.TQQQ: unknown key "vwap2"', NINE_THIRTY_SIX),
    unprotected: unprotectedAlert(TQQQ, { nakedMs: 61_400, time: NINE_THIRTY_SIX }),
  }
}

function systemMessages() {
  const problem = 'the broker could not be reached for market/quote: no answer within 10 s'
  const atStake = { symbols: [TQQQ, SOXL], time: NINE_THIRTY_SIX }
  const standing = { callsToday: 8_012, callsPerDayMax: 10_000, isNearlyUsedUp: true }
  return {
    'broker-problem': brokerProblemAlert(problem, atStake),
    'broker-problem-with-log-id': brokerProblemAlert(problem, { ...atStake, correlationId: LOG_ID }),
    'silent-job': silentJobAlert({ job: 'position-monitor', since: at(600) }, at(602, 16)),
    'clock-ahead': clockAlert(2_600, moment(570)),
    'clock-behind': clockAlert(-31_000, moment(570)),
    'call-limit': callLimitAlert(standing, moment(840)),
    'breaker-open': breakerOpenAlert(at(600), at(600, 5)),
    'breaker-closed': breakerClosedAlert(at(607)),
  }
}

function safeModeMessages() {
  const details: Readonly<Record<SafeModeReason, string>> = {
    'daily-loss': 'down 1,250.00 USD today, limit 5 %',
    drawdown: 'equity 25,000.00 USD, 10.1 % below its high of 27,800.00 USD',
    'system-error': 'TypeError: a document could not be read',
    'clock-skew': "the broker's clock is 130.5 s ahead of ours",
    'reconciliation-mismatch': 'SOXL: 184 in the books, 0 at the broker',
    'unexpected-short': 'AAPL: -1 at the broker',
    manual: 'stopped by the owner',
    paused: 'paused by the owner',
    killed: 'killed by the owner',
  }
  const trip = (reason: SafeModeReason) => ({
    reason,
    detail: details[reason],
    at: NINE_THIRTY_SIX,
    date: DATE,
    healthyCycles: 0,
    ownerConfirmed: false,
  })
  const on = (reason: SafeModeReason) =>
    safeModeOnAlert(trip(reason), reason === 'system-error' ? { correlationId: LOG_ID } : {})
  return {
    ...Object.fromEntries(SAFE_MODE_REASONS.map((reason) => [`safe-mode-on-${reason}`, on(reason)])),
    'safe-mode-off': safeModeOffAlert([trip('daily-loss'), trip('system-error')], at(570)),
  }
}

function ownerMessages() {
  return {
    owner: ownerAlert({
      headline: 'KILLED',
      body: 'Cancelling 2 entries; nothing is bought until you /resume. Stops rest at the broker, exits go on.',
      key: 'update-1',
      time: at(600),
    }),
    stranger: strangerAlert({ userId: 987_654_321, chatId: -100_123, ...moment(600) }),
  }
}

function endOfDayMessages() {
  const usage = {
    reads: 3_412,
    writes: 3_620,
    deletes: 0,
    runs: 620,
    runMs: 300_000,
    calls: { 'etrade/accounts': 12, 'etrade/market': 870, 'etrade/orders': 152, 'finnhub/news': 96 },
  }
  const day = { ...goldenDay(), scans: 195, monitors: 390, fees: money('1.25'), usage }
  const calibration = { calibrated: false, trades: 41, tradesMin: 200 }
  const closing = { time: at(965), stillHeld: [], calibration }
  const trades = [sold('48.05', 'TRAILING_STOP'), sold('46.50', 'STOP_LOSS', 2_400)]
  return {
    'end-of-day': endOfDayAlert(day, trades, { ...closing, picture: '<svg/>' }),
    'end-of-day-no-trades': endOfDayAlert(day, [], {
      ...closing,
      calibration: { calibrated: true, trades: 231, tradesMin: 200 },
    }),
    'end-of-day-still-held': endOfDayAlert(day, trades.slice(0, 1), { ...closing, stillHeld: [TQQQ, SOXL] }),
  }
}
