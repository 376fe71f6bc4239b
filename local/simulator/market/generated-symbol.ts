import { unknownSymbol } from '../../../infra/history/unknown-symbol.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'
import type { Money } from '../../../shared/domain/money.ts'

/**
 * What every symbol of a generated world has. Prices and volumes are parameters of that world, not market
 * facts.
 */
interface Listing {
  readonly symbol: Ticker
  readonly name: string
  /** The close of the last day before the generated period. */
  readonly startPrice: Money
  /** Shares on an average day. */
  readonly averageVolume: number
}

/** A symbol with a price of its own, moved by the market, its sector and itself. */
export interface PrimarySymbol extends Listing {
  readonly underlying?: never
  readonly leverage: 1
  /** Symbols of one sector share its moves; a fund has its underlying's. */
  readonly sector: string
  /** Standard deviation from close to close. */
  readonly dailyVolatilityPct: number
  /** Shares of its variance that come from the market and from its sector; what is left to 1 is its own. */
  readonly marketShare: number
  readonly sectorShare: number
}

/** A fund that follows its underlying's moves of the day times a signed leverage. */
export interface FundSymbol extends Listing {
  readonly underlying: Ticker
  readonly leverage: number
}

export type GeneratedSymbol = PrimarySymbol | FundSymbol

export function isFund(symbol: GeneratedSymbol): symbol is FundSymbol {
  return symbol.underlying !== undefined
}

/** Throws one line that names the first symbol and field that make no world. */
export function assertSymbols(symbols: readonly GeneratedSymbol[]): void {
  if (symbols.length === 0) throw new RangeError('symbols: saw none, at least one is needed')
  const tickers = symbols.map(({ symbol }) => symbol)
  for (const [index, symbol] of symbols.entries()) {
    if (tickers.indexOf(symbol.symbol) !== index) throw refusal(symbol, 'symbol', 'each only once')
    assertListing(symbol)
    if (isFund(symbol)) assertFund(symbol, symbols)
    else assertPrimary(symbol)
  }
}

function assertListing(symbol: GeneratedSymbol): void {
  if (symbol.startPrice < 10_000) throw refusal(symbol, 'startPrice', 'at least 1 USD')
  if (!Number.isSafeInteger(symbol.averageVolume) || symbol.averageVolume < 1_000)
    throw refusal(symbol, 'averageVolume', 'whole shares, at least 1000')
}

function assertFund(fund: FundSymbol, symbols: readonly GeneratedSymbol[]): void {
  const primaries = symbols.filter((symbol) => !isFund(symbol)).map(({ symbol }) => symbol)
  if (!primaries.includes(fund.underlying))
    throw new RangeError(`${fund.symbol}.underlying: ${unknownSymbol(fund.underlying, primaries)}`)
  if (fund.leverage === 0 || !(Math.abs(fund.leverage) <= 3))
    throw refusal(fund, 'leverage', '-3 to 3 without 0')
}

function assertPrimary(symbol: PrimarySymbol): void {
  const { dailyVolatilityPct, marketShare, sectorShare } = symbol
  if (!(dailyVolatilityPct > 0 && dailyVolatilityPct <= 10))
    throw refusal(symbol, 'dailyVolatilityPct', 'above 0 and at most 10')
  if (!(marketShare >= 0 && marketShare <= 1)) throw refusal(symbol, 'marketShare', '0 to 1')
  if (!(sectorShare >= 0 && marketShare + sectorShare <= 1))
    throw refusal(symbol, 'sectorShare', `0 to 1 - marketShare ${marketShare}`)
}

function refusal<Symbol extends GeneratedSymbol>(
  symbol: Symbol,
  field: keyof Symbol & string,
  allowed: string,
) {
  return new RangeError(`${symbol.symbol}.${field}: saw ${String(symbol[field])}, allowed is ${allowed}`)
}
