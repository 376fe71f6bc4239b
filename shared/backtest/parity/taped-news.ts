import { z } from 'zod'
import type { TapedRun } from '../../cycles/replay/day-tapes.ts'
import { ProviderError } from '../../domain/provider-error.ts'
import type { Earnings, EarningsAnnouncement } from '../../ports/earnings.ts'
import type { News, NewsItem } from '../../ports/news.ts'
import { dateSchema, instantSchema } from '../../state/document-schemas.ts'
import type { EpochMs } from '../../time/instant.ts'

const askedNewsSchema = z.tuple([z.string(), z.strictObject({ from: instantSchema, to: instantSchema })])
const askedEarningsSchema = z.tuple([z.string(), z.strictObject({ from: dateSchema, to: dateSchema })])

interface Told<T> {
  readonly underlying: string
  readonly at: EpochMs
  readonly answer: T
}

/**
 * The news and earnings dates that the runs of a day were told. Whatever no run had asked about by then is unknown, as after an
 * outage; absent where no run asked at all.
 */
export function tapedNews(tapes: readonly TapedRun[]): {
  readonly news?: News
  readonly earnings?: Earnings
} {
  const items = told(tapes, 'news.items', askedNewsSchema).map(({ asked: [underlying, { to }], answer }) => ({
    ...{ underlying, at: to },
    answer: answer as readonly NewsItem[],
  }))
  const dates = told(tapes, 'earnings.announcements', askedEarningsSchema).map(
    ({ asked: [underlying], answer }) => ({
      ...{ underlying, at: 0 as EpochMs },
      answer: answer as readonly EarningsAnnouncement[] | undefined,
    }),
  )
  return {
    ...(items.length > 0 && { news: newsOf(items) }),
    ...(dates.length > 0 && { earnings: earningsOf(dates) }),
  }
}

function newsOf(items: readonly Told<readonly NewsItem[]>[]): News {
  return {
    items: async (underlying, { from, to }) =>
      latest(items, underlying, to).filter(({ publishedAt }) => publishedAt >= from && publishedAt <= to),
  }
}

function earningsOf(dates: readonly Told<readonly EarningsAnnouncement[] | undefined>[]): Earnings {
  return { announcements: async (underlying) => latest(dates, underlying, Number.POSITIVE_INFINITY) }
}

function latest<T>(all: readonly Told<T>[], underlying: string, upTo: number): T {
  const known = all.findLast((each) => each.underlying === underlying && each.at <= upTo)
  if (known) return known.answer
  throw new ProviderError('tape', { problem: 'refused', text: `no run had asked about ${underlying}` })
}

/** What was asked stands in the key of a call, behind its name. */
function told<Asked>(tapes: readonly TapedRun[], name: string, schema: z.ZodType<Asked>) {
  return tapes
    .flatMap(({ tape }) => tape?.calls ?? [])
    .filter(({ key, error }) => key.startsWith(`${name} `) && !error)
    .map(({ key, answer }) => ({ asked: schema.parse(JSON.parse(key.slice(name.length + 1))), answer }))
}
