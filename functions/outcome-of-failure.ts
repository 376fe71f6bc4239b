import { failed, type Outcome } from './outcome.ts'

/** The outcome of a call that threw. The framework would tell a caller the words of whatever is thrown past a function. */
export async function outcomeOfFailure(error: unknown): Promise<Outcome> {
  // Most calls do not fail, and what explains a failure knows all the errors there are.
  const { explainFailure } = await import('./explain-failure.ts')
  const { httpStatus, problem, isExpected } = explainFailure(error)
  return { ...failed(httpStatus, problem), failure: { error, isExpected } }
}
