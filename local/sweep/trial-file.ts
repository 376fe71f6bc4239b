import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { type TrialLine, trialLineSchema } from '../../shared/backtest/sweep/trial-record.ts'
import { UsageError } from '../failure.ts'

const LINE_END = 0x0a

/** The lines of a trials file. A last line without an end was cut off while it was written and is left out. */
export function readTrialFile(file: string): readonly TrialLine[] {
  const bytes = readFileSync(file)
  const whole = bytes.subarray(0, endOfLines(bytes)).toString('utf8')
  return whole
    .split('\n')
    .slice(0, -1)
    .map((text, index) => readLine(text, `${file} line ${index + 1}`))
}

/** Takes a half-written last line away, so that the next one does not continue it. */
export function dropHalfLine(file: string): void {
  if (!existsSync(file)) return
  const bytes = readFileSync(file)
  const end = endOfLines(bytes)
  if (end < bytes.length) truncateSync(file, end)
}

/**
 * Adds a line and returns when it is on the disk. The file is closed each time: in a bucket that is mounted as a folder
 * only a closed file is kept.
 */
export function appendTrialLine(file: string, line: TrialLine): void {
  const descriptor = openSync(file, 'a')
  try {
    writeFileSync(descriptor, `${JSON.stringify(line)}\n`)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function endOfLines(bytes: Buffer): number {
  return bytes.lastIndexOf(LINE_END) + 1
}

function readLine(text: string, where: string): TrialLine {
  const parsed = trialLineSchema.safeParse(readJson(text, where))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(
    `${where} is not a trial of a sweep (${issue?.path.join('.') || 'the line'}: ${issue?.message}); take the line out to have it run again`,
  )
}

function readJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`${where} is not JSON; take the line out to have it run again`, { cause })
  }
}
