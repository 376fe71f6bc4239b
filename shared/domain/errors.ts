/** Anything that went wrong between us and the broker; the subclasses say what is known about it. */
export abstract class BrokerError extends Error {
  /** The operation, e.g. "orders/place". */
  readonly operation: string

  constructor(operation: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.operation = operation
  }
}

/** The broker answered and said no. `code` and `text` are its own words. */
export class BrokerRefusedError extends BrokerError {
  override readonly name = 'BrokerRefusedError'
  readonly code: string | undefined
  readonly text: string

  constructor(
    operation: string,
    refusal: { code?: string | undefined; text: string },
    options?: ErrorOptions,
  ) {
    super(
      operation,
      `the broker refused ${operation}: ${refusal.code ? `${refusal.code} ` : ''}${refusal.text}`,
      options,
    )
    this.code = refusal.code
    this.text = refusal.text
  }
}

/** The broker does not accept our token; `problem` is its OAuth word, e.g. "token_expired". */
export class BrokerUnauthorizedError extends BrokerError {
  override readonly name = 'BrokerUnauthorizedError'
  readonly problem: string

  constructor(operation: string, problem: string, options?: ErrorOptions) {
    super(operation, `the broker does not accept our sign-in for ${operation}: ${problem}`, options)
    this.problem = problem
  }
}

/** Nothing readable came back from a read; it had no effect and may be asked again. */
export class BrokerUnreachableError extends BrokerError {
  override readonly name = 'BrokerUnreachableError'
}

/** Too many calls of this module, by our own count or by the broker's. The call had no effect and may be made later. */
export class BrokerRateLimitedError extends BrokerUnreachableError {}

/** An order call left and no readable answer came back: it may or may not have happened. Never repeat it. */
export class BrokerOutcomeUnknownError extends BrokerError {
  override readonly name = 'BrokerOutcomeUnknownError'
}
