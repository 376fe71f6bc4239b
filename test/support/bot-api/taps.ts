import { type Fields, textOf } from './fields.ts'
import { badRequest } from './refusal.ts'

/** The words a tap was answered with; none just end its waiting. */
export interface TapAnswer {
  readonly tapId: string
  readonly words: string
}

const WORDS_MAX = 200

/** The taps that can still be answered, and the answers. */
export class Taps {
  readonly answers: TapAnswer[] = []
  readonly #alive = new Set<string>()
  #lastId = 4_000_000_000

  /** Names a new tap. */
  begin(): string {
    this.#lastId += 1
    const tapId = String(this.#lastId)
    this.#alive.add(tapId)
    return tapId
  }

  /** From now on all taps until here are too old. */
  expire(): void {
    this.#alive.clear()
  }

  answerCallbackQuery(fields: Fields): true {
    const tapId = textOf(fields, 'callback_query_id')
    const words = textOf(fields, 'text')
    if (!this.#alive.has(tapId))
      throw badRequest('query is too old and response timeout expired or query ID is invalid')
    if (words.length > WORDS_MAX) throw badRequest('MESSAGE_TOO_LONG')
    this.answers.push({ tapId, words })
    return true
  }
}
