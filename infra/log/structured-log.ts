import { AsyncLocalStorage } from 'node:async_hooks'
import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino'
import type { Log, LogFields } from '../../shared/ports/log.ts'
import { errorEntry } from './error-entry.ts'

export interface StructuredLogOptions {
  /** With it a line's correlation id is shown as a trace of this project. */
  readonly projectId?: string
  /** Lines below this are left out; all are written by default. */
  readonly level?: 'info' | 'warn' | 'error'
  /** Standard output by default. */
  readonly output?: 'stdout' | 'stderr' | DestinationStream
}

/** The names that Cloud Logging gives to pino's levels. */
const SEVERITIES: Readonly<Record<string, string>> = { info: 'INFO', warn: 'WARNING', error: 'ERROR' }

/** Whatever lies there was sent with a credential. `Secret` values need no path: they print as "[secret]". */
const CREDENTIALS = ['authorization', 'Authorization', 'headers']
const HIDDEN = CREDENTIALS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

const FILE_DESCRIPTORS = { stdout: 1, stderr: 2 }

/** One JSON object a line, as Cloud Logging reads it; written before the call returns, so that no line is lost. */
export class StructuredLog implements Log {
  readonly #pino: Logger
  readonly #projectId: string | undefined
  readonly #around = new AsyncLocalStorage<LogFields>()

  constructor({ projectId, level, output }: StructuredLogOptions = {}) {
    this.#projectId = projectId
    this.#pino = pino(
      {
        level: level ?? 'info',
        messageKey: 'message',
        base: null,
        timestamp: stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ severity: SEVERITIES[label] }) },
        // A copy, because pino adds the fields of the line to it.
        mixin: () => ({ ...this.#around.getStore() }),
        redact: { paths: HIDDEN, censor: '[secret]' },
      },
      streamOf(output ?? 'stdout'),
    )
  }

  info(fields: LogFields, message: string): void {
    this.#pino.info(entry(fields), message)
  }

  warn(fields: LogFields, message: string): void {
    this.#pino.warn(entry(fields), message)
  }

  error(fields: LogFields, message: string): void {
    this.#pino.error(entry(fields), message)
  }

  within<T>(fields: LogFields, work: () => T): T {
    return this.#around.run({ ...this.#around.getStore(), ...this.#traced(fields) }, work)
  }

  #traced(fields: LogFields): LogFields {
    const { correlationId } = fields
    if (this.#projectId === undefined || correlationId === undefined) return fields
    const trace = `projects/${this.#projectId}/traces/${correlationId}`
    return { ...fields, 'logging.googleapis.com/trace': trace }
  }
}

function streamOf(output: NonNullable<StructuredLogOptions['output']>): DestinationStream {
  return typeof output === 'string' ? destination({ fd: FILE_DESCRIPTORS[output], sync: true }) : output
}

function entry({ error, ...fields }: LogFields): LogFields {
  return error === undefined ? fields : { ...fields, ...errorEntry(error) }
}
