import type { CatalystKind } from '../../catalysts/catalyst-kind.ts'
import type { RadarCard, RadarEvent, RadarScan } from '../../catalysts/radar-card.ts'
import type { Reply } from '../../commands/reply.ts'
import { replyTable } from '../../commands/reply-table.ts'
import { latestRadar } from '../radar/latest-radar.ts'
import type { Asked } from './asked.ts'
import { momentAgo } from './told-time.ts'

/** So many rows fit on a phone. */
const ROWS_MAX = 25
/** More lines than that hide the ranks. */
const REASONS_MAX = 10

const BADGES = { green: '🟢', amber: '🟡', red: '🔴' } as const

/** Short enough for a column. */
const KIND_WORDS: Readonly<Record<CatalystKind, string>> = {
  EARNINGS: 'earnings',
  FDA_PDUFA: 'FDA',
  TRIAL_READOUT: 'trial',
  GUIDANCE: 'guidance',
  PARTNERSHIP: 'partner',
  DIVIDEND: 'dividend',
  SPLIT: 'split',
}

/** /radar: the catalyst symbols by rank, as they were last looked at; one document is read. */
export async function radar({ world }: Asked): Promise<Reply> {
  const scan = await latestRadar(world)
  if (!scan) return { text: 'RADAR\nNot known yet: the radar has not looked so far.' }
  const { cards } = scan
  return {
    text: [
      `RADAR: ${cards.length} OF ${cards.length + scan.unranked.length} RANKED`,
      `Looked ${momentAgo(scan.at, world.clock.now())}`,
      ...scan.eventProblems.map((problem) => `Events may be missing: ${problem}.`),
      ...(cards.length > 0 ? ['Move: expected in 5 days. Next: the nearest event known.'] : []),
      ...(cards.length > ROWS_MAX ? [`${cards.length - ROWS_MAX} more are not shown.`] : []),
      ...reasons(scan),
    ].join('\n'),
    ...(cards.length > 0 && { table: tableOf(cards.slice(0, ROWS_MAX)) }),
  }
}

function reasons({ unranked }: RadarScan): readonly string[] {
  return [
    ...unranked.slice(0, REASONS_MAX).map(({ symbol, reason }) => `${symbol} has no rank: ${reason}.`),
    ...(unranked.length > REASONS_MAX ? [`${unranked.length - REASONS_MAX} more have no rank.`] : []),
  ]
}

function tableOf(cards: readonly RadarCard[]): string {
  return replyTable(
    [
      { title: 'Symbol', align: 'left' },
      { title: 'Rank', align: 'right' },
      { title: 'Move', align: 'right' },
      { title: 'Next', align: 'left' },
    ],
    cards.map(({ symbol, badge, rank, figures }) => [
      symbol,
      rank.toFixed(1),
      `${figures.expectedMovePct.toFixed(1)}%`,
      `${BADGES[badge]} ${nextWords(figures.events[0])}`,
    ]),
  )
}

/** "earnings 7d", "dividend today"; a dash when none is known. */
function nextWords(next: RadarEvent | undefined): string {
  if (!next) return '-'
  return `${KIND_WORDS[next.kind]} ${next.daysAhead === 0 ? 'today' : `${next.daysAhead}d`}`
}
