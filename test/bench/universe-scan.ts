import { parseConfig } from '../../shared/config/config.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import { evaluateSymbol, type Signal, type SignalCircumstances } from '../../shared/signals/signal.ts'
import { planSymbol, type ReadyPlan, readyPlan } from '../../shared/signals/symbol-plan.ts'
import { recordQuote, type SymbolTape, warmTape } from '../../shared/signals/symbol-tape.ts'
import type { Instrument } from '../../shared/symbols/instrument.ts'
import { tradedInstruments } from '../../shared/symbols/traded-instruments.ts'
import { atMinute, sessionNow } from '../support/session.ts'
import { type Bench, type Effort, type Figure, figureOf, median } from './figure.ts'
import { bytesARound, millisecondsAPiece, millisecondsOfAll } from './measure.ts'
import { waveDailyBars, waveMinuteSessions, waveQuote } from './wave-universe.ts'

const SYMBOLS = 118
const SCANS_A_ROUND = 100
const NOW_MINUTE = 60

/** One symbol as a warm scan finds it. */
interface Prepared {
  readonly instrument: Instrument
  readonly plan: ReadyPlan
  readonly tape: SymbolTape
  readonly quote: Quote
}

/** The pure work of one scan over the whole universe, beside taking its quotes into the tape alone. */
export const universeScan: Bench = {
  name: 'scan',
  run(effort) {
    const universe = tradedInstruments.slice(0, SYMBOLS).map(prepare)
    assertJudged(universe)
    const read = figureOfScan('quotes into the tape alone', universe, recorded, effort)
    const scan = figureOfScan(`scan of ${universe.length} symbols`, universe, judged, effort)
    const ratio = { group: 'scan', name: 'scan ÷ quotes alone', unit: 'times' } as const
    return [read, scan, figureOf(ratio, [scan.median / read.median]), inOneGo(universe, effort)]
  },
}

/** With what the garbage collector and, on a busy machine, other programs take meanwhile. */
function inOneGo(universe: readonly Prepared[], effort: Effort): Figure {
  const scans = Math.round(SCANS_A_ROUND * effort.scale)
  const times = millisecondsAPiece(effort, scans, () => () => universe.map(judged))
  return figureOf({ group: 'scan', name: 'scan in one go, collector included', unit: 'ms' }, times)
}

function figureOfScan(
  name: string,
  universe: readonly Prepared[],
  look: (prepared: Prepared) => unknown,
  effort: Effort,
): Figure {
  const scans = Math.round(SCANS_A_ROUND * effort.scale)
  const looks = universe.map((prepared) => () => look(prepared))
  const times = millisecondsOfAll(effort, scans, looks)
  const bytes = bytesARound(effort, () => universe.map(look))
  return {
    ...figureOf({ group: 'scan', name, unit: 'ms' }, times),
    ...(bytes.length > 0 && { bytes: median(bytes) }),
  }
}

function recorded({ tape, quote }: Prepared): SymbolTape {
  return recordQuote(tape, quote, SESSION)
}

/** A symbol that is passed over for its quote costs nothing and would flatter the figure. */
function assertJudged(universe: readonly Prepared[]): void {
  const passedOver = universe.filter((prepared) => !judged(prepared).assessment)
  if (universe.length !== SYMBOLS || passedOver.length > 0)
    throw new Error(`${universe.length} symbols, ${passedOver.length} of them not judged: nothing to measure`)
}

function judged(prepared: Prepared): Signal {
  return evaluateSymbol({ ...prepared, tape: recorded(prepared) }, CIRCUMSTANCES)
}

const SESSION = sessionNow(atMinute(NOW_MINUTE))
const CONFIG = parseConfig({})

const CIRCUMSTANCES: SignalCircumstances = {
  now: atMinute(NOW_MINUTE),
  session: SESSION,
  entry: CONFIG.entry,
  style: CONFIG.style,
  token: { active: true, minutesLeft: 600 },
  clockHealthy: true,
  budgetHealthy: true,
  symbolDay: { entries: 0 },
}

function prepare(instrument: Instrument, index: number): Prepared {
  const around = 20 + index
  const minutes = waveMinuteSessions(around)
  const warm = warmTape(minutes.at(-1)?.bars ?? [])
  const quotes = Array.from({ length: NOW_MINUTE / 2 + 1 }, (_, look) =>
    waveQuote(instrument, look * 2, around),
  )
  const tape = quotes.slice(0, -1).reduce((soFar, quote) => recordQuote(soFar, quote, SESSION), warm)
  const past = { instrument, dailyBars: waveDailyBars(around), minuteSessions: minutes, minSessions: 5 }
  return {
    instrument,
    plan: readyPlan(planSymbol(past)),
    tape,
    quote: waveQuote(instrument, NOW_MINUTE, around),
  }
}
