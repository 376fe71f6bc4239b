import type { AnswerOf, BodyOf, ParamsOf, QueryOf } from '../../shared/api/api-route.ts'
import type { ApiRoutes, RouteName } from '../../shared/api/api-routes.ts'
import type { Refused } from '../../shared/api/refused.ts'
import type { World } from '../../shared/cycles/world.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import type { FunctionParts } from '../function-parts.ts'

/** The session of a caller who has signed in. */
export interface CallerSession {
  readonly id: string
  readonly until: EpochMs
}

/** One request whose form is as the contract says, from somebody who may ask. */
export interface ApiCall<Name extends RouteName> {
  readonly params: ParamsOf<ApiRoutes[Name]>
  readonly query: QueryOf<ApiRoutes[Name]>
  readonly body: BodyOf<ApiRoutes[Name]>
  readonly correlationId: string
  /** The time of people, which a simulated day does not change. */
  readonly at: EpochMs
  readonly parts: FunctionParts
  /** Composed by the first call that needs it. */
  world(): Promise<World>
  /** Absent on an open address. */
  readonly session: CallerSession | undefined
  /** The browser keeps this token as its session for so long; `undefined` lets it forget the one it has. */
  keepSession(token: string | undefined, seconds: number): void
}

/** Carries out the requests of one address. */
export type ApiHandler<Name extends RouteName> = (
  call: ApiCall<Name>,
) => Promise<AnswerOf<ApiRoutes[Name]> | Refused>

/** One handler for every address of the contract. */
export type ApiHandlers = { readonly [Name in RouteName]: ApiHandler<Name> }
