import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

/** Assets carry the digest of their content in their names, so that they never change under one name. */
const FOR_EVER = 'public, max-age=31536000, immutable'
const ASKED_EACH_TIME = 'no-cache'

/**
 * Serves the built dashboard the way Firebase Hosting does: its files, the page for every other address, and the headers of
 * firebase.json.
 */
export class StaticFiles {
  readonly #folder: string
  readonly #headers: Readonly<Record<string, string>>

  constructor({
    folder,
    headers,
  }: { readonly folder: string; readonly headers: Readonly<Record<string, string>> }) {
    this.#folder = folder
    this.#headers = headers
  }

  /** Answers a request for a page or a file of it; false when it is for something else. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const path = pathOf(request.url ?? '/')
    const file = path === undefined ? undefined : this.#fileAt(path)
    const wantsPage = (request.headers.accept ?? '').includes('text/html')
    const page = join(this.#folder, 'index.html')
    if (file === undefined && !(wantsPage && existsSync(page))) return false
    this.#send(file ?? page, request, response)
    return true
  }

  #fileAt(path: string): string | undefined {
    const file = join(this.#folder, path)
    if (path === '/' || !file.startsWith(`${this.#folder}/`) || !existsSync(file)) return undefined
    return statSync(file).isFile() ? file : undefined
  }

  #send(file: string, { method }: IncomingMessage, response: ServerResponse): void {
    const isAsset = file.startsWith(join(this.#folder, 'assets'))
    response.writeHead(200, {
      ...this.#headers,
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Length': statSync(file).size,
      'Cache-Control': isAsset ? FOR_EVER : ASKED_EACH_TIME,
    })
    if (method === 'HEAD') response.end()
    else createReadStream(file).pipe(response)
  }
}

/** The headers that Hosting sends with every file. */
export function hostingHeaders(firebaseFile: string): Readonly<Record<string, string>> {
  const { hosting } = JSON.parse(readFileSync(firebaseFile, 'utf8')) as FirebaseFile
  const rule = hosting.headers.find(({ source }) => source === '**')
  return Object.fromEntries((rule?.headers ?? []).map(({ key, value }) => [key, value]))
}

interface FirebaseFile {
  readonly hosting: {
    readonly headers: readonly {
      readonly source: string
      readonly headers: readonly { readonly key: string; readonly value: string }[]
    }[]
  }
}

/** The path of an address within the folder; `undefined` for one that is no path. */
function pathOf(url: string): string | undefined {
  try {
    return normalize(decodeURIComponent(url.split('?', 1)[0] ?? '/'))
  } catch {
    // A broken escape names no file.
    return undefined
  }
}
