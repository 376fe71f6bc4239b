import { MarketDataFileError } from '../../../infra/history/market-data-file-error.ts'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import { DAY_MS, type EpochMs, type ExchangeDate, MINUTE_MS } from '../../../shared/time/instant.ts'
import { UsageError } from '../../failure.ts'
import { isClosed } from '../open-dates.ts'
import type { ImportOptions } from './import-options.ts'
import type { Label } from './layout.ts'
import type { PlacedBar } from './placed-bar.ts'
import { assertMinutesApart, assertPlausible } from './placement-doubts.ts'
import type { RawBar, RawFile } from './raw-bars.ts'
import { dateOfDailyMoment, momentOf, type Stamp, type Zone } from './stamp.ts'
import { symbolReader } from './symbol-of.ts'

/** A file whose bars have their places. */
export interface PlacedFile {
  readonly file: string
  readonly layout: string
  readonly interval: 'minute' | 'day'
  /** How its times and prices were understood, for the owner. */
  readonly understood: string
  readonly bars: readonly PlacedBar[]
  /** Rows with a missing number. */
  readonly leftOut: number
  /** Bars on days without a session; they are left out. */
  readonly onClosedDays: number
}

/** Gives every bar of a file its symbol and its time; throws when something about them is not known. */
export function placeBars(file: RawFile, options: ImportOptions): PlacedFile {
  const interval = options.interval ?? intervalOf(file)
  const reading = interval === 'minute' ? readingOf(file, options) : undefined
  const symbolOf = symbolReader(file, options.symbol)
  const all = file.bars.map((bar) => {
    const { stamp, line, open, high, low, close, volume } = bar
    const place = reading ? minutePlace(file, bar, reading) : { date: dailyDate(stamp) }
    return { symbol: symbolOf(bar), ...place, open, high, low, close, volume, file: file.source.file, line }
  })
  const bars = all.filter(({ date }) => !isClosed(date))
  if (reading) {
    assertMinutesApart(file.source.file, bars)
    assertPlausible(file.source.file, bars, {
      zone: options.zone === undefined && reading.usesZone,
      label: options.label === undefined,
    })
  }
  return {
    file: file.source.file,
    layout: file.layout.name,
    interval,
    understood: understood(file, interval, reading),
    bars,
    leftOut: file.leftOut,
    onClosedDays: all.length - bars.length,
  }
}

interface Reading {
  readonly zone: Zone | undefined
  readonly label: Label
  /** Whether a row's moment hangs on the zone. */
  readonly usesZone: boolean
}

/** Bars without a time of day are daily; one bar a day at some hour could be either. */
function intervalOf({ bars, source }: RawFile): 'minute' | 'day' {
  if (bars.every(({ stamp }) => isMidnight(stamp))) return 'day'
  const moments = bars.flatMap(({ stamp }) => (stamp.kind === 'moment' ? [exchangeDate(stamp.at)] : []))
  if (moments.length > 1 && new Set(moments).size === moments.length)
    throw new UsageError(
      `${source.file}: no two bars share a day, so they could be daily bars or minutes; pass --interval day or --interval minute`,
    )
  return 'minute'
}

function isMidnight(stamp: Stamp): boolean {
  switch (stamp.kind) {
    case 'date':
      return true
    case 'wall':
      return stamp.secondOfDay === 0
    case 'moment':
      return stamp.at % DAY_MS === 0
  }
}

function readingOf({ bars, layout, source }: RawFile, options: ImportOptions): Reading {
  const zone = options.zone ?? layout.zone
  const label = options.label ?? layout.label
  const usesZone = bars.some(({ stamp }) => stamp.kind !== 'moment')
  const asked = [
    ...(usesZone && zone === undefined
      ? ['its times name no time zone: pass --timezone America/New_York or --timezone UTC']
      : []),
    ...(label === undefined
      ? ['it does not say whether a time is the start or the end of a bar: pass --label start or --label end']
      : []),
  ]
  if (label === undefined || asked.length > 0)
    throw new UsageError(`${source.file} (layout ${layout.name}): ${asked.join('; ')}`)
  return { zone, label, usesZone }
}

function minutePlace(
  { source }: RawFile,
  { stamp, line }: RawBar,
  { zone, label }: Reading,
): { readonly date: ExchangeDate; readonly time: EpochMs } {
  if (stamp.kind === 'date')
    throw rowProblem(source.file, line, `${stamp.date} without a time of day`, 'date and time of a minute')
  const told = stamp.kind === 'moment' ? stamp.at : momentOf(stamp, zone ?? 'UTC')
  if (told % MINUTE_MS !== 0)
    throw rowProblem(source.file, line, 'a time within a minute', 'a whole minute, as 09:30:00')
  const time = (label === 'end' ? told - MINUTE_MS : told) as EpochMs
  return { date: exchangeDate(time), time }
}

function dailyDate(stamp: Stamp): ExchangeDate {
  return stamp.kind === 'moment' ? dateOfDailyMoment(stamp.at) : stamp.date
}

function rowProblem(file: string, line: number, seen: string, allowed: string): MarketDataFileError {
  return new MarketDataFileError({ file, line }, `saw ${seen}, allowed is ${allowed}`)
}

function understood({ layout }: RawFile, interval: 'minute' | 'day', reading: Reading | undefined): string {
  const times = reading
    ? `times are the ${reading.label} of a bar${reading.usesZone ? ` in ${reading.zone}` : ''}, `
    : ''
  return `layout ${layout.name}, ${interval} bars, ${times}prices ${layout.prices}`
}
