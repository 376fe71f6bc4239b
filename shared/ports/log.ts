/** Facts of a line by name; `error` is written with its stack. */
export type LogFields = Readonly<Record<string, unknown>>

/** Tells whoever runs the system what happened. A line that was written is kept, also when the process ends next. */
export interface Log {
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
  /** Every line that `work` writes, whoever writes it, carries these fields too. */
  within<T>(fields: LogFields, work: () => T): T
}
