const UNITS: readonly (readonly [RegExp, string])[] = [
  [/Pct/, 'percent'],
  [/Bps/, '1/100 percent'],
  [/Usd/, 'US dollars'],
  [/Seconds/, 'seconds'],
  [/Minutes/, 'minutes'],
  [/Hours|sessionHours/, 'hours'],
  [/Days/, 'days'],
  [/callsPerSecond/, 'calls a second'],
  [/AtrMultiple|atrMultiple/, 'times the ATR'],
  [/RiskMultiple/, 'times the initial risk'],
  [/Multiple|Ratio/, 'times'],
]

/** The unit that the name of a setting tells, or nothing. A name with two, `cutoffMinutesBeforeClose`, has the first. */
export function settingUnit(key: string): string {
  const [path, name = ''] = [key, key.split('.').at(-1)]
  // A value for each style or profile carries the name of its group.
  const told = /[A-Z]/.test(name) ? name : (path.split('.').at(-2) ?? name)
  if (/Per[A-Z]\w*Max$/.test(told)) return 'a count'
  return UNITS.find(([pattern]) => pattern.test(told))?.[1] ?? ''
}
