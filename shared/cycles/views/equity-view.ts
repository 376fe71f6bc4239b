import type { z } from 'zod'
import type { equityAnswer } from '../../api/answers/dashboard-answers.ts'
import type { EquityPoint } from '../../charts/equity-plots.ts'
import { toDecimalText } from '../../domain/money.ts'
import { addDays, exchangeDate, exchangeInstant } from '../../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../time/instant.ts'
import { marketDay } from '../../time/market-calendar.ts'
import { utcText } from '../../time/utc-text.ts'
import { equityCloses } from '../equity-history.ts'
import type { Known } from '../questions/asked.ts'

type Equity = Readonly<z.input<typeof equityAnswer>>
type Point = Equity['points'][number]

/** 16:00 in New York. */
const USUAL_CLOSE_MINUTE = 960

/** What the account was worth at the closes of the last `days` calendar days, and at the last look of today; one document. */
export async function equityView(known: Known, { days }: { readonly days: number }): Promise<Equity> {
  const { world, state } = known
  const from = addDays(state.day.date, -days)
  const closes = await equityCloses(world, world.config.mode)
  return {
    points: closes.filter(({ date }) => date >= from).map((point) => closePoint(point, world)),
    today: lastLook(known),
  }
}

function closePoint({ date, equity }: EquityPoint, { calendar }: Known['world']): Point {
  return { at: utcText(closeOf(date, calendar)), equity: toDecimalText(equity) }
}

/** A day may have been struck from the calendar after it was traded. */
function closeOf(date: ExchangeDate, calendar: Known['world']['calendar']): EpochMs {
  const day = marketDay(date, calendar)
  return day.kind === 'open' ? day.closeAt : exchangeInstant(date, USUAL_CLOSE_MINUTE)
}

/** The account is looked at by every scan and monitor; only the last look is kept. */
function lastLook({ state: { risk, lastRuns, day } }: Known): Point[] {
  const at = Math.max(lastRuns['signal-scan'] ?? 0, lastRuns['position-monitor'] ?? 0) as EpochMs
  if (!risk.equity || exchangeDate(at) !== day.date) return []
  return [{ at: utcText(at), equity: toDecimalText(risk.equity.latest) }]
}
