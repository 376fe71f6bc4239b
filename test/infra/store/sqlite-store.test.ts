import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, test } from '@jest/globals'
import { SystemClock } from '../../../infra/clock/system-clock.ts'
import { SqliteStore } from '../../../infra/store/sqlite-store.ts'
import { StoreUnavailableError } from '../../../shared/ports/store.ts'
import { HandClock, storeContract } from '../../contract/store-contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'openbell-sqlite-'))
let files = 0
const newFile = () => join(folder, `${(files += 1)}.sqlite`)
const clock = new SystemClock()

afterAll(() => rmSync(folder, { recursive: true, force: true }))

storeContract('the SQLite store', async (handClock) => SqliteStore.open({ file: newFile(), clock: handClock }))

describe('the file', () => {
  test('is readable by its owner alone', async () => {
    const file = newFile()
    const store = SqliteStore.open({ file, clock })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await store.close()
  })

  test('keeps everything, versions included, from one opening to the next', async () => {
    const file = newFile()
    const handClock = new HandClock()
    const first = SqliteStore.open({ file, clock: handClock })
    await first.commit([{ kind: 'create', path: 'a/1', value: { n: 1 } }])
    const before = await first.get('a/1')
    await first.close()
    const second = SqliteStore.open({ file, clock: handClock })
    expect(await second.get('a/1')).toEqual(before)
    await second.close()
  })

  test.each<[string, () => string]>([
    ['in a missing folder', () => join(folder, 'none', 'x.sqlite')],
    ['that is no database', () => withContent('this is not a database, only a long enough line of text to be refused')],
    ['of a newer layout', () => newerLayout()],
  ])('%s is refused with its name and what to do', (_name, make) => {
    const file = make()
    expect(() => SqliteStore.open({ file, clock })).toThrow(StoreUnavailableError)
    expect(() => SqliteStore.open({ file, clock })).toThrow(file)
  })

  test('two handles on one file lose no compare-and-set', async () => {
    const file = newFile()
    const handles = [SqliteStore.open({ file, clock }), SqliteStore.open({ file, clock })]
    await handles[0]!.commit([{ kind: 'create', path: 'a/n', value: { n: 0 } }])
    const increments = handles.map(async (store) => {
      for (let done = 0; done < 50; ) {
        const { value, version } = (await store.get<{ n: number }>('a/n'))!
        const write = { kind: 'update', path: 'a/n', value: { n: value.n + 1 }, ifVersion: version } as const
        if ((await store.commit([write])).ok) done += 1
      }
    })
    await Promise.all(increments)
    expect((await handles[0]!.get('a/n'))?.value).toEqual({ n: 100 })
    for (const store of handles) await store.close()
  })
})

test('killed at any moment, every acknowledged batch is whole and no half batch exists', async () => {
  const file = newFile()
  let acknowledged = -1
  for (let round = 0; round < 12; round += 1) {
    acknowledged = await writeUntilKilled(file, acknowledged + 1, 20 + ((round * 37) % 90))
    const numbers = await batchesIn(file)
    expect(numbers.length % 3).toBe(0)
    // The last batch may be in the file without its acknowledgement having reached us.
    const written = numbers.length / 3
    expect(written === acknowledged + 1 || written === acknowledged + 2).toBe(true)
    acknowledged = written - 1
  }
  const check = new DatabaseSync(file).prepare('PRAGMA integrity_check').get()
  expect(check).toEqual({ integrity_check: 'ok' })
}, 60_000)

/** Answers the last batch that the writer said was done. */
async function writeUntilKilled(file: string, from: number, afterMs: number): Promise<number> {
  const writer = spawn(process.execPath, [join(import.meta.dirname, 'crash-writer.ts'), file, String(from)])
  let output = ''
  writer.stdout.on('data', (chunk) => {
    if (output === '') setTimeout(() => writer.kill('SIGKILL'), afterMs)
    output += chunk
  })
  await once(writer, 'close')
  const whole = output.slice(0, output.lastIndexOf('\n'))
  return Number(whole.slice(whole.lastIndexOf('\n') + 1))
}

async function batchesIn(file: string): Promise<readonly number[]> {
  const store = SqliteStore.open({ file, clock })
  const documents = await store.query<{ number: number }>({ collection: 'batch' })
  await store.close()
  return documents.map(({ value }) => value.number)
}

function withContent(content: string): string {
  const file = newFile()
  writeFileSync(file, content.repeat(20))
  return file
}

function newerLayout(): string {
  const file = newFile()
  const database = new DatabaseSync(file)
  database.exec('PRAGMA user_version = 99')
  database.close()
  return file
}
