import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { StructuredLog, type StructuredLogOptions } from '../../../infra/log/structured-log.ts'
import { Secret } from '../../../shared/ports/secrets.ts'

function recorded(options: Omit<StructuredLogOptions, 'output'> = {}) {
  const texts: string[] = []
  const log = new StructuredLog({ ...options, output: { write: (line) => void texts.push(line) } })
  return { log, texts, lines: () => texts.map((text) => JSON.parse(text)) }
}

describe('a line', () => {
  test.each([
    ['info', 'INFO'],
    ['warn', 'WARNING'],
    ['error', 'ERROR'],
  ] as const)('%s has the severity %s, a time and its fields', (level, severity) => {
    const { log, lines } = recorded()
    log[level]({ symbol: 'TQQQ' }, 'stop moved')
    expect(lines()).toEqual([
      {
        severity,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        symbol: 'TQQQ',
        message: 'stop moved',
      },
    ])
  })

  test('below the level it is left out', () => {
    const { log, texts } = recorded({ level: 'error' })
    log.info({}, 'left out')
    log.warn({}, 'left out too')
    log.error({}, 'kept')
    expect(texts).toHaveLength(1)
  })
})

describe('secrets', () => {
  test('a Secret and whatever came with a credential are not shown, however deep', () => {
    const { log, texts } = recorded()
    const Authorization = 'Bearer hidden-1'
    log.info(
      {
        token: new Secret('hidden-2'),
        deep: { inside: [new Secret('hidden-3')] },
        authorization: 'hidden-4',
        request: { headers: { Authorization }, Authorization },
        call: { answer: { headers: { 'Set-Cookie': 'hidden-5' } } },
      },
      'called',
    )
    expect(texts.join('')).not.toMatch(/hidden-\d/)
    expect(texts.join('').match(/\[secret\]/g)).toHaveLength(6)
  })

  test('of an error only its words and its stack are shown, not the request that it carries', () => {
    const { log, texts, lines } = recorded()
    const cause = new TypeError('socket closed')
    const error = Object.assign(new Error('no answer', { cause }), {
      config: { headers: { 'X-Key': 'hidden-6' } },
    })
    log.error({ error, call: 'chart' }, 'failed')
    expect(texts.join('')).not.toContain('hidden-6')
    expect(lines()[0]).toMatchObject({
      call: 'chart',
      error: ['Error: no answer', 'TypeError: socket closed'],
    })
    expect(lines()[0].stack_trace).toMatch(
      /^Error: no answer\n +at [\s\S]*\ncaused by: TypeError: socket closed\n +at /,
    )
  })

  test('a circle of causes ends', () => {
    const { log, lines } = recorded()
    const error = new Error('round')
    error.cause = error
    log.error({ error }, 'failed')
    expect(lines()[0].error).toHaveLength(5)
  })
})

describe('within', () => {
  test('every line carries the fields, across waiting and nesting, and none afterwards', async () => {
    const { log, lines } = recorded()
    await log.within({ job: 'scan' }, async () => {
      await Promise.resolve()
      log.within({ order: 7 }, () => log.info({ own: true }, 'inner'))
      log.info({}, 'outer')
    })
    log.info({}, 'after')
    expect(lines().map(({ time: _, severity: __, ...line }) => line)).toEqual([
      { job: 'scan', order: 7, own: true, message: 'inner' },
      { job: 'scan', message: 'outer' },
      { message: 'after' },
    ])
  })

  test('a correlation id is shown as a trace of the project', () => {
    const { log, lines } = recorded({ projectId: 'demo-project' })
    log.within({ correlationId: 'abc' }, () => log.info({}, 'here'))
    expect(lines()[0]).toMatchObject({
      correlationId: 'abc',
      'logging.googleapis.com/trace': 'projects/demo-project/traces/abc',
    })
  })
})

test('no line is lost when the process ends right after it', () => {
  const source = pathToFileURL(join(import.meta.dirname, '../../../infra/log/structured-log.ts')).href
  const script = `
    const { StructuredLog } = await import(${JSON.stringify(source)})
    const log = new StructuredLog()
    for (let line = 1; line <= 500; line += 1) log.info({ line }, 'x'.repeat(200))
    process.exit(3)
  `
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  expect([ended.status, ended.stderr]).toEqual([3, ''])
  expect(ended.stdout.trimEnd().split('\n')).toHaveLength(500)
})
