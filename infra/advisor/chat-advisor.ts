import type { AdvisedPlan, PlanProblem } from '../../shared/advisor/advised-plan.ts'
import { checkPlan } from '../../shared/advisor/check-plan.ts'
import type { AdvisorFacts } from '../../shared/advisor/facts.ts'
import { fallbackPlan } from '../../shared/advisor/fallback-plan.ts'
import type { Plan } from '../../shared/advisor/plan.ts'
import { askForPlan, askForRepair, type ChatMessage } from '../../shared/advisor/prompt.ts'
import { readPlan } from '../../shared/advisor/read-plan.ts'
import type { Advisor } from '../../shared/ports/advisor.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { startMachineStopwatch } from '../clock/machine-stopwatch.ts'
import { ChatEndpoint, type ChatEndpointParts, type ChatReply } from './chat-endpoint.ts'
import { type AnswerFormat, chatRequest, writtenText } from './chat-wire.ts'
import { TimeLeft } from './time-left.ts'

export interface ChatAdvisorParts extends Omit<ChatEndpointParts, 'pause' | 'timeoutMs'> {
  readonly model: string
  readonly clock: Pick<Clock, 'sleep'>
  readonly random?: () => number
  /** Of one call. */
  readonly timeoutMs?: number
  /** Of everything that one plan may take: calls, pauses, the repair. */
  readonly deadlineMs?: number
}

/** Spec §12. */
const TIMEOUT_MS = 30_000
/** Room for one time-out and an answer after it. */
const DEADLINE_MS = 75_000

/** What was written, or why nothing was. */
type Written = { readonly text: string } | { readonly problem: PlanProblem }

/**
 * Asks a model behind an OpenAI-compatible endpoint. An answer that can't be read is repaired once, by the model; a
 * server that does not know JSON Schema is asked for plain JSON, and then always.
 */
export class ChatAdvisor implements Advisor {
  readonly #endpoint: ChatEndpoint
  readonly #model: string
  readonly #deadlineMs: number
  #format: AnswerFormat = 'json_schema'

  constructor({ clock, random = Math.random, model, deadlineMs, timeoutMs, ...parts }: ChatAdvisorParts) {
    const pause = { delay: (milliseconds: number) => clock.sleep(milliseconds), random }
    this.#endpoint = new ChatEndpoint({ ...parts, pause, timeoutMs: timeoutMs ?? TIMEOUT_MS })
    this.#model = model
    this.#deadlineMs = deadlineMs ?? DEADLINE_MS
  }

  async plan(facts: AdvisorFacts): Promise<AdvisedPlan> {
    const left = new TimeLeft(this.#deadlineMs, startMachineStopwatch())
    const outcome = await this.#readable(askForPlan(facts), left)
    return 'problem' in outcome ? fallbackPlan(facts, outcome.problem) : checkPlan(outcome.plan, facts)
  }

  async #readable(
    question: readonly ChatMessage[],
    left: TimeLeft,
  ): Promise<{ readonly plan: Plan } | { readonly problem: PlanProblem }> {
    const first = await this.#written(question, left)
    if ('problem' in first) return first
    const read = readPlan(first.text)
    if (read.ok) return { plan: read.plan }
    const second = await this.#written([...question, ...askForRepair(first.text, read.problem)], left)
    if ('problem' in second) return second
    const repaired = readPlan(second.text)
    return repaired.ok ? { plan: repaired.plan } : { problem: unreadable(repaired.problem) }
  }

  async #written(messages: readonly ChatMessage[], left: TimeLeft): Promise<Written> {
    const reply = await this.#reply(messages, left)
    if (reply.kind === 'failed') return { problem: { code: reply.code, reason: reply.reason } }
    if (reply.kind === 'format-refused')
      return {
        problem: {
          code: 'refused',
          reason: 'the advisor refused both forms of JSON (HTTP 400 or 422), check ADVISOR_MODEL',
        },
      }
    const text = writtenText(reply.text)
    return text === undefined ? { problem: unreadable('it is no answer of a chat') } : { text }
  }

  /** The simpler form is kept once it has worked: a refusal may have had another cause. */
  async #reply(messages: readonly ChatMessage[], left: TimeLeft): Promise<ChatReply> {
    const ask = (format: AnswerFormat) =>
      this.#endpoint.ask(chatRequest(messages, { model: this.#model, format }), left)
    const reply = await ask(this.#format)
    if (reply.kind !== 'format-refused' || this.#format === 'json_object') return reply
    const simpler = await ask('json_object')
    if (simpler.kind === 'body') this.#format = 'json_object'
    return simpler
  }
}

function unreadable(problem: string): PlanProblem {
  return { code: 'unreadable', reason: `the advisor's answer can't be read: ${problem}` }
}
