import { parseExchangeDate } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { specialDays } from '../../shared/time/market-calendar.ts'
import { readConfigFile } from '../config-file.ts'
import { UsageError } from '../failure.ts'

const FIRST_DATE = '1990-01-01'

/** `openbell calendar`: the yearly rules, and with a configuration the operator's own days too. */
export function calendar(options: {
  readonly from: string
  readonly to: string
  readonly config?: string
  readonly json: boolean
}): void {
  const from = readDate('--from', options.from)
  const to = readDate('--to', options.to)
  if (from > to) throw new UsageError(`--from ${from} lies after --to ${to}`)
  if (from < FIRST_DATE) throw new UsageError(`--from ${from}: the calendar begins on ${FIRST_DATE}`)
  const days = specialDays({ from, to, exceptions: readConfigFile(options.config).calendar })
  if (options.json) {
    process.stdout.write(`${JSON.stringify(days)}\n`)
    return
  }
  for (const day of days) {
    const closing = day.kind === 'closed' ? 'closed' : `closes ${day.closeTime} ET`
    process.stdout.write(`${day.date}  ${closing.padEnd(16)} ${day.name}\n`)
  }
  if (days.length === 0) process.stdout.write(`no closed or short weekday from ${from} to ${to}\n`)
}

function readDate(flag: string, text: string): ExchangeDate {
  try {
    return parseExchangeDate(text)
  } catch (error) {
    throw new UsageError(`${flag}: ${(error as Error).message}`, { cause: error })
  }
}
