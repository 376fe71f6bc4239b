import { candleChart } from '../../charts/candle-chart.ts'
import type { Reply } from '../../commands/reply.ts'
import { type Ticker, ticker } from '../../domain/ids.ts'
import { exchangeDate, formatEt } from '../../time/exchange-time.ts'
import type { Asked } from './asked.ts'
import { drawDeal } from './deal-chart.ts'
import { readDecisionStory } from './decision-story.ts'
import { type Deal, factsOf, latestDeal } from './latest-deal.ts'
import { isInUniverse, latestBars, type SessionBars } from './minute-bars.ts'

/**
 * /chart: the latest bars of a symbol, or of what was bought last, with what is held of it or was bought that day. Reads up to 200
 * trades to know of that, and where the session is over one answer of the provider of bars.
 */
export async function chart(asked: Asked): Promise<Reply> {
  const [named] = asked.args
  const deal = await latestDeal(asked, named === undefined ? undefined : ticker(named))
  const symbol = named === undefined ? deal && factsOf(deal).symbol : ticker(named)
  if (!symbol) return { text: 'CHART\nNothing was bought so far. Send /chart SYMBOL.' }
  if (!deal && !isInUniverse(asked.world, symbol))
    return { text: `CHART ${symbol}\nIt is not in the universe, so no bars of it are kept.` }
  const session = await latestBars(asked.world, symbol)
  if (session.bars.length === 0) return { text: noBarsWords(asked, symbol) }
  return { text: caption(symbol, session), picture: await draw(asked, { symbol, session, deal }) }
}

function noBarsWords({ world }: Asked, symbol: Ticker): string {
  const now = formatEt(world.clock.now(), 'time')
  return `CHART ${symbol}\nNot known yet: at ${now} ET no scan of today has recorded bars, and the provider has none of earlier days.`
}

async function draw(
  { world, state }: Asked,
  shown: { readonly symbol: Ticker; readonly session: SessionBars; readonly deal: Deal | undefined },
): Promise<string> {
  const { symbol, session, deal } = shown
  if (!deal || !isOfSession(deal, session))
    return candleChart({ title: symbol, subtitle: session.date, bars: session.bars })
  const { decisionId, positionId } = factsOf(deal)
  const story = await readDecisionStory({ store: world.store, state }, decisionId)
  const exits = story?.exits.filter((exit) => exit.positionId === positionId) ?? []
  return drawDeal(session, deal, exits)
}

function isOfSession(deal: Deal, { date }: SessionBars): boolean {
  return exchangeDate(factsOf(deal).boughtAt) === date
}

function caption(symbol: Ticker, { date, bars }: SessionBars): string {
  const [first, last] = [bars[0], bars.at(-1)]
  if (!first || !last) return `CHART ${symbol}`
  const [from, to] = [first, last].map(({ time }) => formatEt(time, 'time'))
  return `CHART ${symbol}: ${last.close.toFixed(2)}\n${date}, bars from ${from} to ${to} ET`
}
