import { Figures } from '../../components/figures.tsx'
import { Pct, Price } from '../../components/money.tsx'
import { Panel } from '../../components/panel.tsx'
import { CardDetails } from './card-details.tsx'
import { EventChips } from './event-chips.tsx'
import { Proposing } from './proposing.tsx'
import type { RadarCard } from './radar-answers.ts'
import { RankPill } from './rank-pill.tsx'

/** One symbol of the radar: how it ranks and why, and the way to a proposal. */
export function Card({ card }: { readonly card: RadarCard }) {
  const { symbol, badge, rank, last, spreadPct, expectedMovePct, events } = card
  return (
    <Panel title={symbol} aside={<RankPill badge={badge} rank={rank} />}>
      <div className="stack three">
        <EventChips events={events} />
        <Figures
          of={[
            ['Last', <Price key="last" exact={last} />],
            ['Spread', <Pct key="spread" value={spreadPct} signed={false} />],
            ['Expected move', <Pct key="move" value={expectedMovePct} signed={false} />],
          ]}
        />
        <CardDetails card={card} />
        <Proposing symbol={symbol} />
      </div>
    </Panel>
  )
}
