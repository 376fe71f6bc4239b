import { readFileSync } from 'node:fs'
import { UsageError } from './failure.ts'

/** What a JSON file of the owner says; `what` names it in messages, e.g. "configuration file". */
export function readJsonFile(what: string, file: string): unknown {
  const text = readText(what, file)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`, { cause: error })
  }
}

function readText(what: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`can't read the ${what} ${file}: ${Reflect.get(error as Error, 'code')}`, {
      cause: error,
    })
  }
}
