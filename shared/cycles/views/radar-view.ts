import type { z } from 'zod'
import type { eventsAnswer, radarAnswer } from '../../api/answers/catalyst-answers.ts'
import { MATERIALITY } from '../../catalysts/catalyst-kind.ts'
import type { RadarCard, RadarEvent, RadarScan } from '../../catalysts/radar-card.ts'
import { readEvents } from '../../catalysts/read-events.ts'
import { toDecimalText } from '../../domain/money.ts'
import { addDays, exchangeDate } from '../../time/exchange-time.ts'
import { utcText } from '../../time/utc-text.ts'
import type { World } from '../world.ts'

type RadarAnswer = z.input<typeof radarAnswer>
type EventsAnswer = z.input<typeof eventsAnswer>

/** A look of the radar as the API tells it; empty before the first one. */
export function radarView(radar: RadarScan | undefined): RadarAnswer {
  if (!radar) return { cards: [], unranked: [], eventProblems: [] }
  return {
    at: utcText(radar.at),
    cards: radar.cards.map(cardRow),
    unranked: radar.unranked.map(({ symbol, code, reason }) => ({ symbol, code, reason })),
    eventProblems: [...radar.eventProblems],
  }
}

/** Events of the coming days about every catalyst symbol, read now. */
export async function upcomingEventsView(
  { catalystEvents, config, clock }: World,
  { days }: { readonly days: number },
): Promise<EventsAnswer> {
  const from = exchangeDate(clock.now())
  const to = addDays(from, days)
  const asked = { symbols: config.universe.catalysts, from, to }
  const { events, problems } = await readEvents(catalystEvents, asked, from)
  return { from, to, events: events.map(eventRow), problems: [...problems] }
}

function cardRow({ symbol, rank, badge, points, figures }: RadarCard): RadarAnswer['cards'][number] {
  const { bid, ask, last, quoteTime, spreadPct, averageDailyValue, expectedMovePct, lastDay, events } =
    figures
  return {
    ...{ symbol, rank, badge, points },
    ...{ bid: toDecimalText(bid), ask: toDecimalText(ask), last: toDecimalText(last) },
    quoteTime: utcText(quoteTime),
    ...{ spreadPct, expectedMovePct, lastDay },
    averageDailyValue: toDecimalText(averageDailyValue),
    events: events.map(eventRow),
  }
}

function eventRow({ symbol, date, moment, kind, title, source, daysAhead: days }: RadarEvent) {
  return {
    ...{ symbol, date, moment, kind, ...(title !== undefined && { title }), source },
    daysAhead: days,
    materiality: MATERIALITY[kind],
  }
}
