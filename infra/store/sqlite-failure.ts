import { StoreUnavailableError } from '../../shared/ports/store.ts'

const LOCKED = 5

/** What SQLite's primary result codes (sqlite.org/rescode.html) mean to the person at the machine. */
const ADVICE: Readonly<Record<number, string>> = {
  [LOCKED]: 'another program keeps it locked: close that program and try again',
  8: 'it may not be written: check the owner and the mode of the file and of its folder',
  10: 'the disk could not be read or written: check the disk',
  11: 'it is damaged: move it away and restore a copy',
  13: 'the disk is full: free some space and try again',
  14: 'it cannot be opened: check that it is a file this user may read and write',
  26: 'it is not a database: move it away or name another file',
}

/** What node:sqlite throws. */
interface SqliteFailure {
  readonly code?: string
  readonly errcode?: number
  readonly message?: string
}

/** The same failure in the words of the port, naming the file; what is not a failure of SQLite stays as it is. */
export function asUnavailable(file: string, error: unknown): unknown {
  const { code, errcode = 0, message } = error as SqliteFailure
  if (code === 'ERR_INVALID_STATE') {
    return new StoreUnavailableError(`store file ${file}: it was closed, open it again`, { cause: error })
  }
  if (code !== 'ERR_SQLITE_ERROR') return error
  const advice = ADVICE[primaryCode(errcode)] ?? message
  return new StoreUnavailableError(`store file ${file}: ${advice}`, { cause: error })
}

/** True when another program holds a lock that was asked for. */
export function isLocked(error: unknown): boolean {
  const { code, errcode = 0 } = error as SqliteFailure
  return code === 'ERR_SQLITE_ERROR' && primaryCode(errcode) === LOCKED
}

/** Extended codes carry the primary one in their low byte. */
function primaryCode(errcode: number): number {
  return errcode & 0xff
}
