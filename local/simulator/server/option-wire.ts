import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { type OptionTerms, optionValue, VOLATILITY } from '../options/option-value.ts'

/** What the options of one chain share. */
export interface OptionFrame {
  readonly symbol: string
  readonly expiry: ExchangeDate
  readonly spot: number
  /** Until the close of the expiry day. */
  readonly years: number
  readonly seconds: number
  readonly origin: string
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const KINDS = { CALL: 'Call', PUT: 'Put' } as const
/** SIM-ASSUMED: two cents around the worth, ten contracts a side, no trades yet. */
const HALF_SPREAD = 0.02
const CONTRACTS = 10

/** One option of a chain as the broker writes it. */
export function wireOption(frame: OptionFrame, kind: OptionTerms['kind'], strike: number) {
  const { symbol, expiry, spot, years, seconds } = frame
  const { value, ...greeks } = optionValue({ kind, spot, strike, years })
  const [year = '', month = '', day = ''] = expiry.split('-')
  const named = `${symbol}:${Number(year)}:${Number(month)}:${Number(day)}:${kind}:${strike.toFixed(6)}`
  return {
    optionCategory: 'STANDARD',
    optionRootSymbol: symbol,
    timeStamp: seconds,
    adjustedFlag: false,
    displaySymbol: `${symbol} ${MONTHS[Number(month) - 1]} ${Number(day)} '${year.slice(2)} $${strike} ${KINDS[kind]}`,
    optionType: kind,
    strikePrice: strike,
    symbol,
    bid: cents(Math.max(0, value - HALF_SPREAD)),
    ask: cents(value + HALF_SPREAD),
    bidSize: CONTRACTS,
    askSize: CONTRACTS,
    inTheMoney: (kind === 'CALL' ? spot > strike : spot < strike) ? 'y' : 'n',
    volume: 0,
    openInterest: 0,
    netChange: 0,
    lastPrice: cents(value),
    quoteDetail: `${frame.origin}/v1/market/quote/${named}`,
    osiKey: osiKey(frame, kind, strike),
    OptionGreeks: {
      ...Object.fromEntries(Object.entries(greeks).map(([name, greek]) => [name, Number(greek.toFixed(4))])),
      iv: VOLATILITY,
      currentValue: true,
    },
  }
}

/** E.g. "IBM---180817C00200000": six letters, the date, the kind, the strike in thousandths of a dollar. */
function osiKey({ symbol, expiry }: OptionFrame, kind: OptionTerms['kind'], strike: number): string {
  const thousandths = String(Math.round(strike * 1_000)).padStart(8, '0')
  return `${symbol.padEnd(6, '-')}${expiry.slice(2).replaceAll('-', '')}${kind[0]}${thousandths}`
}

function cents(dollars: number): number {
  return Number(dollars.toFixed(2))
}
