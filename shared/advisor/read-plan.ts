import { type Plan, planSchema } from './plan.ts'

/** What a model's text holds; `problem` says what is wrong with it, in words that the model can act on. */
export type ReadPlan =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly problem: string }

const PROBLEMS_TOLD_MAX = 3
/** Opens and closes a block of code in Markdown; the name of a language may follow it. */
const FENCE = '```'

/** Reads a plan out of a model's text: bare JSON, or JSON in a code fence with talk around it. */
export function readPlan(text: string): ReadPlan {
  const json = parsed(text.trim()) ?? parsed(fenced(text))
  if (json === undefined) return { ok: false, problem: 'the answer is not JSON' }
  const read = planSchema.safeParse(json)
  if (read.success) return { ok: true, plan: read.data }
  const problems = read.error.issues
    .slice(0, PROBLEMS_TOLD_MAX)
    .map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`)
  return { ok: false, problem: problems.join('; ') }
}

/** What stands in the first fence. Searched without a pattern, which a hostile text could keep busy. */
function fenced(text: string): string {
  return (text.split(FENCE, 2)[1] ?? '').replace(/^[a-z]+/i, '')
}

/** `undefined` for a text that is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
