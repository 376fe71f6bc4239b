import { readBars } from '../../../infra/history/bar-files.ts'
import type { Bar } from '../../../shared/domain/bar.ts'
import type { EpochMs, ExchangeDate } from '../../../shared/time/instant.ts'
import { counted } from '../counted.ts'
import { datesInWords } from '../dates-in-words.ts'
import { CALENDAR_BEGINS, openDay } from '../open-dates.ts'
import { auditBars } from './bars-audit.ts'
import { type DataFinding, dataFinding } from './data-finding.ts'
import type { SymbolFiles } from './folder-listing.ts'
import { type MinuteDay, minuteDay } from './minute-day.ts'
import { missingSessions, missingText } from './missing-sessions.ts'
import { type Remark, readable } from './readable.ts'
import { splitSuspicions } from './split-suspicion.ts'

/** The minute bars of one symbol in figures. */
export interface MinuteFigures {
  readonly sessions: number
  readonly first: ExchangeDate
  readonly last: ExchangeDate
  /** In regular hours. */
  readonly bars: number
  /** Minutes of the sessions that are there. */
  readonly expected: number
  readonly outsideHours: number
  /** Regular bars in which nothing was traded. */
  readonly zeroVolume: number
  readonly partialDays: readonly ExchangeDate[]
  readonly missingSessions: readonly ExchangeDate[]
}

/** What was seen in the minute files of a symbol. */
export interface MinuteCheck {
  readonly figures?: MinuteFigures
  /** Days with a session that could be read, ascending. */
  readonly days: readonly MinuteDay[]
  readonly findings: readonly DataFinding[]
}

/** More missing minutes than this on a day are told; a few without a trade are normal. */
const MISSING_MINUTES_PCT = 5

/** Reads every minute file of a symbol; `step` is called after each. */
export function checkMinutes(
  { symbol, minutes }: SymbolFiles,
  { now, step }: { readonly now: EpochMs; readonly step: () => void },
): MinuteCheck {
  const findings: DataFinding[] = []
  const tell = (...[check, text]: Remark) => findings.push(dataFinding(check, text, symbol))
  const bars: Bar[] = []
  const days: MinuteDay[] = []
  for (const { date, file } of minutes) {
    const read = readable(() => readBars(file, date), tell) ?? []
    for (const bar of read) bars.push(bar)
    if (date < CALENDAR_BEGINS) tell('before-calendar', `${file}: the calendar begins on ${CALENDAR_BEGINS}`)
    const open = date < CALENDAR_BEGINS ? undefined : openDay(date)
    if (open && read.length > 0) days.push(minuteDay(read, open))
    step()
  }
  const missing = missingSessions(days.map(({ date }) => date))
  for (const remark of remarks(days, missing)) tell(...remark)
  findings.push(...auditBars(symbol, 'minute', { bars, now }))
  const figures = figuresOf(days, missing)
  return { days, findings, ...(figures && { figures }) }
}

function figuresOf(days: readonly MinuteDay[], missing: readonly ExchangeDate[]): MinuteFigures | undefined {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return undefined
  const sum = (count: (day: MinuteDay) => number) => days.reduce((total, day) => total + count(day), 0)
  return {
    sessions: days.length,
    first: first.date,
    last: last.date,
    bars: sum(({ bars }) => bars),
    expected: sum(({ expected }) => expected),
    outsideHours: sum(({ outsideHours }) => outsideHours),
    zeroVolume: sum(({ zeroVolume }) => zeroVolume),
    partialDays: datesOf(days.filter(({ isPartial }) => isPartial)),
    missingSessions: missing,
  }
}

function remarks(days: readonly MinuteDay[], missing: readonly ExchangeDate[]): readonly Remark[] {
  return [
    ...splitSuspicions(days.flatMap(({ prices }) => prices ?? [])).map(
      ({ date, ratio, closeBefore, open }): Remark => [
        'suspected-split',
        `minute bars step from ${closeBefore} to ${open} on ${date}, near a split ${ratio} that is not adjusted for`,
      ],
    ),
    ...daysRemark(
      'partial-day',
      'begin late or end early by over 15 minutes',
      days.filter(({ isPartial }) => isPartial),
    ),
    ...(missing.length > 0
      ? [['missing-sessions', missingText('minute file', missing)] satisfies Remark]
      : []),
    ...daysRemark(
      'missing-minutes',
      `lack more than ${MISSING_MINUTES_PCT} % of their minutes`,
      days.filter(lacksMinutes),
    ),
    ...outsideRemark(days),
  ]
}

function daysRemark(
  check: DataFinding['check'],
  what: string,
  days: readonly MinuteDay[],
): readonly Remark[] {
  if (days.length === 0) return []
  return [[check, `${counted(days.length, 'minute day')}: ${what}: ${datesInWords(datesOf(days))}`]]
}

function outsideRemark(days: readonly MinuteDay[]): readonly Remark[] {
  const outside = days.filter(({ outsideHours }) => outsideHours > 0)
  const bars = outside.reduce((sum, { outsideHours }) => sum + outsideHours, 0)
  if (bars === 0) return []
  return [
    ['outside-hours', `${counted(bars, 'bar')} outside regular hours on ${counted(outside.length, 'day')}`],
  ]
}

/** A partial day is told as such. */
function lacksMinutes({ bars, expected, isPartial }: MinuteDay): boolean {
  return !isPartial && (expected - bars) * 100 > expected * MISSING_MINUTES_PCT
}

function datesOf(days: readonly MinuteDay[]): readonly ExchangeDate[] {
  return days.map(({ date }) => date)
}
