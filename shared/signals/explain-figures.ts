import { epochMs, formatEt } from '../time/exchange-time.ts'

/** Four decimals tell a ratio or a price apart as finely as any rule compares it. */
const DECIMALS = 10_000

/** Moments are told in New York's time: fields of our records that hold one end like this. */
const MOMENT_NAME = /^time$|At$/

/** One figure as an owner reads it. */
export function figure(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * DECIMALS) / DECIMALS)
  if (value === undefined) return 'not known'
  return typeof value === 'object' && value !== null ? inOneLine(value) : String(value)
}

/** Every figure of a record with its name, one a line. */
export function figures(record: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(record).map(([name, value]) => `${name} ${named(name, value)}`)
}

function named(name: string, value: unknown): string {
  const isMoment = typeof value === 'number' && MOMENT_NAME.test(name)
  return isMoment ? `${formatEt(epochMs(value), 'time-seconds')} ET` : figure(value)
}

function inOneLine(value: object): string {
  return figures(value as Readonly<Record<string, unknown>>).join(', ')
}
