/** A no of the Bot API: what its answer says instead of a result. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: number
  readonly parameters: { readonly retry_after: number } | undefined

  constructor(code: number, description: string, parameters?: { readonly retry_after: number }) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

/** Refuses a call for what stands in it. */
export function badRequest(description: string): Refusal {
  return new Refusal(400, `Bad Request: ${description}`)
}
