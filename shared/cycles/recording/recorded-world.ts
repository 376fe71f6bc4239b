import type { World } from '../world.ts'
import { type CallLog, keyOf } from './call-log.ts'
import { packQuotes } from './quote-columns.ts'
import type { Recording } from './recording.ts'
import { RecordingStore } from './recording-store.ts'

const HISTORY_READ = 'it worked the day out from bars of the past, which are more than a tape holds'

/** The world of one run: each port answers as it always does, and what it answers is kept. */
export function recordedWorld(world: World, recording: Recording): World {
  const { log, readings, tape } = recording
  const { clock, store, marketData, recentQuotes, notifier } = world
  return {
    ...world,
    ...recordedReaders(world, log),
    ...recordedGuards(world, log),
    tape,
    clock: { now: () => readings.note(clock.now()), sleep: (milliseconds) => clock.sleep(milliseconds) },
    store: new RecordingStore(store, recording),
    marketData: recordedQuotes('marketData.quotes', marketData, log),
    recentQuotes: recordedQuotes('recentQuotes.quotes', recentQuotes, log),
    notifier: { deliver: (notice) => log.call('notifier.deliver', () => notifier.deliver(notice)) },
  }
}

function recordedQuotes(name: string, marketData: World['marketData'], log: CallLog): World['marketData'] {
  return {
    quotes: (symbols) => log.call(keyOf(name, [symbols]), () => marketData.quotes(symbols), packQuotes),
  }
}

/** What a run asks about the account, the past and the news. */
function recordedReaders(
  { broker, history, news, earnings }: World,
  log: CallLog,
): Pick<World, 'broker' | 'history' | 'news' | 'earnings'> {
  const spoiling: World['history'] = {
    dailyBars: (symbol, request) => {
      log.spoil(HISTORY_READ)
      return history.dailyBars(symbol, request)
    },
    minuteSessions: (symbol, request) => {
      log.spoil(HISTORY_READ)
      return history.minuteSessions(symbol, request)
    },
  }
  return {
    broker: recordedBroker(broker, log),
    history: spoiling,
    ...(news && {
      news: { items: (...asked) => log.call(keyOf('news.items', asked), () => news.items(...asked)) },
    }),
    ...(earnings && {
      earnings: {
        announcements: (...asked) =>
          log.call(keyOf('earnings.announcements', asked), () => earnings.announcements(...asked)),
      },
    }),
  }
}

function recordedBroker(broker: World['broker'], log: CallLog): World['broker'] {
  return {
    balance: () => log.call('broker.balance', () => broker.balance()),
    holdings: () => log.call('broker.holdings', () => broker.holdings()),
    orders: (...asked) => log.call(keyOf('broker.orders', asked), () => broker.orders(...asked)),
    preview: (...asked) => log.call(keyOf('broker.preview', asked), () => broker.preview(...asked)),
    place: (...asked) => log.call(keyOf('broker.place', asked), () => broker.place(...asked)),
    cancel: (...asked) => log.call(keyOf('broker.cancel', asked), () => broker.cancel(...asked)),
  }
}

/** What stands between the run and the outside: sign-in, limits, breaker, counts. Of a token only its times are kept. */
function recordedGuards(
  { session, budget, breaker, operations, providerCalls }: World,
  log: CallLog,
): Partial<World> & Pick<World, 'session'> {
  return {
    session: {
      token: () => log.call('session.token', () => session.token()),
      clockOffsetMs: () => log.told('session.clockOffsetMs', session.clockOffsetMs()),
      renew: () => log.call('session.renew', () => session.renew()),
      verify: () => log.call('session.verify', () => session.verify()),
    },
    ...(budget && {
      budget: {
        paths: budget.paths,
        reserve: (read, run) => budget.reserve(read, run),
        take: (call) => budget.take(call),
        report: (module, answer) => budget.report(module, answer),
        settle: () => budget.settle(),
        standing: () => log.told('budget.standing', budget.standing()),
      },
    }),
    ...(breaker && {
      breaker: {
        get state() {
          return log.told('breaker.state', breaker.state)
        },
        resume: (state) => breaker.resume(state),
      },
    }),
    ...(operations && { operations: { take: () => log.told('operations.take', operations.take()) } }),
    ...(providerCalls && {
      providerCalls: { take: () => log.told('providerCalls.take', providerCalls.take()) },
    }),
  }
}
