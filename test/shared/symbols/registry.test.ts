import { describe, expect, test } from '@jest/globals'
import { ticker } from '../../../shared/domain/ids.ts'
import { instrumentSchema } from '../../../shared/symbols/instrument.ts'
import { referenceInstruments } from '../../../shared/symbols/reference-instruments.ts'
import { findInstrument } from '../../../shared/symbols/registry.ts'
import { tradedInstruments } from '../../../shared/symbols/traded-instruments.ts'

/** The list of spec §3, as it stands there. */
const SPECIFIED = `
TQQQ SQQQ UPRO SPXU TMF TMV GDXU GDXD FNGU FNGD SPXL SPXS SOXL SOXS URTY SRTY TECL TECS UDOW SDOW TNA TZA FAS FAZ
TYD TYO WEBL WEBS GUSH DRIP DRN DRV DFEN ERX ERY NUGT DUST UGL GLL JNUG JDST QLD QID QQQU QQQD SSO SDS SAA SDD DDM
DXD UWM TWM ROM REW URE SRS MVV MZZ UBT TBT DIG DUG UMDD SMDD SKYU UCYB TSLL TSLS NVDL NVDD AAPL AAPD AMUU AMDD MSFU
MSFD METU METD SHPU SHPD QCMU QCMD MUU MUD PLTU PLTD PALU PALD LMTL LMTS ELIL ELIS GGLL GGLS AVL AVS BITU SBIT ETHT
ETHD UCO SCO BOIL KOLD XLF XLE XLK XLV XLI XLY XLP XLRE XLU BTGD BITX UXRP USD`
  .trim()
  .split(/\s+/)

const all = [...tradedInstruments, ...referenceInstruments]

function row(symbol: string) {
  return findInstrument(ticker(symbol))
}

describe('the registry', () => {
  test('holds exactly the 118 symbols of the specification', () => {
    expect(SPECIFIED).toHaveLength(118)
    expect(tradedInstruments.map(({ symbol }) => symbol as string).sort()).toEqual([...SPECIFIED].sort())
  })

  test('names every symbol once', () => {
    expect(new Set(all.map(({ symbol }) => symbol)).size).toBe(all.length)
  })

  test('has rows as an owner would have to write them', () => {
    for (const instrument of all)
      expect(instrumentSchema.safeParse(instrument)).toMatchObject({ success: true })
  })

  test('claims no verification that nobody made', () => {
    expect(all.filter(({ verifiedOn }) => verifiedOn !== undefined)).toEqual([])
  })

  test('pairs opposite bets, each naming the other', () => {
    for (const { symbol, pair, leverage } of all.filter((instrument) => instrument.pair !== undefined)) {
      expect(row(pair as string)).toMatchObject({ pair: symbol })
      expect(Math.sign(row(pair as string)?.leverage ?? 0)).toBe(-Math.sign(leverage))
    }
  })

  test('knows the catalyst symbols', () => {
    const catalysts = ['AAPL', 'TSLA', 'NVDA', 'MSFT', 'AMZN', 'GOOGL', 'META', 'AMD', 'NFLX', 'DIS']
    for (const symbol of catalysts) expect(row(symbol)).toMatchObject({ leverage: 1, wrapper: 'stock' })
  })

  test('knows nothing about other symbols', () => {
    expect(row('ZZZZ')).toBeUndefined()
  })
})

describe('the known traps', () => {
  test.each([
    ['AAPL', { leverage: 1, wrapper: 'stock' }],
    ['USD', { leverage: 2, corrGroup: 'semiconductors' }],
    ['UMDD', { leverage: 3 }],
    ['SMDD', { leverage: -3 }],
    ['GUSH', { leverage: 2 }],
    ['DRIP', { leverage: -2 }],
    ['SKYU', { leverage: 2 }],
    ['UCYB', { leverage: 2 }],
    ['QQQD', { leverage: -1 }],
    ['GDXU', { wrapper: 'etn' }],
    ['GDXD', { wrapper: 'etn' }],
    ['FNGU', { wrapper: 'etn' }],
    ['FNGD', { wrapper: 'etn' }],
  ])('%s is %j', (symbol, facts) => {
    expect(row(symbol)).toMatchObject(facts)
  })

  test('every single-stock bear moves once against its share', () => {
    const bears = [
      'TSLS',
      'NVDD',
      'AAPD',
      'AMDD',
      'MSFD',
      'METD',
      'SHPD',
      'QCMD',
      'MUD',
      'PLTD',
      'PALD',
      'LMTS',
      'ELIS',
      'GGLS',
      'AVS',
    ]
    for (const symbol of bears) expect(row(symbol)).toMatchObject({ leverage: -1 })
  })
})
