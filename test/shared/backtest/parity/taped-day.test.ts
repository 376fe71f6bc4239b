import { expect, test } from '@jest/globals'
import { seenDay } from '../../../../shared/backtest/parity/taped-day.ts'
import { tapedNews } from '../../../../shared/backtest/parity/taped-news.ts'
import { packQuotes } from '../../../../shared/cycles/recording/quote-columns.ts'
import type { TapedRun } from '../../../../shared/cycles/replay/day-tapes.ts'
import { ProviderError } from '../../../../shared/domain/provider-error.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'
import { TQQQ } from '../../../support/fixtures.ts'
import { at } from './made-up-day.ts'

/** A run that was due at a time and had the account a second later. */
function run(
  job: string,
  due: string,
  told: { readonly calls?: readonly unknown[]; readonly failure?: string } = {},
): TapedRun {
  const { calls = [], failure } = told
  const openedAt = (at(due) + 1_000) as EpochMs
  const outcome = failure === undefined ? { answer: {} } : { failure }
  const tape = { calls, outcome, openedAt } as unknown as NonNullable<TapedRun['tape']>
  return { run: `${job}-${at(due)}`, epoch: 1, openedAt, tape }
}

/** An answer with one quote, stamped then. */
function quoted(stamp: string) {
  const quote = { symbol: TQQQ, status: 'REALTIME', time: at(stamp) } as const
  const answer = packQuotes({ quotes: new Map([[TQQQ, quote]]), refused: new Map(), calls: 1 })
  return { key: 'recentQuotes.quotes [["TQQQ"]]', answer }
}

const seenAt = (...runs: readonly TapedRun[]) =>
  seenDay(runs)
    .quotes.get(TQQQ)
    ?.map((each) => each.seenAt)

test('a quote is known from when its run had the account, however old its stamp is', () => {
  expect(seenAt(run('signal-scan', '10:00', { calls: [quoted('9:59:20')] }))).toEqual([at('10:00:01')])
})

test('a run begins with the stamps of its first quotes, and sees what it asks for later when that is stamped', () => {
  const day = [run('signal-scan', '10:00', { calls: [quoted('10:00:02'), quoted('10:00:20')] })]
  expect(seenDay(day).runs).toEqual([{ job: 'signal-scan', dueAt: at('10:00'), begunAt: at('10:00:02') }])
  expect(seenAt(...day)).toEqual([at('10:00:02'), at('10:00:20')])
})

test('a clock of the broker that is far ahead moves no run beyond its lease', () => {
  const day = seenDay([run('signal-scan', '10:00', { calls: [quoted('10:20')] })])
  expect(day.runs[0]?.begunAt).toBe(at('10:00:51'))
})

test('only what the schedule called stands for it, with what went wrong', () => {
  const { runs } = seenDay([
    run('signal-scan', '10:02', { failure: 'BrokerUnreachableError: no answer' }),
    run('signal-scan', '10:00'),
    run('token-renewal', '10:00'),
    { ...run('signal-scan', '10:04'), run: 'signal-scan-by-hand-1' },
  ])
  expect(runs.map(({ dueAt, failure }) => [dueAt, failure])).toEqual([
    [at('10:00'), undefined],
    [at('10:02'), 'BrokerUnreachableError: no answer'],
  ])
})

const asked = (to: string) => `news.items ${JSON.stringify(['QQQ', { from: at('9:30'), to: at(to) }])}`
const item = (time: string) => ({ itemId: time, headline: time, publishedAt: at(time) })

test('news are what a run had been told by then; before that they are unknown', async () => {
  const calls = [
    { key: asked('10:00'), answer: [item('9:50')] },
    { key: asked('10:30'), answer: [item('9:50'), item('10:20')] },
  ]
  const { news, earnings } = tapedNews([run('signal-scan', '10:00', { calls })])
  const told = async (to: string) => {
    const items = await news?.items('QQQ', { from: at('9:40'), to: at(to) })
    return items?.map(({ itemId }) => itemId)
  }
  expect(earnings).toBeUndefined()
  expect(await told('10:10')).toEqual(['9:50'])
  expect(await told('10:40')).toEqual(['9:50', '10:20'])
  await expect(told('9:58')).rejects.toThrow(ProviderError)
})

test('where no run asked for news there are none to be had', () => {
  expect(tapedNews([run('signal-scan', '10:00')])).toEqual({})
})
