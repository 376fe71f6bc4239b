import type { Config } from '../config/config.ts'
import type { Signal } from '../signals/signal.ts'
import type { Instrument } from '../symbols/instrument.ts'
import type { RegularSession } from '../time/session.ts'
import type { Judge } from './evaluate-universe.ts'
import { readUnderlyingNews, type UnderlyingNews } from './read-news.ts'
import type { Tick } from './tick.ts'

/** News never move a score by more (spec §11). */
const NEWS_SCORE_REACH = 0.03

/** The signals after the news were read, and what could not be read. */
export interface InformedSignals {
  readonly signals: readonly Signal[]
  readonly problem?: string
}

/**
 * Reads the news where an entry hangs on them and judges those symbols again: the ones that pass, which bad news may
 * still keep out, and the ones that a vote of the news alone could bring in. Everybody else's news cost no call.
 */
export async function informSignals(
  tick: Tick,
  signals: readonly Signal[],
  { judge, session }: { readonly judge: Judge; readonly session: RegularSession },
): Promise<InformedSignals> {
  const { news, earnings, config } = tick.world
  if (!news && !earnings) return { signals }
  const asking = signals
    .filter((signal) => hangsOnNews(signal, config))
    .flatMap(({ symbol }) => instrumentOf(tick, symbol))
  const known = await readEach(tick, asking, session)
  const informed = new Map(
    asking.map((instrument) => [instrument.symbol, judge(instrument, known.get(instrument.underlying))]),
  )
  const problem = [...known.values()].find((each) => each.problem !== undefined)?.problem
  return {
    signals: signals.map((signal) => informed.get(signal.symbol) ?? signal),
    ...(problem !== undefined && { problem }),
  }
}

function hangsOnNews({ assessment, refusals, decision }: Signal, { entry, style }: Config): boolean {
  if (!assessment) return false
  if (decision === 'enter') return true
  const { score, agreement } = assessment
  return (
    refusals.every(({ code }) => code === 'score' || code === 'agreement') &&
    score.total + NEWS_SCORE_REACH >= entry.scoreMin[style] &&
    agreement.families.length + 1 >= entry.familiesMin
  )
}

function instrumentOf({ world }: Tick, symbol: Signal['symbol']): readonly Instrument[] {
  return world.instruments.filter((instrument) => instrument.symbol === symbol)
}

/** Bull and bear of one underlying share its news. */
async function readEach(
  tick: Tick,
  instruments: readonly Instrument[],
  session: RegularSession,
): Promise<ReadonlyMap<string, UnderlyingNews>> {
  const underlyings = [...new Set(instruments.map(({ underlying }) => underlying))]
  const read = await Promise.all(underlyings.map((each) => readUnderlyingNews(tick, each, session)))
  return new Map(underlyings.map((underlying, index) => [underlying, read[index] as UnderlyingNews]))
}
