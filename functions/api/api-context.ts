import type { Context } from 'hono'

/** The one cookie that Firebase Hosting lets through to a function. */
export const SESSION_COOKIE = '__session'

/** What the door knows of a request beside the request itself. */
export interface ApiEnvironment {
  readonly Bindings: {
    readonly correlationId: string
    /** Of the caller, as far as the platform knows it. */
    readonly clientAddress: string
  }
}

export type ApiContext = Context<ApiEnvironment>
