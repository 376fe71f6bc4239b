/** Why a provider of bars or news gave nothing usable. */
export type ProviderProblem = 'unreachable' | 'rate-limited' | 'refused' | 'unreadable'

/** A provider other than the broker could not be read; asking has no effect, so it may be asked again. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  /** Its name as in metrics, e.g. "yahoo". */
  readonly provider: string
  readonly problem: ProviderProblem

  constructor(
    provider: string,
    { problem, text }: { readonly problem: ProviderProblem; readonly text: string },
    options?: ErrorOptions,
  ) {
    super(`${provider}: ${WORDS[problem]}: ${text}`, options)
    this.provider = provider
    this.problem = problem
  }
}

const WORDS: Record<ProviderProblem, string> = {
  unreachable: 'no answer',
  'rate-limited': 'it limits our calls, wait before the next one',
  refused: 'it refused',
  unreadable: 'its answer cannot be read',
}
