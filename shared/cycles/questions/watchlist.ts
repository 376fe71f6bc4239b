import { z } from 'zod'
import { counted } from '../../alerts/wording.ts'
import type { Reply } from '../../commands/reply.ts'
import { replyTable } from '../../commands/reply-table.ts'
import type { DocumentPath } from '../../ports/store.ts'
import { instantSchema, tickerSchema } from '../../state/document-schemas.ts'
import { type MarketRegime, marketRegimeSchema } from '../../symbols/market-regime.ts'
import { watchedSymbolSchema } from '../../symbols/watchlist-score.ts'
import type { Asked } from './asked.ts'
import { moment } from './told-time.ts'

/** So many rows fit on a phone. */
const ROWS_MAX = 25

/** Of the day's documents only what is told here. */
const selectionSchema = z.object({
  at: instantSchema,
  regime: marketRegimeSchema,
  selected: z.array(tickerSchema),
  ranking: z.array(z.object({ symbol: tickerSchema, overall: z.number() })),
})
const candidatesSchema = z.object({ watchlist: z.array(watchedSymbolSchema) })

type Selection = Readonly<z.infer<typeof selectionSchema>>
type Watchlist = z.infer<typeof candidatesSchema>['watchlist']

/** /watchlist: which symbols may be entered today, and the watch scores of the morning; two documents are read. */
export async function watchlist({ world, state }: Asked): Promise<Reply> {
  const { date } = state.day
  const paths: readonly DocumentPath[] = [`days/${date}-selection`, `days/${date}-candidates`]
  const [chosen, candidates] = await world.store.getAll(paths)
  if (!chosen)
    return {
      text: `WATCHLIST\nNot known yet: the day ${date} is not prepared. That is done at 07:00 ET of a trading day, or by the first scan.`,
    }
  const selection = selectionSchema.parse(chosen.value)
  const watched = candidates ? candidatesSchema.parse(candidates.value).watchlist : []
  const rows = rowsOf(selection, watched)
  return {
    text: [
      `${counted(selection.selected.length, 'symbol').toUpperCase()} MAY BE ENTERED`,
      `Chosen ${moment(selection.at, world.clock.now())}, market ${regimeWords(selection.regime)}`,
      'Rank: figure of the selection. Watch: score of the morning.',
      ...(rows.length > ROWS_MAX ? [`${rows.length - ROWS_MAX} more are not shown.`] : []),
    ].join('\n'),
    table: replyTable(
      [
        { title: 'Symbol', align: 'left' },
        { title: 'Enter', align: 'left' },
        { title: 'Rank', align: 'right' },
        { title: 'Watch', align: 'right' },
      ],
      rows.slice(0, ROWS_MAX),
    ),
  }
}

/** Who may be entered first, in the order of the selection; then the rest of the morning's list. */
function rowsOf({ selected, ranking }: Selection, watched: Watchlist): readonly (readonly string[])[] {
  const ranks = new Map(ranking.map(({ symbol, overall }) => [symbol, overall]))
  const scores = new Map(watched.map(({ symbol, score }) => [symbol, score]))
  const others = watched.map(({ symbol }) => symbol).filter((symbol) => !selected.includes(symbol))
  return [...selected, ...others].map((symbol) => [
    symbol,
    selected.includes(symbol) ? 'yes' : 'no',
    ranks.get(symbol)?.toFixed(2) ?? '?',
    scores.get(symbol)?.toFixed(2) ?? '?',
  ])
}

function regimeWords(regime: MarketRegime): string {
  return regime.kind === 'unknown' ? `not known: ${regime.reason}` : regime.kind
}
