import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, expect, test } from '@jest/globals'
import { describeOnEmulator } from '../support/firestore-emulator.ts'

const rules = readFileSync(resolve(import.meta.dirname, '../../firestore.rules'), 'utf8')

/** As the functions come, past all rules. */
const OWNER = { Authorization: 'Bearer owner' }
const STATE = { fields: { json: { stringValue: '{}' } } }

describeOnEmulator('the rules of the database', (emulator) => {
  const project = emulator.newProject()
  const address = (path: string) =>
    `http://${emulator.host}/v1/projects/${project}/databases/(default)/documents${path}`

  async function statusOf(method: string, path: string, body?: object, headers = {}): Promise<number> {
    const answer = await fetch(address(path), {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    await answer.arrayBuffer()
    return answer.status
  }

  beforeAll(async () => {
    const answer = await fetch(`http://${emulator.host}/emulator/v1/projects/${project}:securityRules`, {
      method: 'PUT',
      body: JSON.stringify({ rules: { files: [{ name: 'firestore.rules', content: rules }] } }),
    })
    expect([answer.status, (await answer.json()) as object]).toEqual([200, {}])
    expect(await statusOf('PATCH', '/engine/state', STATE, OWNER)).toBe(200)
  })

  test('a stranger reads nothing', async () => {
    expect(await statusOf('GET', '/engine/state')).toBe(403)
    expect(await statusOf('GET', '/engine/missing')).toBe(403)
    expect(await statusOf('GET', '/trades')).toBe(403)
    const query = { structuredQuery: { from: [{ collectionId: 'trades' }] } }
    expect(await statusOf('POST', ':runQuery', query)).toBe(403)
  })

  test('a stranger writes nothing', async () => {
    expect(await statusOf('PATCH', '/engine/state', STATE)).toBe(403)
    expect(await statusOf('POST', '/trades', STATE)).toBe(403)
    expect(await statusOf('DELETE', '/engine/state')).toBe(403)
  })

  test('the functions read what they wrote', async () => {
    expect(await statusOf('GET', '/engine/state', undefined, OWNER)).toBe(200)
  })
})
