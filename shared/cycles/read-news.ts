import { ProviderError } from '../domain/provider-error.ts'
import { breakingNewsAt } from '../news/breaking-news.ts'
import { type KnownEvents, minutesToEvent } from '../news/minutes-to-event.ts'
import { type NewsSentiment, newsSentiment } from '../news/news-sentiment.ts'
import type { NewsItem } from '../ports/news.ts'
import { isTickerText } from '../symbols/instrument.ts'
import { type EpochMs, HOUR_MS } from '../time/instant.ts'
import type { RegularSession } from '../time/session.ts'
import type { Tick } from './tick.ts'
import type { World } from './world.ts'

/** Older stories weigh less than a two-hundredth of a new one. */
const LOOK_BACK_HOURS = 48

/** What is known about an underlying beyond its price; what nobody could be asked about is absent. */
export interface UnderlyingNews {
  readonly sentiment?: NewsSentiment
  /** Infinity when there is known to be none. */
  readonly minutesToEvent?: number
  /** Why something is unknown that a provider should have told. */
  readonly problem?: string
}

/** Reads news and earnings dates of an underlying. A provider that can't be read leaves its part unknown and is named. */
export async function readUnderlyingNews(
  tick: Tick,
  underlying: string,
  session: RegularSession,
): Promise<UnderlyingNews> {
  const [news, earnings] = await Promise.all([
    readNewsItems(tick, underlying),
    readEarnings(tick, underlying),
  ])
  const events: KnownEvents = {
    ...(earnings.answer && { earnings: earnings.answer }),
    ...(news.answer && { breakingAt: breakingNewsAt(news.answer, tick.now) ?? 'none' }),
  }
  const minutes = minutesToEvent(events, { session, now: tick.now })
  const problem = news.problem ?? earnings.problem
  return {
    ...(news.answer && { sentiment: newsSentiment(news.answer, tick.now) }),
    ...(minutes !== undefined && { minutesToEvent: minutes }),
    ...(problem !== undefined && { problem }),
  }
}

/** What the news say of an underlying now; absent when nobody knows. */
export async function readSentiment(
  tick: NewsReader,
  underlying: string,
): Promise<NewsSentiment | undefined> {
  const { answer } = await readNewsItems(tick, underlying)
  return answer && newsSentiment(answer, tick.now)
}

/** Whoever asks for news: a run, or somebody who only looks. */
export type NewsReader = Pick<Tick, 'now'> & { readonly world: Pick<World, 'news'> }

interface Read<T> {
  readonly answer?: T
  readonly problem?: string
}

/** The latest stories of an underlying. Only companies and funds have news of their own; nobody can be asked about an index by its name. */
export async function readNewsItems(
  { world, now }: NewsReader,
  underlying: string,
): Promise<Read<readonly NewsItem[]>> {
  const { news } = world
  if (!news || !isTickerText(underlying)) return {}
  return reading(() =>
    news.items(underlying, { from: (now - LOOK_BACK_HOURS * HOUR_MS) as EpochMs, to: now }),
  )
}

/** An index tells no results, so that its events are known without asking. */
async function readEarnings(
  { world, date }: Tick,
  underlying: string,
): Promise<Read<KnownEvents['earnings'] & object>> {
  if (!isTickerText(underlying)) return { answer: [] }
  const { earnings } = world
  return earnings ? reading(() => earnings.announcements(underlying, { from: date, to: date })) : {}
}

async function reading<T>(read: () => Promise<T | undefined>): Promise<Read<T>> {
  try {
    const answer = await read()
    return answer === undefined ? {} : { answer }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { problem: error.message }
  }
}
