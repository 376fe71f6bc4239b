import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { Secret, type Secrets } from '../../shared/ports/secrets.ts'

const OWNER_ONLY = 0o600
const OTHERS_MASK = 0o077

const fileSchema = z.record(z.string(), z.string())

type SecretTexts = z.infer<typeof fileSchema>

/** Secrets in one JSON file that only its owner may read; it must be kept out of version control. */
export class FileSecrets implements Secrets {
  readonly #file: string
  #lastChange: Promise<void> = Promise.resolve()

  constructor(file: string) {
    this.#file = file
  }

  async read(name: string): Promise<Secret | undefined> {
    const text = (await this.#load()).get(name)
    return text === undefined ? undefined : new Secret(text)
  }

  async write(name: string, secret: Secret): Promise<void> {
    await this.#change((secrets) => secrets.set(name, secret.reveal()))
  }

  async destroy(name: string): Promise<void> {
    await this.#change((secrets) => secrets.delete(name))
  }

  /** One change after the other, as each replaces the whole file. */
  #change(edit: (secrets: Map<string, string>) => void): Promise<void> {
    const change = this.#lastChange.then(async () => {
      const secrets = await this.#load()
      edit(secrets)
      await replaceDurably(this.#file, `${JSON.stringify(Object.fromEntries(secrets), null, 2)}\n`)
    })
    this.#lastChange = change.catch(() => {})
    return change
  }

  async #load(): Promise<Map<string, string>> {
    const text = await readPrivateFile(this.#file)
    return new Map(text === undefined ? [] : Object.entries(parse(this.#file, text)))
  }
}

/** `undefined` when there is no file yet. */
async function readPrivateFile(file: string): Promise<string | undefined> {
  try {
    const { mode } = await stat(file)
    if ((mode & OTHERS_MASK) !== 0) {
      const seen = (mode & 0o777).toString(8)
      throw new Error(`secrets file ${file} is open to others (mode ${seen}): run "chmod 600 ${file}"`)
    }
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Neither the parser's message nor the content is shown: both would quote secrets. */
function parse(file: string, text: string): SecretTexts {
  try {
    return fileSchema.parse(JSON.parse(text))
  } catch {
    throw new Error(`secrets file ${file} is not a JSON object of names and texts: mend or remove it`)
  }
}

/** A crash leaves either the old file or the new one, never half of it. */
async function replaceDurably(file: string, text: string): Promise<void> {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true })
  const draft = `${file}.${randomUUID()}.tmp`
  try {
    await writeDurably(draft, text)
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  await syncFolder(folder)
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', OWNER_ONLY)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes the renaming itself survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
