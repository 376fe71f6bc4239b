import { functionNames } from '../../functions/index.ts'
import { UsageError } from '../failure.ts'

/** `openbell trigger` */
export async function trigger(
  name: string,
  options: { readonly port: number; readonly json: boolean },
): Promise<void> {
  if (!functionNames.some((known) => known === name)) {
    throw new UsageError(`no function "${name}"; choose one of ${functionNames.join(', ')}`)
  }
  const response = await post(`http://127.0.0.1:${options.port}/${name}`)
  const body: unknown = await response.json()
  process.stdout.write(`${options.json ? JSON.stringify(body) : JSON.stringify(body, undefined, 2)}\n`)
  if (!response.ok) process.exitCode = 1
}

async function post(url: string): Promise<Response> {
  try {
    return await fetch(url, { method: 'POST' })
  } catch (error) {
    throw new Error(`nothing answers at ${url}; start it with \`npm start\` or name its --port`, {
      cause: error,
    })
  }
}
