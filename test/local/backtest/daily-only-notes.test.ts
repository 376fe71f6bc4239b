import { describe, expect, test } from '@jest/globals'
import { dailyOnlyNotes } from '../../../local/backtest/daily-only-notes.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { findInstrument } from '../../../shared/symbols/registry.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { DAILY_HEADER, flatSession, marketFolder } from '../../support/market-folder.ts'

const DATE = parseExchangeDate('2026-03-02')
const DAILY = [DAILY_HEADER, `${DATE},20,20,20,20,1000`]
const TRADED = [findInstrument(ticker('TQQQ'))!]

function folderWith(dailyOnly: readonly string[]): string {
  return marketFolder({
    'daily/TQQQ.csv': DAILY,
    [`minute/TQQQ/${DATE}.csv`]: flatSession(DATE, 20),
    ...Object.fromEntries(dailyOnly.map((name) => [`daily/${name}`, DAILY])),
  })
}

describe('the note on symbols with daily bars only', () => {
  test('names them, packed files too', () => {
    expect(dailyOnlyNotes(folderWith(['SPY.csv', 'QQQ.csv.gz']), TRADED)).toEqual([
      '2 symbols have daily bars only (QQQ, SPY): the rules need minutes, so they were not traded',
    ])
  })

  test('names eight and counts the others', () => {
    const names = Array.from({ length: 11 }, (_, index) => `A${'ABCDEFGHIJK'[index]}.csv`)
    expect(dailyOnlyNotes(folderWith(names), TRADED)).toEqual([
      expect.stringMatching(/^11 symbols .*\(AA, AB, AC, AD, AE, AF, AG, AH and 3 more\)/),
    ])
  })

  test('is left out where every symbol has minutes, traded or not, and where there are no daily bars', () => {
    expect(dailyOnlyNotes(folderWith([]), TRADED)).toEqual([])
    expect(dailyOnlyNotes(folderWith([]), [])).toEqual([])
    expect(dailyOnlyNotes(marketFolder({ 'notes.txt': [] }), TRADED)).toEqual([])
  })
})
