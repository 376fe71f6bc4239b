interface GoogleClient {
  initialize(): Promise<unknown>
  close(): Promise<void>
}

/**
 * A Google client that has its credentials before it is called: a call on one that finds none ends the process, as the
 * client leaves that rejection to nobody. Such a client never looks again, so the next use begins with a new one.
 */
export class ReadyClient<Client extends GoogleClient> {
  readonly #create: () => Client
  #ready: Promise<Client> | undefined

  constructor(create: () => Client) {
    this.#create = create
  }

  get(): Promise<Client> {
    this.#ready ??= this.#prepare()
    return this.#ready
  }

  async close(): Promise<void> {
    const client = await this.#ready
    await client?.close()
  }

  async #prepare(): Promise<Client> {
    const client = this.#create()
    try {
      await client.initialize()
      return client
    } catch (error) {
      this.#ready = undefined
      throw error
    }
  }
}
