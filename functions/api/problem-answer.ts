import {
  type FieldProblem,
  PROBLEM_TITLES,
  type Problem,
  type ProblemStatus,
} from '../../shared/api/problem.ts'

/** Why a request is not answered as asked. */
export interface ProblemFacts {
  readonly status: ProblemStatus
  readonly detail: string
  readonly correlationId: string
  readonly errors?: readonly FieldProblem[]
  readonly headers?: Readonly<Record<string, string>>
}

/** The refusal as RFC 9457 writes it. */
export function problemAnswer({ status, detail, correlationId, errors, headers }: ProblemFacts): Response {
  const problem: Problem = {
    type: 'about:blank',
    title: PROBLEM_TITLES[status],
    status,
    detail,
    correlationId,
    ...(errors && { errors: [...errors] }),
  }
  return new Response(`${JSON.stringify(problem)}\n`, {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  })
}

/** The nearest of the statuses that the API tells; a failure of ours that it has no word for is a 500. */
export function problemStatus(httpStatus: number): ProblemStatus {
  return httpStatus in PROBLEM_TITLES ? (httpStatus as ProblemStatus) : 500
}
