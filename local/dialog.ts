import { createInterface, type Interface } from 'node:readline'
import { UsageError } from './failure.ts'

/** Asks the person at the terminal, or reads the answers line by line where standard input is a file or a pipe. */
export class Dialog {
  #lines: AsyncIterator<string> | undefined
  #reader: Interface | undefined

  ask(question: string): Promise<string> {
    return process.stdin.isTTY ? atTerminal('input', question) : this.#nextLine(question)
  }

  /** The same, without showing what is typed. */
  askHidden(question: string): Promise<string> {
    return process.stdin.isTTY ? atTerminal('password', question) : this.#nextLine(question)
  }

  close(): void {
    this.#reader?.close()
  }

  async #nextLine(question: string): Promise<string> {
    if (!this.#lines) {
      this.#reader = createInterface({ input: process.stdin })
      this.#lines = this.#reader[Symbol.asyncIterator]()
    }
    const { value, done } = await this.#lines.next()
    if (done) throw new UsageError(`"${question}" was not answered: standard input has ended`)
    return value.trim()
  }
}

/** Loaded only where there is somebody to ask. */
async function atTerminal(kind: 'input' | 'password', question: string): Promise<string> {
  const prompts = await import('@inquirer/prompts')
  return (await prompts[kind]({ message: question })).trim()
}
