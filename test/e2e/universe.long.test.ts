import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { writeGoldenMarket } from '../support/golden-market.ts'
import { openbell, openbellJson, scratchFolder } from './command-line.ts'
import { keptDocuments } from './kept-documents.ts'

const scratch = scratchFolder()
afterAll(scratch.remove)

const HEADER = 'symbol,name,underlying,leverage,wrapper,sector,corrGroup,pair,verifiedOn'

function file(name: string, ...lines: readonly string[]): string {
  const path = join(scratch.path, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

describe('openbell universe', () => {
  test('lists the built-in rows, which nobody has verified, and judges nothing without figures', async () => {
    const { rows, unverified, catalysts } = await openbellJson('universe')
    expect([rows.length, unverified.length, catalysts.length]).toEqual([118, 118, 10])
    expect(rows[0]).toMatchObject({
      symbol: 'TQQQ',
      catalyst: false,
      filters: { price: 'unknown', 'average-volume': 'unknown', spread: 'unknown' },
    })
  })

  test('lists an own CSV file with the filters that recorded days can answer', async () => {
    const own = file(
      'own.csv',
      HEADER,
      'TQQQ,"ProShares UltraPro, QQQ",Nasdaq-100,3,etf,broad-market,us-growth,,2026-01-31',
      'ZZZ,Nobody,ZZZ,1,stock,none,none,,',
    )
    const data = writeGoldenMarket(join(scratch.path, 'market'))
    const listing = await openbellJson('universe', '--file', own, '--data', data, '--date', '2026-03-03')
    expect(listing.unverified).toEqual(['ZZZ'])
    expect(listing.rows).toMatchObject([
      {
        symbol: 'TQQQ',
        name: 'ProShares UltraPro, QQQ',
        filters: { price: 'passed', 'average-volume': 'passed' },
      },
      { symbol: 'ZZZ', filters: { price: 'unknown' } },
    ])
  })

  test.each([
    ['own.csv', [HEADER, 'AAA,A,A,seven,etf,x,x,,'], /line 2 \(AAA\), leverage: .*\(was "seven"\)/],
    ['own.json', ['[{"symbol":"AAA"}]'], /row 1 \(AAA\), name: .*\(it is missing\)/],
    ['own.json', ['{}'], /allowed is a JSON list of rows/],
    ['own.csv', [HEADER, 'AAA,A'], /Invalid Record Length/],
  ])('refuses a bad %s with %j, naming row and field', async (name, lines, problem) => {
    const { exitCode, stderr } = await openbell('universe', '--file', file(name, ...lines))
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(problem)
  })
})

describe('a run by a universe of its own', () => {
  test('trades only its symbols, the file taken from beside the configuration', async () => {
    file(
      'pair.csv',
      HEADER,
      'TQQQ,T,Nasdaq-100,3,etf,x,growth,SQQQ,',
      'SQQQ,S,Nasdaq-100,-3,etf,x,growth,TQQQ,',
    )
    const config = file('config.json', '{"universe":{"file":"pair.csv"}}')
    const store = join(scratch.path, 'store')
    const { days } = await openbellJson('demo', '--days', '2', '--config', config, '--store', store)
    expect(days).toMatchObject([{ failed: 0 }, { failed: 0 }])
    const plans = keptDocuments(store, 'days')
    const second = days[1].date
    expect(plans[`days/${second}`].plans).toMatchObject([{ symbol: 'TQQQ' }, { symbol: 'SQQQ' }])
    expect(plans[`days/${second}-candidates`]).toMatchObject({
      regime: { kind: expect.stringMatching(/bull|bear|sideways/) },
    })
    const notes = Object.keys(keptDocuments(store, 'outbox')).filter((path) => path.includes('good-morning'))
    expect(notes).toEqual([`outbox/good-morning-${second}`])
  }, 60_000)

  test('is refused when the market has none of its symbols', async () => {
    file('none.csv', HEADER, 'ZZZ,Nobody,ZZZ,1,stock,none,none,,')
    const config = file('none.json', '{"universe":{"file":"none.csv"}}')
    const { exitCode, stderr } = await openbell('demo', '--config', config)
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/universe\.file: the market has none of its symbols/)
  })
})
