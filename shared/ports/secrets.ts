/** A value that must not be seen: printing or logging it shows "[secret]", only `reveal` gives it out. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]'
  }
}

/** Named secrets, newest version. */
export interface Secrets {
  read(name: string): Promise<Secret | undefined>
  /** Stores a new version; from then on `read` answers it. */
  write(name: string, secret: Secret): Promise<void>
  destroy(name: string): Promise<void>
}

/** The secrets could not be asked or did not answer; whether a write happened is unknown. Never holds a secret. */
export class SecretsUnavailableError extends Error {
  override readonly name = 'SecretsUnavailableError'
}
