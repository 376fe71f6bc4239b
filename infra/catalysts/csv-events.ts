import type { CatalystEvent } from '../../shared/catalysts/catalyst-event.ts'
import { CATALYST_KINDS } from '../../shared/catalysts/catalyst-kind.ts'
import { ticker } from '../../shared/domain/ids.ts'
import type { EventsAsked } from '../../shared/ports/catalyst-events.ts'
import { isTickerText } from '../../shared/symbols/instrument.ts'
import { type CsvRow, readCsvTableOf } from '../history/csv-table.ts'
import type { EventSource } from './event-source.ts'

const COLUMNS = ['symbol', 'date', 'kind']

/**
 * Events that the owner has written down: a CSV file with the columns symbol, date, kind and, if wanted, title, which
 * holds no comma. The file is read when it is opened.
 */
export class CsvEvents implements EventSource {
  readonly #known: readonly CatalystEvent[]

  private constructor(known: readonly CatalystEvent[]) {
    this.#known = known
  }

  /** Throws `MarketDataFileError` naming file, line and column. */
  static open({ file }: { readonly file: string }): CsvEvents {
    return new CsvEvents(readCsvTableOf(file, [[...COLUMNS, 'title'], COLUMNS]).map(toEvent))
  }

  async events({ symbols, from, to }: EventsAsked): Promise<readonly CatalystEvent[]> {
    return this.#known.filter(({ symbol, date }) => symbols.includes(symbol) && date >= from && date <= to)
  }
}

function toEvent(row: CsvRow): CatalystEvent {
  const symbol = row.text('symbol')
  if (!isTickerText(symbol)) throw row.problem('symbol', '1-10 capital letters, digits or dots')
  const date = row.date('date')
  const kind = CATALYST_KINDS.find((known) => known === row.text('kind'))
  if (!kind) throw row.problem('kind', CATALYST_KINDS.join(', '))
  const title = row.text('title').trim()
  return {
    ...{ symbol: ticker(symbol), date, moment: 'unknown', kind },
    ...(title !== '' && { title }),
    source: 'file',
  }
}
