import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { FileSecrets } from '../../../infra/secrets/file-secrets.ts'
import { Secret } from '../../../shared/ports/secrets.ts'
import { secretsContract } from '../../contract/secrets-contract.ts'

let root: string
let folders = 0

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'openbell-secrets-'))
})

afterAll(() => rm(root, { recursive: true }))

function newFile(): string {
  folders += 1
  return join(root, String(folders), 'secrets.json')
}

async function written(): Promise<string> {
  const file = newFile()
  await new FileSecrets(file).write('name', new Secret('hush-hush'))
  return file
}

describe('secrets in a file', () => secretsContract(async () => new FileSecrets(newFile())))

test('secrets outlive the process that wrote them', async () => {
  const file = await written()
  expect((await new FileSecrets(file).read('name'))?.reveal()).toBe('hush-hush')
})

test('the file is for its owner alone and nothing else is left beside it', async () => {
  const file = await written()
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readdir(join(file, '..'))).toEqual(['secrets.json'])
})

test.each(['640', '604', '622'])(
  'a file that others may touch (mode %s) is refused with the way to mend it',
  async (mode) => {
    const file = await written()
    await chmod(file, Number.parseInt(mode, 8))
    const message = `secrets file ${file} is open to others (mode ${mode}): run "chmod 600 ${file}"`
    await expect(new FileSecrets(file).read('name')).rejects.toThrow(message)
    await expect(new FileSecrets(file).write('name', new Secret('x'))).rejects.toThrow(message)
  },
)

test.each(['{"name": "hush-hush"', '["hush-hush"]', '{"name": {"hush-hush": 1}}'])(
  'a damaged file is refused without showing it and never overwritten: %s',
  async (text) => {
    const file = await written()
    await writeFile(file, text)
    const secrets = new FileSecrets(file)
    const message = `secrets file ${file} is not a JSON object of names and texts: mend or remove it`
    await expect(secrets.read('name')).rejects.toThrow(message)
    await expect(secrets.write('other', new Secret('x'))).rejects.toThrow(message)
    await expect(secrets.read('name')).rejects.not.toThrow('hush')
  },
)

test('a failed change does not block the next one', async () => {
  const file = await written()
  const secrets = new FileSecrets(file)
  await chmod(file, 0o644)
  await expect(secrets.write('name', new Secret('x'))).rejects.toThrow()
  await chmod(file, 0o600)
  await secrets.write('name', new Secret('y'))
  expect((await secrets.read('name'))?.reveal()).toBe('y')
})
