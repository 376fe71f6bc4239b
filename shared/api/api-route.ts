import type { z } from 'zod'

/**
 * One address of the API: what is sent, what is answered, who may. The door, the OpenAPI document and the dashboard are all made
 * from it.
 */
export interface ApiRoute {
  readonly method: 'get' | 'post'
  /** Parameters begin with a colon: `/decisions/:id`. */
  readonly path: `/${string}`
  /** A line for the table of contents. */
  readonly summary: string
  readonly description?: string
  /** `open`: anybody; `owner`: who has signed in. */
  readonly access: 'open' | 'owner'
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  /** JSON; a route without one takes no body. */
  readonly body?: z.ZodType
  readonly answer: z.ZodType
  /** Refusals of its own, beside those that every route may give. */
  readonly refusals?: Readonly<Partial<Record<403 | 404 | 409 | 422 | 502 | 503, string>>>
}

type Read<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

/** The parameters of a path as its handler is given them. */
export type ParamsOf<Route extends ApiRoute> = Read<Route['params']>
export type QueryOf<Route extends ApiRoute> = Read<Route['query']>
export type BodyOf<Route extends ApiRoute> = Read<Route['body']>
/** What a handler answers, and what a client reads. */
export type AnswerOf<Route extends ApiRoute> = Readonly<z.input<Route['answer']>>
