import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** What the next question meets: a text of the model, or something that goes wrong. */
export type AdvisorReply =
  | { readonly kind: 'text'; readonly text: string; readonly delayMs?: number }
  | { readonly kind: 'status'; readonly status: number }
  /** A 200 whose body is this. */
  | { readonly kind: 'body'; readonly body: string }
  /** Sends a byte now and then and never comes to an end. */
  | { readonly kind: 'drip'; readonly everyMs: number }
  | { readonly kind: 'stall' | 'reset' }

/** One question as it arrived. */
export interface AdvisorQuestion {
  readonly authorization: string | undefined
  readonly model: string
  readonly temperature: number
  readonly format: string
  readonly messages: readonly { readonly role: string; readonly content: string }[]
}

interface AdvisorDoubleOptions {
  /** Other keys are refused; any is taken when absent. */
  readonly key?: string
  /** Formats of the answer that this server knows. */
  readonly formats?: readonly string[]
}

/**
 * An OpenAI-compatible server on this machine. It gives the replies it was told, the last one for ever, refuses what
 * such servers refuse, and remembers the questions it understood.
 */
export class AdvisorDouble {
  /** For ADVISOR_URL. */
  url = ''
  readonly questions: AdvisorQuestion[] = []
  readonly #replies: readonly AdvisorReply[]
  readonly #key: string | undefined
  readonly #formats: readonly string[]
  readonly #server: Server
  #replied = 0

  private constructor(replies: readonly AdvisorReply[], options: AdvisorDoubleOptions) {
    this.#replies = replies
    this.#key = options.key
    this.#formats = options.formats ?? ['json_schema', 'json_object']
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  static async start(
    replies: readonly AdvisorReply[],
    options: AdvisorDoubleOptions = {},
  ): Promise<AdvisorDouble> {
    const double = new AdvisorDouble(replies, options)
    await new Promise<void>((resolve) => double.#server.listen(0, '127.0.0.1', resolve))
    double.url = `http://127.0.0.1:${(double.#server.address() as AddressInfo).port}/v1`
    return double
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request)
    const { authorization } = request.headers
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
      return refuse(response, 404, 'Not found')
    // The real ones repeat the key too, or most of it.
    if (this.#key !== undefined && authorization !== `Bearer ${this.#key}`)
      return refuse(response, 401, `Incorrect API key provided: ${authorization}`)
    const question = questionOf(body, authorization)
    if (!question) return refuse(response, 400, 'the request is no chat')
    this.questions.push(question)
    if (!this.#formats.includes(question.format))
      return refuse(response, 400, `response_format ${question.format} is not supported`)
    await this.#reply(request, response)
  }

  async #reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = this.#replies[Math.min(this.#replied, this.#replies.length - 1)]
    this.#replied += 1
    switch (reply?.kind) {
      case 'text':
        await wait(reply.delayMs ?? 0)
        return send(response, 200, JSON.stringify(completion(reply.text)))
      case 'body':
        return send(response, 200, reply.body)
      case 'status':
        return refuse(response, reply.status, `told to by the test; ${request.headers.authorization}`)
      case 'drip':
        return drip(response, reply.everyMs)
      case 'reset':
        return void request.socket.resetAndDestroy()
      default:
        return
    }
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function questionOf(body: string, authorization: string | undefined): AdvisorQuestion | undefined {
  const { model, messages, temperature, response_format: format } = JSON.parse(body)
  const isSchema = format?.type !== 'json_schema' || format.json_schema?.schema?.type === 'object'
  if (typeof model !== 'string' || !Array.isArray(messages) || !isSchema) return undefined
  return { authorization, model, messages, temperature, format: format?.type }
}

function completion(content: string): object {
  const message = { role: 'assistant', content }
  return { object: 'chat.completion', choices: [{ index: 0, message, finish_reason: 'stop' }] }
}

async function drip(response: ServerResponse, everyMs: number): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'application/json' })
  while (!response.destroyed) {
    response.write(' ')
    await wait(everyMs)
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  send(response, status, JSON.stringify({ error: { message, type: 'invalid_request_error' } }))
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(body)
}
