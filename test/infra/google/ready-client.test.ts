import { expect, test } from '@jest/globals'
import { ReadyClient } from '../../../infra/google/ready-client.ts'

/** Clients of which the first ones find no credentials. */
function clients({ failing }: { readonly failing: number }) {
  const made: { readonly closed: () => number }[] = []
  const create = () => {
    const number = made.length + 1
    let closed = 0
    made.push({ closed: () => closed })
    return {
      number,
      initialize: async () => {
        if (number <= failing) throw new Error('no credentials')
      },
      close: async () => {
        closed += 1
      },
    }
  }
  return { made, ready: new ReadyClient(create) }
}

test('one client serves all calls', async () => {
  const { ready } = clients({ failing: 0 })
  const both = await Promise.all([ready.get(), ready.get()])
  expect([...both, await ready.get()].map(({ number }) => number)).toEqual([1, 1, 1])
})

test('a client without credentials is not used again', async () => {
  const { ready } = clients({ failing: 1 })
  await expect(ready.get()).rejects.toThrow('no credentials')
  expect((await ready.get()).number).toBe(2)
})

test('only a client that was needed is closed', async () => {
  const unused = clients({ failing: 0 })
  await unused.ready.close()
  expect(unused.made).toEqual([])
  const used = clients({ failing: 0 })
  await used.ready.get()
  await used.ready.close()
  expect(used.made.map(({ closed }) => closed())).toEqual([1])
})
