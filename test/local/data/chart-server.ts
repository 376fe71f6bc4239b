import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from '@jest/globals'
import type { ProgrammedHost } from '../../support/yahoo-answers.ts'

const servers: Server[] = []

afterAll(() => {
  for (const server of servers) server.close()
})

/** Serves a programmed host on loopback until the tests end, so that real connections are made. */
export async function chartServer(host: Pick<ProgrammedHost, 'exchange'>): Promise<string> {
  const server = createServer((request, response) => {
    const url = `http://chart.test${request.url}`
    host
      .exchange({ method: 'GET', url, headers: {}, timeoutMs: 0 })
      .then(({ status, text }) => response.writeHead(status).end(text))
      .catch((error: unknown) => response.destroy(error as Error))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
