import type { ProblemStatus } from './problem.ts'

/** A request that was understood and is not carried out; the words say what to do next. */
export class Refused {
  readonly status: ProblemStatus
  readonly detail: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: ProblemStatus, detail: string, headers: Readonly<Record<string, string>> = {}) {
    this.status = status
    this.detail = detail
    this.headers = headers
  }
}
