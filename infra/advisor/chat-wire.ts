import { z } from 'zod'
import { planJsonSchema } from '../../shared/advisor/plan.ts'
import type { ChatMessage } from '../../shared/advisor/prompt.ts'

/** How a server is told to answer in JSON; not every one knows the first. */
export type AnswerFormat = 'json_schema' | 'json_object'

/** Spec §12: close to the likeliest answer, so that the same facts lead to much the same plan. */
const TEMPERATURE = 0.2

/** The body of a request for chat completions, as OpenAI-compatible servers read it. */
export function chatRequest(
  messages: readonly ChatMessage[],
  { model, format }: { readonly model: string; readonly format: AnswerFormat },
): string {
  const response_format =
    format === 'json_object'
      ? { type: format }
      : { type: format, json_schema: { name: 'plan', strict: true, schema: planJsonSchema() } }
  return JSON.stringify({ model, messages, temperature: TEMPERATURE, response_format })
}

const chatAnswer = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
})

/** What the model wrote; `undefined` when the body is no answer of a chat, or holds no text. */
export function writtenText(body: string): string | undefined {
  const answer = chatAnswer.safeParse(parsed(body))
  return answer.data?.choices[0]?.message.content
}

/** `undefined` for a text that is not JSON, which no schema accepts. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
