import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../infra/digest/sha256.ts'
import { parseConfig } from '../../shared/config/config.ts'
import { recordedQuotes } from '../../shared/cycles/recording/recorded-quotes.ts'
import { ticker } from '../../shared/domain/ids.ts'
import type { DocumentPath, Store } from '../../shared/ports/store.ts'
import { openBooks, RECORDED_DATE, recordUntil } from '../support/recorded-day.ts'
import { replayOf } from '../support/replay-of.ts'
import { openbell, scratchFolder } from './command-line.ts'
import { keptDocuments } from './kept-documents.ts'

const NINE_FORTY_NINE = 589
const TEN = 600
const SCAN = 'signal-scan-1772462880000'
const SCAN_TAPE: DocumentPath = 'tape/2026-03-02-094800-signal-scan'
const SCAN_DECISION = 'decisions/2026-03-02-094800-SQQQ'

const scratch = scratchFolder()
const demo = join(scratch.path, 'demo')
const live = join(scratch.path, 'live')
let copies = 0

beforeAll(async () => {
  await recordUntil(TEN, { folder: demo, live: false })
  // A position is held when this one is stopped and started again.
  await recordUntil(NINE_FORTY_NINE, { folder: live, live: true })
  await recordUntil(TEN, { folder: live, live: true })
}, 60_000)
afterAll(scratch.remove)

async function withBooks<T>(folder: string, use: (books: Store) => Promise<T>): Promise<T> {
  const books = openBooks(folder)
  try {
    return await use(books)
  } finally {
    await books.close()
  }
}

/** What a replay says of books that somebody has tampered with. */
async function replayTampered(tamper: (books: Store) => Promise<unknown>) {
  copies += 1
  const books = openBooks(demo, join(scratch.path, `tampered-${copies}.sqlite`))
  try {
    await tamper(books)
    return (await replayOf(books, RECORDED_DATE)).difference
  } finally {
    await books.close()
  }
}

/** Changes the text of a tape, with a new seal where the change is to look like a recording. */
async function rewrite(books: Store, change: (text: string) => string, { resealed = true } = {}) {
  const value = (await books.get(SCAN_TAPE))?.value ?? {}
  const text = change(String(value['text']))
  const seal = resealed ? sha256(text) : value['seal']
  await books.commit([{ kind: 'set', path: SCAN_TAPE, value: { ...value, text, seal } }])
}

/** Makes the last price of SQQQ in the scan that bought it a dollar higher. */
function dearerSqqq(text: string): string {
  const tape = JSON.parse(text)
  const { answer } = tape.calls.find(({ key }: { key: string }) => key.startsWith('recentQuotes.quotes'))
  const place = answer.symbols.indexOf('SQQQ')
  for (const column of [1, 2, 5]) answer.columns[column][place] += 10_000
  return JSON.stringify(tape)
}

describe.each([
  ['DEMO', demo],
  ['LIVE on the simulator, stopped and started again while a position is held', live],
])('a recorded morning in %s', (_mode, folder) => {
  test('has an entry, a raised stop and a loss in it', () => {
    const decisions = Object.keys(keptDocuments(folder, 'decisions'))
    expect(decisions).toEqual(expect.arrayContaining([expect.stringContaining('-move-stop'), SCAN_DECISION]))
    const losses = Object.values(keptDocuments(folder, 'trades')).filter(({ pnl }) => pnl < 0)
    expect(losses.length).toBeGreaterThan(0)
  })

  test('gives the same bytes again: every decision, order, trade, event and the final state', async () => {
    const { difference, equal, runs, given } = await withBooks(folder, (books) =>
      replayOf(books, RECORDED_DATE),
    )
    expect(difference).toBeUndefined()
    for (const collection of ['decisions', 'orders', 'trades', 'events'])
      expect(equal).toMatchObject({ [collection]: Object.keys(keptDocuments(folder, collection)).length })
    expect(equal).toMatchObject({ engine: 2 })
    expect(runs + given.length).toBe(Object.keys(keptDocuments(folder, 'runs')).length)
    expect(given).toEqual([expect.objectContaining({ why: expect.stringContaining('bars of the past') })])
  })

  test('no tape holds a key or a token', () => {
    const secrets = Object.values(JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8'))).map(
      (secret) => JSON.stringify(secret),
    )
    const words = secrets
      .flatMap((secret) => secret.match(/[A-Za-z0-9+/=]{12,}/g) ?? [])
      // The times of a token are told to the runs; its words are not.
      .filter((word) => !/^\d+$/.test(word))
    expect(words.length).toBeGreaterThan(1)
    const tapes = JSON.stringify(keptDocuments(folder, 'tape'))
    expect(words.filter((word) => tapes.includes(word))).toEqual([])
  })
})

describe('what is not as it was recorded is named', () => {
  test('a rule that was another', async () => {
    const config = parseConfig({ entry: { scoreMin: { standard: 0.95 } } })
    const { difference } = await withBooks(demo, (books) => replayOf(books, RECORDED_DATE, { config }))
    expect(difference).toMatchObject({
      run: expect.stringMatching(/^signal-scan-/),
      recorded: expect.stringContaining('at least 0.9'),
      replayed: expect.stringContaining('at least 0.95'),
    })
  })

  test('a quote that was another', async () => {
    const difference = await replayTampered((books) => rewrite(books, dearerSqqq))
    expect(difference).toMatchObject({ run: SCAN, what: expect.stringMatching(/^decisions\//) })
    expect(difference?.recorded).not.toBe(difference?.replayed)
  })

  test('a tape that was changed, whatever its change does', async () => {
    const difference = await replayTampered((books) => rewrite(books, dearerSqqq, { resealed: false }))
    expect(difference).toMatchObject({ run: SCAN, what: 'tape', replayed: 'changed afterwards' })
  })

  test('a tape that is gone, also the last one', async () => {
    const gone = (path: DocumentPath) => replayTampered((books) => books.commit([{ kind: 'delete', path }]))
    expect(await gone(SCAN_TAPE)).toMatchObject({ run: SCAN, what: 'tape', replayed: 'missing' })
    const last = Object.entries(keptDocuments(demo, 'tape'))
      .filter(([, { epoch }]) => epoch !== undefined)
      .reduce((best, each) => (each[1].epoch > best[1].epoch ? each : best))
    expect(await gone(last[0] as DocumentPath)).toMatchObject({ run: last[1].run, replayed: 'missing' })
  })

  test('a decision that was changed in the store', async () => {
    const changed = await replayTampered(async (books) => {
      const value = (await books.get(SCAN_DECISION as DocumentPath))?.value ?? {}
      await books.commit([
        { kind: 'set', path: SCAN_DECISION as DocumentPath, value: { ...value, mode: 'LIVE' } },
      ])
    })
    expect(changed).toMatchObject({ run: SCAN, what: SCAN_DECISION, field: 'mode', recorded: '"LIVE"' })
  })
})

test('the quotes of the day are told by symbol, ascending and each once', async () => {
  const quotes = await withBooks(demo, (books) => recordedQuotes(books, RECORDED_DATE))
  const sqqq = quotes.get(ticker('SQQQ')) ?? []
  expect(sqqq.length).toBeGreaterThanOrEqual(15)
  const times = sqqq.map(({ time }) => time)
  expect(times).toEqual(times.toSorted((first, second) => first - second))
  expect(new Set(sqqq.map((quote) => JSON.stringify(quote))).size).toBe(sqqq.length)
})

describe('openbell replay', () => {
  test('says in one line that the day is the same', async () => {
    const { exitCode, stdout } = await openbell('replay', RECORDED_DATE, '--store', demo)
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(
      /^2026-03-02: \d+ runs, \d+ decisions, \d+ orders, \d+ trades, \d+ events: byte-equal\n/,
    )
  })

  test('refuses a day without a tape, a run without one and what is no date', async () => {
    const refused = async (...args: readonly string[]) => {
      const { exitCode, stderr } = await openbell('replay', ...args, '--store', demo)
      return { exitCode, stderr }
    }
    expect(await refused('2026-03-03')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('no run of 2026-03-03 is on tape in this store'),
    })
    expect(await refused(RECORDED_DATE, '--run', 'nothing')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("run nothing can't be run again: its key is none of that date"),
    })
    expect(await refused('yesterday')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('not a date: "yesterday"'),
    })
  })
})
