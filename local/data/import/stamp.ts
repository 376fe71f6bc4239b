import {
  addDays,
  exchangeDate,
  exchangeInstant,
  parseExchangeDate,
} from '../../../shared/time/exchange-time.ts'
import {
  DAY_MS,
  type EpochMs,
  type ExchangeDate,
  MINUTE_MS,
  SECOND_MS,
} from '../../../shared/time/instant.ts'

/** What a row says of its time: a day, what a wall clock showed, or a moment. */
export type Stamp =
  | { readonly kind: 'date'; readonly date: ExchangeDate }
  | { readonly kind: 'wall'; readonly date: ExchangeDate; readonly secondOfDay: number }
  | { readonly kind: 'moment'; readonly at: EpochMs }

/** How a time is written in a file. */
export type StampForm = 'iso' | 'iso-offset' | 'epoch' | 'compact' | 'us' | 'ms-of-day'

/** Which wall clock a file's times are read on. */
export type Zone = 'America/New_York' | 'UTC'

/** Each form as people write it, for messages. */
export const FORM_EXAMPLES: Readonly<Record<StampForm, string>> = {
  iso: '2022-03-14 or 2022-03-14 09:30:00',
  'iso-offset': '2022-03-14T09:30:00-04:00 or 2022-03-14T13:30:00Z',
  epoch: '1647264600 or 1647264600000',
  compact: '20220314 or 20220314 093000',
  us: '03/14/2022 or 03/14/2022 09:30 (month first)',
  'ms-of-day': '34200000 (milliseconds since midnight)',
}

const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?`
const ISO = new RegExp(String.raw`^(\d{4}-\d{2}-\d{2})(?:[T ]${CLOCK})?$`)
const ISO_OFFSET = new RegExp(String.raw`^(\d{4}-\d{2}-\d{2})[T ]${CLOCK} ?(Z|[+-]\d{2}:?\d{2})$`)
const EPOCH = /^(\d{9,10}|\d{12,13})(?:\.0+)?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?: (\d{2}):?(\d{2})(?::?(\d{2}))?)?$/
const US = new RegExp(String.raw`^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: ${CLOCK})?$`)
const MS_OF_DAY = /^\d{1,8}$/

/** In which form a text is written; what could be several is the first of them. */
export function formOf(text: string): StampForm | undefined {
  if (ISO_OFFSET.test(text)) return 'iso-offset'
  if (ISO.test(text)) return 'iso'
  if (EPOCH.test(text)) return 'epoch'
  if (US.test(text)) return 'us'
  if (COMPACT.test(text) && isDate(compactDate(text))) return 'compact'
  return MS_OF_DAY.test(text) && Number(text) < DAY_MS ? 'ms-of-day' : undefined
}

/** Reads a time; `undefined` when the text is not of the form or names no day. `day` is that of a time without one. */
export function readStamp(text: string, form: StampForm, day?: ExchangeDate): Stamp | undefined {
  switch (form) {
    case 'iso':
      return wall(ISO.exec(text), ([, date = '']) => date, 2)
    case 'iso-offset':
      return withOffset(text)
    case 'epoch':
      return EPOCH.test(text) ? { kind: 'moment', at: epoch(Number.parseInt(text, 10)) } : undefined
    case 'compact':
      return wall(COMPACT.exec(text), () => compactDate(text), 4)
    case 'us':
      return wall(US.exec(text), ([, month = '', date = '', year]) => `${year}-${two(month)}-${two(date)}`, 4)
    case 'ms-of-day': {
      if (day === undefined || !MS_OF_DAY.test(text) || Number(text) >= DAY_MS) return undefined
      return { kind: 'wall', date: day, secondOfDay: Number(text) / SECOND_MS }
    }
  }
}

const midnights = new Map<string, number>()

/** The moment at which a zone's wall clock shows this. */
export function momentOf({ date, secondOfDay }: Extract<Stamp, { kind: 'wall' }>, zone: Zone): EpochMs {
  if (zone === 'UTC') return (Date.parse(date) + secondOfDay * SECOND_MS) as EpochMs
  // From 03:00 on the clock of the day is even, and whole files ask for the same few dates.
  const calm = 180
  const minute = Math.floor(secondOfDay / 60)
  const from = Math.min(minute, calm)
  const key = `${date} ${from}`
  const start = midnights.get(key) ?? exchangeInstant(date, from)
  midnights.set(key, start)
  return (start + (secondOfDay * SECOND_MS - from * MINUTE_MS)) as EpochMs
}

/**
 * The exchange date that a moment of a daily bar stands for: midnight UTC names the date in UTC, any other moment the
 * date in New York.
 */
export function dateOfDailyMoment(at: EpochMs): ExchangeDate {
  return at % DAY_MS === 0 ? addDays('1970-01-01' as ExchangeDate, at / DAY_MS) : exchangeDate(at)
}

function wall(
  match: RegExpExecArray | null,
  dateOf: (match: RegExpExecArray) => string,
  hourGroup: number,
): Stamp | undefined {
  if (!match) return undefined
  const date = dateOf(match)
  if (!isDate(date)) return undefined
  const [hours, minutes, seconds = '0'] = match.slice(hourGroup, hourGroup + 3)
  if (hours === undefined || minutes === undefined) return { kind: 'date', date }
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined
  return { kind: 'wall', date, secondOfDay: Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds) }
}

function withOffset(text: string): Stamp | undefined {
  const match = ISO_OFFSET.exec(text)
  const local = wall(match, ([, date = '']) => date, 2)
  if (local?.kind !== 'wall') return undefined
  const offset = match?.at(-1) ?? 'Z'
  const [hours, minutes] = offset === 'Z' ? [0, 0] : [Number(offset.slice(1, 3)), Number(offset.slice(-2))]
  const ahead = (hours * 60 + minutes) * MINUTE_MS * (offset.startsWith('-') ? -1 : 1)
  return { kind: 'moment', at: (momentOf(local, 'UTC') - ahead) as EpochMs }
}

/** Ten digits are seconds until the year 2286, twelve or more are milliseconds since 1973. */
function epoch(count: number): EpochMs {
  return (count < 1e11 ? count * SECOND_MS : count) as EpochMs
}

function compactDate(text: string): string {
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`
}

const dates = new Map<string, boolean>()

function isDate(text: string): text is ExchangeDate {
  const known = dates.get(text)
  if (known !== undefined) return known
  let exists = true
  try {
    parseExchangeDate(text)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    exists = false
  }
  dates.set(text, exists)
  return exists
}

function two(digits: string): string {
  return digits.padStart(2, '0')
}
