import { Hono } from 'hono'
import { z } from 'zod'
import { toNumber } from '../../../shared/domain/money.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import { exchangeDate, exchangeInstant } from '../../../shared/time/exchange-time.ts'
import { DAY_MS, type EpochMs, type ExchangeDate } from '../../../shared/time/instant.ts'
import type { Market, MarketQuote } from '../market/market.ts'
import { type OptionExpiry, optionExpiries } from '../options/option-expiry.ts'
import { strikes } from '../options/option-strikes.ts'
import { brokerError } from './broker-error.ts'
import { oneOf, readQuery, wholeNumber, yesOrNo } from './checked-input.ts'
import { epochSeconds } from './exchange-stamp.ts'
import { type OptionFrame, wireOption } from './option-wire.ts'
import type { Wire, WireContext } from './wire-context.ts'

const CLOSE_MINUTE = 960
const STRIKES_MAX = 100
/** Every pair costs two quotes, also where one kind was asked for (SIM-ASSUMED for the latter). */
const OPTIONS_A_PAIR = 2
const YEARS_MIN = 1 / 365 / 24

const chainQuery = z.object({
  symbol: z.string().min(1),
  expiryYear: wholeNumber(2_999).optional(),
  expiryMonth: wholeNumber(12).optional(),
  expiryDay: wholeNumber(31).optional(),
  strikePriceNear: z.coerce.number().positive().optional(),
  noOfStrikes: wholeNumber(STRIKES_MAX).optional(),
  includeWeekly: yesOrNo().default(false),
  optionCategory: oneOf(['STANDARD', 'ALL', 'MINI']).default('STANDARD'),
  chainType: oneOf(['CALL', 'PUT', 'CALLPUT']).default('CALLPUT'),
  priceType: oneOf(['ATNM', 'ALL']).default('ATNM'),
})

const expiryQuery = z.object({
  symbol: z.string().min(1),
  expiryType: oneOf([
    ...(['UNSPECIFIED', 'DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'VIX', 'ALL', 'MONTHEND'] as const),
  ]).default('ALL'),
})

type ChainQuery = z.infer<typeof chainQuery>

/**
 * Option chains and expiry dates. SIM-ASSUMED throughout: the market trades no options, so a small chain is worked
 * out from the last price; the same moment always shows the same chain.
 */
export function optionRoute(market: Market, clock: Clock): Hono<Wire> {
  const shareOf = (symbol: string): MarketQuote | undefined => {
    const known = market.symbols.find((listed) => listed === symbol.toUpperCase())
    return known && market.quote(known, clock.now())
  }
  return new Hono<Wire>()
    .get('/optionchains', (c) => {
      const query = readQuery(c, chainQuery)
      if (!query.ok) return query.refusal
      const share = shareOf(query.value.symbol)
      return share ? chain(c, { query: query.value, share, now: clock.now() }) : invalidSymbol(c, query.value)
    })
    .get('/optionexpiredate', (c) => {
      const query = readQuery(c, expiryQuery)
      if (!query.ok) return query.refusal
      const { symbol, expiryType } = query.value
      if (!shareOf(symbol)) return invalidSymbol(c, query.value)
      const found = optionExpiries(exchangeDate(clock.now())).filter(
        ({ kind }) => expiryType === 'ALL' || expiryType === 'UNSPECIFIED' || expiryType === kind,
      )
      if (found.length === 0)
        return brokerError(c, {
          code: 10_032,
          message: `No ${expiryType} options are available for ${symbol}.`,
        })
      return c.json({ OptionExpireDateResponse: { ExpirationDate: found.map(wireExpiry) } })
    })
}

function chain(
  c: WireContext,
  asked: { readonly query: ChainQuery; readonly share: MarketQuote; readonly now: EpochMs },
): Response {
  const { query, share, now } = asked
  if (query.optionCategory === 'MINI')
    return brokerError(c, { code: 10_038, message: `No mini options are available for ${share.symbol}.` })
  const expiry = chosenExpiry(query, exchangeDate(now))
  if (!expiry)
    return brokerError(c, { code: 10_044, message: `No options of ${share.symbol} end on the given date.` })

  const frame = frameOf(c, { share, expiry: expiry.date, now })
  const near = query.strikePriceNear ?? frame.spot
  const { chainType, noOfStrikes: count, priceType } = query
  const OptionPair = strikes({ near, count, all: priceType === 'ALL' }).map((strike) => ({
    ...(chainType === 'PUT' ? {} : { Call: wireOption(frame, 'CALL', strike) }),
    ...(chainType === 'CALL' ? {} : { Put: wireOption(frame, 'PUT', strike) }),
  }))
  const { month, year, day } = wireExpiry(expiry)
  c.set('symbolCount', OptionPair.length * OPTIONS_A_PAIR)
  return c.json({
    OptionChainResponse: {
      OptionPair,
      timeStamp: frame.seconds,
      quoteType: 'DELAYED',
      nearPrice: near,
      SelectedED: { month, year, day },
    },
  })
}

/** Without a date the next one; weekly ones only when they are asked for by date or by `includeWeekly`. */
function chosenExpiry(query: ChainQuery, today: ExchangeDate): OptionExpiry | undefined {
  const { expiryYear, expiryMonth, expiryDay } = query
  const isNamed = expiryYear !== undefined || expiryMonth !== undefined || expiryDay !== undefined
  return optionExpiries(today).find((expiry) => {
    const { year, month, day } = wireExpiry(expiry)
    return (
      (expiryYear === undefined || expiryYear === year) &&
      (expiryMonth === undefined || expiryMonth === month) &&
      (expiryDay === undefined || expiryDay === day) &&
      (isNamed || query.includeWeekly || expiry.kind === 'MONTHLY')
    )
  })
}

function frameOf(
  c: WireContext,
  of: { readonly share: MarketQuote; readonly expiry: ExchangeDate; readonly now: EpochMs },
): OptionFrame {
  const { share, expiry, now } = of
  return {
    symbol: share.symbol,
    expiry,
    spot: toNumber(share.last),
    years: Math.max(YEARS_MIN, (exchangeInstant(expiry, CLOSE_MINUTE) - now) / DAY_MS / 365),
    seconds: epochSeconds(share.time),
    origin: new URL(c.req.url).origin,
  }
}

function wireExpiry({ date, kind }: OptionExpiry) {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return { year, month, day, expiryType: kind }
}

/** SIM-ASSUMED wording; code 10033 is the broker's. */
function invalidSymbol(c: WireContext, { symbol }: { readonly symbol: string }): Response {
  return brokerError(c, { code: 10_033, message: `${symbol} is an invalid symbol.` })
}
