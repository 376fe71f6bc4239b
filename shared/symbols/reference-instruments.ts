import type { Instrument } from './instrument.ts'
import { instruments } from './instrument-rows.ts'

/**
 * Plain shares and funds that are watched, not traded by default: the catalyst symbols (spec §3) and what the
 * leveraged funds follow. As in the traded list, no row has been checked against its issuer.
 */
export const referenceInstruments: readonly Instrument[] = [
  ...instruments({ wrapper: 'etf', sector: 'broad-market', corrGroup: 'us-large-cap' }, [
    ['SPY', 'SPDR S&P 500 ETF Trust', 'S&P 500', 1],
    ['DIA', 'SPDR Dow Jones Industrial Average ETF Trust', 'Dow Jones Industrial Average', 1],
  ]),
  ...instruments({ wrapper: 'etf', sector: 'broad-market', corrGroup: 'us-growth' }, [
    ['QQQ', 'Invesco QQQ Trust', 'Nasdaq-100', 1],
  ]),
  ...instruments({ wrapper: 'etf', sector: 'broad-market', corrGroup: 'us-small-mid-cap' }, [
    ['IWM', 'iShares Russell 2000 ETF', 'Russell 2000', 1],
  ]),
  ...instruments({ wrapper: 'etf', sector: 'technology', corrGroup: 'semiconductors' }, [
    ['SOXX', 'iShares Semiconductor ETF', 'NYSE Semiconductor', 1],
  ]),
  ...instruments({ wrapper: 'stock', sector: 'technology', corrGroup: 'semiconductors' }, [
    ['NVDA', 'NVIDIA Corporation common stock', 'NVDA', 1],
    ['AMD', 'Advanced Micro Devices common stock', 'AMD', 1],
    ['AVGO', 'Broadcom Inc. common stock', 'AVGO', 1],
    ['MU', 'Micron Technology common stock', 'MU', 1],
    ['QCOM', 'Qualcomm common stock', 'QCOM', 1],
  ]),
  ...instruments({ wrapper: 'stock', sector: 'technology', corrGroup: 'technology' }, [
    ['MSFT', 'Microsoft Corporation common stock', 'MSFT', 1],
    ['PLTR', 'Palantir Technologies common stock', 'PLTR', 1],
    ['PANW', 'Palo Alto Networks common stock', 'PANW', 1],
    ['SHOP', 'Shopify Inc. common stock', 'SHOP', 1],
    ['SNOW', 'Snowflake Inc. common stock', 'SNOW', 1],
  ]),
  ...instruments({ wrapper: 'stock', sector: 'communication', corrGroup: 'communication' }, [
    ['GOOGL', 'Alphabet Inc. class A common stock', 'GOOGL', 1],
    ['GOOG', 'Alphabet Inc. class C common stock', 'GOOG', 1],
    ['META', 'Meta Platforms common stock', 'META', 1],
    ['NFLX', 'Netflix common stock', 'NFLX', 1],
    ['DIS', 'Walt Disney common stock', 'DIS', 1],
  ]),
  ...instruments(
    { wrapper: 'stock', sector: 'consumer-discretionary', corrGroup: 'consumer-discretionary' },
    [
      ['TSLA', 'Tesla common stock', 'TSLA', 1],
      ['AMZN', 'Amazon.com common stock', 'AMZN', 1],
    ],
  ),
  ...instruments({ wrapper: 'stock', sector: 'health-care', corrGroup: 'health-care' }, [
    ['LLY', 'Eli Lilly common stock', 'LLY', 1],
  ]),
  ...instruments({ wrapper: 'stock', sector: 'industrials', corrGroup: 'industrials' }, [
    ['LMT', 'Lockheed Martin common stock', 'LMT', 1],
  ]),
]
