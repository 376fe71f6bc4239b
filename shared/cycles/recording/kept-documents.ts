import type { StoredDocument } from '../../ports/store.ts'
import type { EpochMs } from '../../time/instant.ts'

/** Which old documents a process has put on tape since every run leaves one, so that none is there again and again. */
export class KeptDocuments {
  readonly #versions = new Map<string, string>()
  #since: EpochMs | undefined

  /** True when a tape since then holds the document as it is; if not, the asking run's will. */
  holds({ path, version }: StoredDocument, tapedSince: EpochMs): boolean {
    if (this.#since !== tapedSince) this.#versions.clear()
    this.#since = tapedSince
    if (this.#versions.get(path) === version) return true
    this.#versions.set(path, version)
    return false
  }
}
