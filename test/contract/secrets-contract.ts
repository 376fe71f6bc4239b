import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Secret, type Secrets } from '../../shared/ports/secrets.ts'

/** What every `Secrets` adapter promises; `open` gives an empty one. */
export function secretsContract(open: () => Promise<Secrets>): void {
  test('an unknown name reads as absent', async () => {
    expect(await (await open()).read('unknown')).toBeUndefined()
  })

  test('any text reads back as it was written', async () => {
    const secrets = await open()
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (text) => {
        await secrets.write('name', new Secret(text))
        expect((await secrets.read('name'))?.reveal()).toBe(text)
      }),
      { numRuns: 20 },
    )
  })

  test('the newest version is the one that reads', async () => {
    const secrets = await open()
    await secrets.write('name', new Secret('first'))
    await secrets.write('name', new Secret('second'))
    expect((await secrets.read('name'))?.reveal()).toBe('second')
  })

  test('names do not touch each other', async () => {
    const secrets = await open()
    await secrets.write('one', new Secret('1'))
    await secrets.write('two', new Secret('2'))
    await secrets.destroy('one')
    expect(await secrets.read('one')).toBeUndefined()
    expect((await secrets.read('two'))?.reveal()).toBe('2')
  })

  test('destroying what is not there is fine', async () => {
    await expect((await open()).destroy('unknown')).resolves.toBeUndefined()
  })

  test('changes made at the same time are all kept', async () => {
    const secrets = await open()
    const names = ['a', 'b', 'c', 'd', 'e']
    await Promise.all(names.map((name) => secrets.write(name, new Secret(name))))
    for (const name of names) expect((await secrets.read(name))?.reveal()).toBe(name)
  })

  test('a name that every object inherits is absent until it is written', async () => {
    const secrets = await open()
    expect(await secrets.read('toString')).toBeUndefined()
    await secrets.write('toString', new Secret('value'))
    expect((await secrets.read('toString'))?.reveal()).toBe('value')
  })
}
