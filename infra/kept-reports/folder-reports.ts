import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type KeptReport, REPORT_BYTES_MAX, type Reports } from '../../shared/ports/reports.ts'
import { REPORT_ID, type ReportCard, reportCardSchema } from './report-card.ts'

/** A list tells so many at most. */
const LISTED_MAX = 200

/** Reports in a folder: `ID.html`, and beside each `ID.json` with its figures. */
export class FolderReports implements Reports {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async list(): Promise<readonly KeptReport[]> {
    if (!existsSync(this.#folder)) return []
    const names = new Set(await readdir(this.#folder))
    const ids = [...names].flatMap((name) => (name.endsWith('.html') ? [name.slice(0, -'.html'.length)] : []))
    const known = ids.filter((id) => REPORT_ID.test(id) && names.has(`${id}.json`))
    const newest = known.toSorted().toReversed().slice(0, LISTED_MAX)
    const reports = await Promise.all(newest.map((id) => this.#report(id)))
    return reports.filter((report) => report !== undefined)
  }

  async read(id: string): Promise<string | undefined> {
    const file = join(this.#folder, `${id}.html`)
    if (!REPORT_ID.test(id) || !existsSync(file)) return undefined
    const { size } = await stat(file)
    return size > REPORT_BYTES_MAX ? undefined : readFile(file, 'utf8')
  }

  async #report(id: string): Promise<KeptReport | undefined> {
    const card = cardIn(await readFile(join(this.#folder, `${id}.json`), 'utf8'))
    return card && { id, ...card }
  }
}

/** The figures in a text; `undefined` when it is not what we write. */
function cardIn(text: string): ReportCard | undefined {
  try {
    return reportCardSchema.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
