import type { Ticker } from '../../shared/domain/ids.ts'
import type { Money } from '../../shared/domain/money.ts'
import { parseExchangeDate } from '../../shared/time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../shared/time/instant.ts'
import type { EtradeClient } from './client/etrade-client.ts'
import { present } from './mapper/present.ts'
import { fit } from './wire/fit.ts'
import { optionChainAnswer, optionExpirationsAnswer, type WireOption } from './wire/market-answers.ts'

const CHAIN = 'market/optionchains'
const EXPIRATIONS = 'market/optionexpiredate'

/** A day on which options of a symbol end. */
export interface OptionExpiration {
  readonly date: ExchangeDate
  /** The broker's word: WEEKLY, MONTHLY … */
  readonly kind?: string
}

/** One option with its market; a side that nobody makes is absent. */
interface OptionQuote {
  /** Names this option in every other answer. */
  readonly osiKey: string
  readonly side: 'CALL' | 'PUT'
  readonly strike: Money
  readonly bid?: Money
  readonly ask?: Money
  readonly bidSize?: number
  readonly askSize?: number
  readonly last?: Money
  readonly time?: EpochMs
  readonly volume: number
  readonly openInterest: number
  readonly inTheMoney?: boolean
  /** It delivers something else than 100 shares, after a split or a merger. */
  readonly adjusted?: boolean
  readonly greeks: {
    readonly delta?: number
    readonly gamma?: number
    readonly theta?: number
    readonly vega?: number
    readonly rho?: number
    readonly impliedVolatility?: number
  }
}

export interface OptionChain {
  readonly expires: ExchangeDate
  readonly options: readonly OptionQuote[]
}

/** The days on which options of a symbol end. */
export async function readOptionExpirations(
  client: EtradeClient,
  symbol: Ticker,
): Promise<readonly OptionExpiration[]> {
  const { body } = await client.read({
    operation: EXPIRATIONS,
    module: 'market',
    path: 'market/optionexpiredate',
    query: { symbol, expiryType: 'ALL' },
  })
  if (body === undefined) return []
  const { expirationDate } = fit(optionExpirationsAnswer, EXPIRATIONS, body).optionExpireDateResponse
  return expirationDate.map(({ expiryType: kind, ...day }) => ({ date: dateOf(day), ...present({ kind }) }))
}

/** Calls and puts of a symbol for one expiration, strikes around a price when one is given. */
export async function readOptionChain(
  client: EtradeClient,
  symbol: Ticker,
  asked: { readonly expires: ExchangeDate; readonly nearUsd?: number; readonly strikesMax?: number },
): Promise<OptionChain> {
  const [year, month, day] = asked.expires.split('-').map(Number)
  const { body } = await client.read({
    operation: CHAIN,
    module: 'market',
    path: 'market/optionchains',
    query: {
      symbol,
      expiryYear: String(year),
      expiryMonth: String(month),
      expiryDay: String(day),
      chainType: 'CALLPUT',
      includeWeekly: 'true',
      ...(asked.nearUsd === undefined ? {} : { strikePriceNear: String(asked.nearUsd) }),
      ...(asked.strikesMax === undefined ? {} : { noOfStrikes: String(asked.strikesMax) }),
    },
  })
  if (body === undefined) return { expires: asked.expires, options: [] }
  const { optionPair, selectedED } = fit(optionChainAnswer, CHAIN, body).optionChainResponse
  const options = optionPair.flatMap(({ call, put }) => [call ?? [], put ?? []].flat())
  // The broker answers with the nearest expiration it has, which need not be the one that was asked for.
  return { expires: dateOf(selectedED), options: options.map(toOption) }
}

function toOption(wire: WireOption): OptionQuote {
  const { osiKey, optionType: side, strikePrice: strike, volume, openInterest } = wire
  const { bid, ask, bidSize, askSize, lastPrice, timeStamp, inTheMoney, adjustedFlag } = wire
  const { iv: impliedVolatility, ...greeks } = wire.optionGreeks ?? {}
  return {
    osiKey,
    side,
    strike,
    volume,
    openInterest,
    greeks: present({ ...greeks, impliedVolatility }),
    ...present({ bid, ask, bidSize, askSize, inTheMoney }),
    ...present({ last: lastPrice, time: timeStamp, adjusted: adjustedFlag }),
  }
}

function dateOf(of: { readonly year: number; readonly month: number; readonly day: number }): ExchangeDate {
  const two = (part: number) => String(part).padStart(2, '0')
  return parseExchangeDate(`${of.year}-${two(of.month)}-${two(of.day)}`)
}
