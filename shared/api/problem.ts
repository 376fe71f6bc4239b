import { z } from 'zod'

/** One field of a request that is not as it should be. */
const fieldProblemSchema = z.strictObject({
  field: z.string().meta({ description: 'where it stands, e.g. "body.symbol"' }),
  seen: z.string().meta({ description: 'what was sent, shortened' }),
  allowed: z.string().meta({ description: 'what is allowed there' }),
})

export type FieldProblem = Readonly<z.infer<typeof fieldProblemSchema>>

/** Every answer that is not a success (RFC 9457, `application/problem+json`). */
export const problemSchema = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string().meta({ description: 'the words of the status code' }),
    status: z.number().int(),
    detail: z.string().meta({ description: 'what happened and what to do next' }),
    correlationId: z.string().meta({ description: 'under which the log tells the whole story' }),
    errors: z.array(fieldProblemSchema).exactOptional(),
  })
  .meta({ id: 'Problem' })

export type Problem = Readonly<z.infer<typeof problemSchema>>

/** The statuses with which the API refuses, with their words. */
export const PROBLEM_TITLES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
} as const

export type ProblemStatus = keyof typeof PROBLEM_TITLES
