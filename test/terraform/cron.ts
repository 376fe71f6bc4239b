/** Reads a unix-cron expression and tells for a moment of some clock whether it is due. */
export function cronMatcher(expression: string): (moment: Moment) => boolean {
  const [minute = '', hour = '', day = '', month = '', weekday = '', ...rest] = expression.split(' ')
  if (weekday === '' || rest.length > 0) throw new Error(`a cron expression has five fields: ${expression}`)
  if (day !== '*' || month !== '*')
    throw new Error(`only daily and weekly schedules are known: ${expression}`)
  const minutes = expand(minute, 59)
  const hours = expand(hour, 23)
  const weekdays = expand(weekday, 6)
  return (moment) => minutes.has(moment.minute) && hours.has(moment.hour) && weekdays.has(moment.weekday)
}

/** What a clock on the wall and a calendar show; Sunday is 0. */
export interface Moment {
  readonly minute: number
  readonly hour: number
  readonly weekday: number
}

function expand(field: string, max: number): ReadonlySet<number> {
  return new Set(field.split(',').flatMap((part) => expandPart(part, max)))
}

function expandPart(part: string, max: number): readonly number[] {
  const [, range = '', step = '1'] = /^(\*|\d+(?:-\d+)?)(?:\/(\d+))?$/.exec(part) ?? []
  if (range === '') throw new Error(`not a part of a cron field: ${part}`)
  const [from = 0, to = from] = range === '*' ? [0, max] : range.split('-').map(Number)
  const values = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return values.filter((value) => (value - from) % Number(step) === 0)
}
