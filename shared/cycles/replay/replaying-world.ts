import type { Store } from '../../ports/store.ts'
import { keyOf } from '../recording/call-log.ts'
import { unpackQuotes } from '../recording/quote-columns.ts'
import type { RunRules } from '../recording/rules-document.ts'
import type { RunTape } from '../recording/run-tape.ts'
import type { World } from '../world.ts'
import type { TapedAnswers } from './taped-answers.ts'

/** What a replayed run works with beside the answers of its tape. */
export interface ReplayBase extends RunRules {
  readonly store: Store
  readonly digest: World['digest']
  readonly warm: World['warm']
}

/** A world in which every port answers from a tape. */
export function replayingWorld(tape: RunTape, answers: TapedAnswers, base: ReplayBase): World {
  const kept = Object.entries(optionalPorts(answers)).filter(([port]) => tape.ports.includes(port))
  return { ...base, ...replayingReaders(answers), ...Object.fromEntries(kept) }
}

/** The ports that are not in every world. */
function optionalPorts(
  answers: TapedAnswers,
): Pick<World, 'news' | 'earnings' | 'budget' | 'breaker' | 'operations' | 'providerCalls'> {
  return {
    news: { items: (...asked) => answers.call(keyOf('news.items', asked)) },
    earnings: { announcements: (...asked) => answers.call(keyOf('earnings.announcements', asked)) },
    budget: replayingBudget(answers),
    breaker: {
      get state() {
        return answers.told<NonNullable<World['breaker']>['state']>('breaker.state')
      },
      resume: () => undefined,
    },
    operations: { take: () => answers.told('operations.take') },
    providerCalls: { take: () => answers.told('providerCalls.take') },
  }
}

function replayingReaders(
  answers: TapedAnswers,
): Pick<World, 'clock' | 'broker' | 'marketData' | 'recentQuotes' | 'history' | 'session' | 'notifier'> {
  const quotesOf = (name: string): World['marketData'] => ({
    quotes: (symbols) => answers.call(keyOf(name, [symbols]), unpackQuotes),
  })
  return {
    clock: { now: () => answers.clock.next(), sleep: async () => undefined },
    broker: replayingBroker(answers),
    marketData: quotesOf('marketData.quotes'),
    recentQuotes: quotesOf('recentQuotes.quotes'),
    history: {
      dailyBars: (...asked) => answers.call(keyOf('history.dailyBars', asked)),
      minuteSessions: (...asked) => answers.call(keyOf('history.minuteSessions', asked)),
    },
    session: {
      token: () => answers.call('session.token'),
      clockOffsetMs: () => answers.told('session.clockOffsetMs'),
      renew: () => answers.call('session.renew'),
      verify: () => answers.call('session.verify'),
    },
    notifier: { deliver: () => answers.call('notifier.deliver') },
  }
}

function replayingBroker(answers: TapedAnswers): World['broker'] {
  return {
    balance: () => answers.call('broker.balance'),
    holdings: () => answers.call('broker.holdings'),
    orders: (...asked) => answers.call(keyOf('broker.orders', asked)),
    preview: (...asked) => answers.call(keyOf('broker.preview', asked)),
    place: (...asked) => answers.call(keyOf('broker.place', asked)),
    cancel: (...asked) => answers.call(keyOf('broker.cancel', asked)),
  }
}

/** Permits were given then; what is left of them is nobody's concern now. */
function replayingBudget(answers: TapedAnswers): NonNullable<World['budget']> {
  return {
    paths: [],
    reserve: () => ({ writes: [], confirm: () => undefined }),
    take: async () => undefined,
    report: () => undefined,
    settle: () => [],
    standing: () => answers.told('budget.standing'),
  }
}
