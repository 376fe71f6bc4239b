import { ticker } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import type { FundSymbol, GeneratedSymbol, PrimarySymbol } from './generated-symbol.ts'

/**
 * The symbols of the demo's world. Tickers, names and signed leverage are real; start prices, volumes,
 * volatilities and variance shares are round parameters of a simulated world and say nothing about any market
 * day. A fund on an index follows here the plain fund that is nearest to that index.
 */
export const demoSymbols: readonly GeneratedSymbol[] = [
  primary('SPY', 'SPDR S&P 500 ETF Trust', 'broad', ['560', 60_000_000], [0.9, 0.97, 0]),
  primary('QQQ', 'Invesco QQQ Trust', 'technology', ['480', 40_000_000], [1.2, 0.82, 0.14]),
  primary('IWM', 'iShares Russell 2000 ETF', 'small companies', ['215', 30_000_000], [1.3, 0.5, 0.42]),
  primary('SOXX', 'iShares Semiconductor ETF', 'semiconductors', ['220', 8_000_000], [2, 0.42, 0.48]),
  primary('XLK', 'Technology Select Sector SPDR Fund', 'technology', ['225', 9_000_000], [1.3, 0.75, 0.2]),
  primary('XLF', 'Financial Select Sector SPDR Fund', 'financials', ['45', 40_000_000], [1, 0.4, 0.5]),
  primary('XLE', 'Energy Select Sector SPDR Fund', 'energy', ['90', 16_000_000], [1.4, 0.25, 0.65]),
  primary('AAPL', 'Apple Inc.', 'technology', ['225', 50_000_000], [1.6, 0.4, 0.15]),
  primary('NVDA', 'NVIDIA Corporation', 'semiconductors', ['125', 250_000_000], [3, 0.35, 0.3]),
  primary('TSLA', 'Tesla, Inc.', 'vehicles', ['250', 90_000_000], [3.4, 0.3, 0.1]),
  fund('TQQQ', 'ProShares UltraPro QQQ', ['QQQ', 3], ['70', 70_000_000]),
  fund('SQQQ', 'ProShares UltraPro Short QQQ', ['QQQ', -3], ['30', 110_000_000]),
  fund('UPRO', 'ProShares UltraPro S&P500', ['SPY', 3], ['85', 6_000_000]),
  fund('SPXU', 'ProShares UltraPro Short S&P500', ['SPY', -3], ['24', 10_000_000]),
  fund('SOXL', 'Direxion Daily Semiconductor Bull 3X Shares', ['SOXX', 3], ['35', 80_000_000]),
  fund('SOXS', 'Direxion Daily Semiconductor Bear 3X Shares', ['SOXX', -3], ['22', 60_000_000]),
  fund('TECL', 'Direxion Daily Technology Bull 3X Shares', ['XLK', 3], ['85', 2_000_000]),
  fund('TNA', 'Direxion Daily Small Cap Bull 3X Shares', ['IWM', 3], ['42', 12_000_000]),
  fund('TZA', 'Direxion Daily Small Cap Bear 3X Shares', ['IWM', -3], ['16', 20_000_000]),
  fund('FAS', 'Direxion Daily Financial Bull 3X Shares', ['XLF', 3], ['130', 1_500_000]),
  fund('FAZ', 'Direxion Daily Financial Bear 3X Shares', ['XLF', -3], ['12', 3_000_000]),
  fund('ERX', 'Direxion Daily Energy Bull 2X Shares', ['XLE', 2], ['60', 1_000_000]),
  fund('NVDL', 'GraniteShares 2x Long NVDA Daily ETF', ['NVDA', 2], ['65', 15_000_000]),
  fund('TSLL', 'Direxion Daily TSLA Bull 2X Shares', ['TSLA', 2], ['14', 70_000_000]),
]

function primary(
  symbol: string,
  name: string,
  sector: string,
  [startPrice, averageVolume]: readonly [string, number],
  [dailyVolatilityPct, marketShare, sectorShare]: readonly [number, number, number],
): PrimarySymbol {
  const listing = { symbol: ticker(symbol), name, startPrice: money(startPrice), averageVolume }
  return { ...listing, leverage: 1, sector, dailyVolatilityPct, marketShare, sectorShare }
}

function fund(
  symbol: string,
  name: string,
  [underlying, leverage]: readonly [string, number],
  [startPrice, averageVolume]: readonly [string, number],
): FundSymbol {
  const listing = { symbol: ticker(symbol), name, startPrice: money(startPrice), averageVolume }
  return { ...listing, underlying: ticker(underlying), leverage }
}
