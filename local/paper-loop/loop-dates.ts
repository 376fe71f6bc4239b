import type { PaperSymbol } from '../../shared/paper-loop/paper-loop-setup.ts'
import { parseExchangeDate } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { UsageError } from '../failure.ts'
import type { EventSpan } from './earnings-within.ts'

/** The dates that are played: all that the data have, or those asked for. No day within is refused, with what there is. */
export function loopDates(
  symbols: readonly PaperSymbol[],
  asked: { readonly from?: string; readonly to?: string },
): EventSpan {
  const dates = symbols.flatMap(({ days }) => days.map(({ date }) => date)).toSorted()
  const [first, last] = [dates[0], dates.at(-1)]
  if (first === undefined || last === undefined) throw new UsageError('the market has no day to play')
  const from = asked.from === undefined ? first : readDate('--from', asked.from)
  const to = asked.to === undefined ? last : readDate('--to', asked.to)
  if (dates.some((date) => date >= from && date <= to)) return { from, to }
  throw new UsageError(`--from ${from} --to ${to}: no day in between; the data have ${first} to ${last}`)
}

function readDate(option: string, text: string): ExchangeDate {
  try {
    return parseExchangeDate(text)
  } catch (cause) {
    throw new UsageError(`${option}: ${(cause as Error).message}`, { cause })
  }
}
