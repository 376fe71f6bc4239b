import { z } from 'zod'
import { instantSchema, tickerSchema } from '../../../shared/state/document-schemas.ts'
import { firstIssue } from '../first-issue.ts'
import { OPERATION_NAMES, type OperationName } from '../operations.ts'

const milliseconds = z.int().min(0).max(3_600_000)
const seconds = z.number().min(-86_400).max(86_400)

/** One thing that goes wrong with one call. Which of them the real broker does is told in etrade-api.md sections 2 to 10. */
const faultSchema = z.discriminatedUnion('kind', [
  /** HTTP 500, code 100, nothing done. */
  z.strictObject({ kind: z.literal('error-100') }),
  /** HTTP 400 "Number of requests exceeded the rate limit set", nothing done. */
  z.strictObject({ kind: z.literal('rate-limit') }),
  /** HTTP 401 as if the nonce were missing, nothing done. */
  z.strictObject({ kind: z.literal('spurious-nonce') }),
  /** Every access token is forgotten; this call is told that its token has expired. */
  z.strictObject({ kind: z.literal('token-death') }),
  /** The connection breaks before anything is done. */
  z.strictObject({ kind: z.literal('connection-reset') }),
  /** Everything is done, and the connection breaks instead of an answer. */
  z.strictObject({ kind: z.literal('dropped-answer') }),
  /** Everything is done, and the answer ends in the middle. */
  z.strictObject({ kind: z.literal('truncated-body') }),
  /** Everything is done, and the whole answer is text that no parser takes. */
  z.strictObject({ kind: z.literal('malformed-body') }),
  /** The work begins that much later, by the market's clock. */
  z.strictObject({ kind: z.literal('latency'), ms: milliseconds }),
  /** The Date header is off; more than 0 is ahead. */
  z.strictObject({ kind: z.literal('clock-skew'), seconds }),
  /** The order placed by this call is missing from list and details that long. */
  z.strictObject({ kind: z.literal('hidden-order'), ms: milliseconds }),
  /** Cancelled orders in this answer carry an execution time that is none. */
  z.strictObject({ kind: z.literal('garbage-executed-time') }),
  /** The quotes are those of that long ago and say DELAYED. */
  z.strictObject({ kind: z.literal('delayed-quotes'), seconds: seconds.min(0) }),
  /** The quotes are those of now with a stamp of that long ago. */
  z.strictObject({ kind: z.literal('stale-stamps'), seconds: seconds.min(0) }),
])

export type Fault = z.infer<typeof faultSchema>
export type FaultKind = Fault['kind']

/** Faults that only mean something for some operations; on others they would silently do nothing. */
const ONLY_ON: Partial<Record<FaultKind, readonly OperationName[]>> = {
  'hidden-order': ['orders/place', 'orders/change/place'],
  'garbage-executed-time': ['orders/list', 'orders/detail'],
  'delayed-quotes': ['market/quote'],
  'stale-stamps': ['market/quote'],
}

/** When a fault strikes: at a numbered call of an operation, or by chance at any of them. */
const ruleSchema = z
  .strictObject({
    /** An operation, a whole module such as "orders/*", or "*". */
    operation: z.string(),
    /** The call it strikes at, counted from 1 over the calls this rule is for. */
    call: z.int().positive().optional(),
    /** The chance of each call, drawn from the seed. */
    probability: z.number().min(0).max(1).optional(),
    /** Calls in a row, for bursts. */
    times: z.int().positive().max(10_000).default(1),
    fault: faultSchema,
  })
  .superRefine((rule, context) => {
    const problem = problemOf(rule)
    if (problem) context.addIssue({ code: 'custom', ...problem })
  })

/** One symbol that does not trade for a while: its quote stands, its orders wait, previews carry warning 1043. */
const haltSchema = z
  .strictObject({ symbol: tickerSchema, from: instant(), until: instant() })
  .refine(({ from, until }) => from < until, { path: ['until'], message: 'must be after from' })

const faultPlanSchema = z.strictObject({
  /** Decides what the probabilities bring about. */
  seed: z.int().min(0).default(0),
  faults: z.array(ruleSchema).default([]),
  halts: z.array(haltSchema).default([]),
})

/** What goes wrong in one run of the simulator; the same plan and the same calls always go wrong the same way. */
export type FaultPlan = z.infer<typeof faultPlanSchema>
/** A plan as a file or a test writes it, what is left out having its default. */
export type FaultPlanInput = z.input<typeof faultPlanSchema>
export type FaultRule = FaultPlan['faults'][number]
export type Halt = FaultPlan['halts'][number]

/** A plan that can't be used; the message names the first key that does not fit. */
export class FaultPlanError extends Error {
  override readonly name = 'FaultPlanError'
}

/**
 * Reads a fault plan from what a file or a test says, e.g.
 *
 *     { "faults": [{ "operation": "orders/place", "call": 3, "fault": { "kind": "dropped-answer" } },
 *                  { "operation": "orders/*", "probability": 0.01, "times": 3, "fault": { "kind": "error-100" } }] }
 */
export function parseFaultPlan(input: unknown): FaultPlan {
  const parsed = faultPlanSchema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new FaultPlanError(`fault plan refused: ${firstIssue(parsed.error, input)}`)
}

/** Whether a rule is for an operation. The simulator's own doors and the page for people never fail. */
export function isFor({ operation }: Pick<FaultRule, 'operation'>, name: OperationName): boolean {
  if (NEVER_FAILING.test(name)) return false
  return operation === '*' || operation === name || matchesModule(operation, name)
}

const NEVER_FAILING = /^simulator\/|^oauth\/authorize$/

function matchesModule(pattern: string, name: OperationName): boolean {
  return pattern.endsWith('/*') && name.startsWith(pattern.slice(0, -1))
}

function problemOf(rule: {
  readonly operation: string
  readonly call?: number | undefined
  readonly probability?: number | undefined
  readonly fault: Fault
}): { readonly path: string[]; readonly message: string } | undefined {
  const meant = OPERATION_NAMES.filter((name) => isFor(rule, name))
  if (meant.length === 0)
    return {
      path: ['operation'],
      message: `allowed are ${OPERATION_NAMES.filter((name) => !NEVER_FAILING.test(name)).join(', ')}, a module such as "orders/*", or "*"`,
    }
  if ((rule.call === undefined) === (rule.probability === undefined))
    return { path: ['call'], message: 'a rule needs either call or probability' }
  const only = ONLY_ON[rule.fault.kind]
  if (only && !only.some((name) => meant.includes(name)))
    return { path: ['operation'], message: `${rule.fault.kind} works on ${only.join(' and ')} only` }
  return undefined
}

function instant() {
  return z.iso
    .datetime({ offset: true, error: 'allowed is an ISO date and time with zone' })
    .transform((text) => instantSchema.parse(Date.parse(text)))
}
