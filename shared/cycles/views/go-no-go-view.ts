import type { z } from 'zod'
import { checksToldBy, goNoGoAlertId } from '../../alerts/go-no-go-alert.ts'
import type { todayAnswer } from '../../api/answers/dashboard-answers.ts'
import { formatEt } from '../../time/exchange-time.ts'
import { marketDay, type OpenDay } from '../../time/market-calendar.ts'
import { utcText } from '../../time/utc-text.ts'
import type { DaySelection } from '../day-selection.ts'
import { outboxSchema } from '../deliver-outbox.ts'
import type { Known } from '../questions/asked.ts'
import { Outage, orOutage } from '../questions/outage.ts'
import { callCheck } from '../questions/service-checks.ts'
import { seeToken } from '../questions/token.ts'
import {
  booksCheck,
  calendarCheck,
  clockCheck,
  pausedCheck,
  safeModeCheck,
  tokenCheck,
} from '../readiness-checks.ts'
import { alertPath } from '../tick.ts'

type GoNoGo = Pick<z.input<typeof todayAnswer>, 'goNoGo' | 'goNoGoToldAt'>
type Row = NonNullable<GoNoGo['goNoGo']>[number]

/**
 * The checks of the card that was told this morning; before it, or where none was told, the same checks as they stand now, without
 * a call of the broker. Nothing on a date without a session.
 */
export async function goNoGoView(known: Known, selection: DaySelection | undefined): Promise<GoNoGo> {
  const { world, state } = known
  const today = marketDay(state.day.date, world.calendar)
  if (today.kind === 'closed') return {}
  return (await cardOfToday(known)) ?? { goNoGo: await checksNow(known, { today, selection }) }
}

async function cardOfToday({ world, state }: Known): Promise<GoNoGo | undefined> {
  const alertId = goNoGoAlertId(state.day.date)
  if (!state.told.includes(alertId)) return undefined
  const document = await world.store.get(alertPath(alertId))
  if (!document) return undefined
  const { text, time } = outboxSchema.parse(document.value)
  return { goNoGo: [...checksToldBy(text)], goNoGoToldAt: utcText(time) }
}

interface Day {
  readonly today: OpenDay
  readonly selection: DaySelection | undefined
}

async function checksNow(known: Known, { today, selection }: Day): Promise<Row[]> {
  const [token, calls] = await Promise.all([tokenNow(known), callCheck(known)])
  return [
    token,
    clockCheck(known),
    dataNow(token, selection),
    { name: 'budget', ok: calls.verdict !== 'ill', detail: calls.detail },
    booksCheck(known),
    calendarCheck(today),
    safeModeCheck(known),
    pausedCheck(known),
  ]
}

async function tokenNow(known: Known): Promise<Row> {
  const seen = await orOutage(seeToken(known))
  return seen instanceof Outage
    ? { name: 'token', ok: false, detail: `not known: ${seen.problem}` }
    : tokenCheck(seen.state)
}

/** Whether there are quotes is known once somebody has asked; the card says it. */
function dataNow(token: Row, selection: DaySelection | undefined): Row {
  const name = 'data'
  if (!token.ok) return { name, ok: false, detail: 'no quotes without a token' }
  if (!selection) return { name, ok: true, detail: 'not prepared yet; the first scan does it at the latest' }
  return { name, ok: true, detail: `prepared at ${formatEt(selection.at, 'time')} ET` }
}
