import { StoreUnavailableError } from '../../shared/ports/store.ts'

/** What SQLite's primary result codes (sqlite.org/rescode.html) mean to the person at the machine. */
const ADVICE: Readonly<Record<number, string>> = {
  5: 'another program keeps it locked: close that program and try again',
  8: 'it may not be written: check the owner and the mode of the file and of its folder',
  10: 'the disk could not be read or written: check the disk',
  11: 'it is damaged: move it away and restore a copy',
  13: 'the disk is full: free some space and try again',
  14: 'it cannot be opened: check that it is a file this user may read and write',
  26: 'it is not a database: move it away or name another file',
}

/** The same failure in the words of the port, naming the file; what is not a failure of SQLite stays as it is. */
export function asUnavailable(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'ERR_INVALID_STATE') {
    return new StoreUnavailableError(`store file ${file}: it was closed, open it again`, { cause: error })
  }
  if (error.code !== 'ERR_SQLITE_ERROR' || !('errcode' in error)) return error
  // Extended codes carry the primary one in their low byte.
  const advice = ADVICE[Number(error.errcode) & 0xff] ?? error.message
  return new StoreUnavailableError(`store file ${file}: ${advice}`, { cause: error })
}
