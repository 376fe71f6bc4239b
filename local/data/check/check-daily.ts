import { readDailyBars } from '../../../infra/history/bar-files.ts'
import type { Bar, DailyBar } from '../../../shared/domain/bar.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'
import { exchangeInstant } from '../../../shared/time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../../shared/time/instant.ts'
import { counted } from '../counted.ts'
import { datesInWords } from '../dates-in-words.ts'
import { CALENDAR_BEGINS, openDay } from '../open-dates.ts'
import { auditBars } from './bars-audit.ts'
import { type DataFinding, dataFinding } from './data-finding.ts'
import { missingSessions, missingText } from './missing-sessions.ts'
import { type Remark, readable } from './readable.ts'
import { splitSuspicions } from './split-suspicion.ts'

/** The daily bars of one symbol in figures. */
export interface DailyFigures {
  readonly sessions: number
  readonly first: ExchangeDate
  readonly last: ExchangeDate
  readonly missingSessions: readonly ExchangeDate[]
  readonly zeroVolume: number
}

/** What was seen in the daily file of a symbol. */
export interface DailyCheck {
  readonly figures?: DailyFigures
  readonly bars: readonly DailyBar[]
  readonly findings: readonly DataFinding[]
}

const OPEN_MINUTE = 570

/** Reads the daily file of a symbol. */
export function checkDaily(symbol: Ticker, file: string, now: EpochMs): DailyCheck {
  const findings: DataFinding[] = []
  const tell = (...[check, text]: Remark) => findings.push(dataFinding(check, text, symbol))
  const bars = readable(() => readDailyBars(file), tell) ?? []
  const [first, last] = [bars[0], bars.at(-1)]
  if (!first || !last) return { bars, findings }
  const missing = missingSessions(bars.map(({ date }) => date))
  for (const remark of remarks(bars, missing)) tell(...remark)
  findings.push(...auditBars(symbol, 'day', { bars: bars.map(atOpen), now }))
  const figures = {
    sessions: bars.length,
    first: first.date,
    last: last.date,
    missingSessions: missing,
    zeroVolume: bars.filter(({ volume }) => volume === 0).length,
  }
  return { figures, bars, findings }
}

function remarks(bars: readonly DailyBar[], missing: readonly ExchangeDate[]): readonly Remark[] {
  const early = bars.filter(({ date }) => date < CALENDAR_BEGINS).map(({ date }) => date)
  return [
    ...splitSuspicions(bars).map(
      ({ date, ratio, closeBefore, open }): Remark => [
        'suspected-split',
        `daily bars step from ${closeBefore} to ${open} on ${date}, near a split ${ratio} that is not adjusted for`,
      ],
    ),
    ...(missing.length > 0 ? [['missing-sessions', missingText('daily bar', missing)] satisfies Remark] : []),
    ...(early.length > 0
      ? [
          [
            'before-calendar',
            `${counted(early.length, 'daily bar')} before ${CALENDAR_BEGINS}: ${datesInWords(early)}`,
          ] satisfies Remark,
        ]
      : []),
  ]
}

/** A daily bar as one that starts at the open. */
function atOpen({ date, ...bar }: DailyBar): Bar {
  const day = date < CALENDAR_BEGINS ? undefined : openDay(date)
  return { time: day?.openAt ?? exchangeInstant(date, OPEN_MINUTE), ...bar }
}
