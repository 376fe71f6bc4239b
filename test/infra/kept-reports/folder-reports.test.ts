import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { FolderReports } from '../../../infra/kept-reports/folder-reports.ts'
import { keepReport } from '../../../local/backtest/keep-report.ts'
import type { BacktestResult } from '../../../shared/backtest/result/backtest-result.ts'
import { REPORT_BYTES_MAX } from '../../../shared/ports/reports.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const HTML = '<!doctype html><title>a report</title>'
const AT = (NINE_THIRTY_SIX + 250) as EpochMs

let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'openbell-reports-'))
  folder = join(root, 'reports')
})
afterEach(() => rmSync(root, { recursive: true }))

/** Of a result only what a card is made of. */
function result({ label = 'generated market, seed 7', isBiased = false } = {}): BacktestResult {
  const about = { label, symbols: ['TQQQ', 'SQQQ'], from: '2026-03-02', to: '2026-03-06' }
  return {
    about,
    ...(!isBiased && { metrics: { returnPct: 1.25, trades: 12 } }),
  } as unknown as BacktestResult
}

const keep = (more: { at?: EpochMs; html?: string; label?: string; isBiased?: boolean } = {}) =>
  keepReport({ folder, result: result(more), html: more.html ?? HTML, at: more.at ?? AT })
const reports = () => new FolderReports(folder)

describe('a report that is kept', () => {
  test('is listed by the time and the market it was made of, and read as it is', async () => {
    expect(keep()).toBe(
      `Kept for the dashboard: ${join(folder, '2026-03-03-143600-250-generated-market-seed-7.html')}`,
    )
    const [kept, ...others] = await reports().list()
    expect(kept).toEqual({
      id: '2026-03-03-143600-250-generated-market-seed-7',
      ...{ name: 'generated market, seed 7', at: AT, symbols: ['TQQQ', 'SQQQ'] },
      ...{ from: '2026-03-02', to: '2026-03-06', returnPct: 1.25, trades: 12, isBiased: false },
    })
    expect(others).toEqual([])
    expect(await reports().read(kept?.id ?? '')).toBe(HTML)
  })

  test('of a biased run has no headline here either', async () => {
    keep({ isBiased: true })
    const [kept] = await reports().list()
    expect(kept).toMatchObject({ isBiased: true })
    expect(kept).not.toHaveProperty('returnPct')
    expect(kept).not.toHaveProperty('trades')
  })

  test('has a name of its own, however its market is called', async () => {
    const label = fc.string({ unit: 'grapheme', maxLength: 100 })
    let at = AT
    await fc.assert(
      fc.asyncProperty(label, async (name) => {
        at = (at + 1) as EpochMs
        keep({ label: name, at })
        const [kept] = await reports().list()
        expect(kept).toMatchObject({ name, at })
      }),
      { numRuns: 40 },
    )
  })

  test('makes the fifty-first go, and nothing that is not ours', async () => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'mine.html'), 'mine')
    for (let index = 0; index < 52; index += 1) keep({ at: (AT + index) as EpochMs })
    const listed = await reports().list()
    expect(listed.map(({ at }) => at)).toEqual(Array.from({ length: 50 }, (_, index) => AT + 51 - index))
    expect(readdirSync(folder)).toHaveLength(101)
  })

  test('is not when it is too large, which the line says', async () => {
    expect(keep({ html: 'x'.repeat(REPORT_BYTES_MAX + 1) })).toMatch(/^The report is not kept .*8 MB/)
    expect(await reports().list()).toEqual([])
    keep({ html: 'x'.repeat(REPORT_BYTES_MAX) })
    expect(await reports().list()).toHaveLength(1)
  })

  test('where no folder can be made is refused, with what to do', () => {
    writeFileSync(folder, 'a file')
    expect(() => keep()).toThrow(/^keeping the report \(--no-keep leaves it\): .*can't be written: /)
  })
})

describe('a folder', () => {
  test('that is not there has no reports', async () => {
    expect(await reports().list()).toEqual([])
    expect(await reports().read('2026-03-03-143600-250-a')).toBeUndefined()
  })

  test.each(['', '{', '[]', '{"name":"a"}', '{"name":"a","at":-1,"isBiased":"no"}'])(
    'with figures that say %j lists the others',
    async (text) => {
      keep()
      writeFileSync(join(folder, '2026-03-03-150000-000-odd.html'), HTML)
      writeFileSync(join(folder, '2026-03-03-150000-000-odd.json'), text)
      writeFileSync(join(folder, '2026-03-03-160000-000-half.html'), HTML)
      expect((await reports().list()).map(({ id }) => id)).toEqual([
        '2026-03-03-143600-250-generated-market-seed-7',
      ])
    },
  )

  test('that holds a report larger than may be read does not give it', async () => {
    mkdirSync(folder)
    const id = '2026-03-03-150000-000-large'
    writeFileSync(join(folder, `${id}.html`), 'x'.repeat(REPORT_BYTES_MAX + 1))
    expect(await reports().read(id)).toBeUndefined()
  })

  test('gives nothing that lies outside it, whatever the id', async () => {
    keep()
    writeFileSync(join(root, 'secret.html'), 'secret')
    const tricks = [
      '../secret',
      'secret',
      '.',
      '..',
      '',
      '/etc/passwd',
      '..\\secret',
      '%2e%2e/secret',
      'a\0b',
    ]
    for (const id of tricks) expect([id, await reports().read(id)]).toEqual([id, undefined])
    await fc.assert(
      fc.asyncProperty(fc.string(), async (id) => {
        expect(await reports().read(id)).toBeUndefined()
        expect(await reports().read(`2026-03-03-143600-250-${id}/../../secret`)).toBeUndefined()
      }),
    )
  })
})
