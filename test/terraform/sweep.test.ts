import { describe, expect, test } from '@jest/globals'
import { openbell } from '../e2e/command-line.ts'
import { resourceBlocks, sourceOf, terraformText } from './terraform-sources.ts'

describe('a sweep in the cloud', () => {
  test('is not made unless it is asked for', () => {
    const [, value] = /variable "sweep_tasks" \{[^}]*?default\s+= (\d+)/s.exec(terraformText) ?? []
    expect(value).toBe('0')
    const resources = [...terraformText.matchAll(/^resource "(\w+)" "sweep" \{\n\s+for_each\s+= (\S+)$/gm)]
    expect(resources.map(([, type]) => type)).toHaveLength(5)
    for (const [, , each] of resources) expect(['local.sweep', 'local.sweep_job']).toContain(each)
  })

  test('is called with options that the command has', async () => {
    const { stdout } = await openbell('sweep', '--help')
    const options = [...terraformText.matchAll(/"(--[a-z-]+)"/g)].map(([, option = '']) => option)
    expect(options).toEqual(expect.arrayContaining(['--space', '--out']))
    for (const option of options) expect(stdout).toContain(`${option} `)
  })

  test('may use its own bucket and nothing else', () => {
    expect(terraformText.match(/google_service_account\.sweep\[/g)).toHaveLength(2)
    expect(resourceBlocks('google_storage_bucket_iam_member').get('sweep')).toMatch(
      /role\s+= "roles\/storage\.objectUser"/,
    )
  })
})

describe('the image', () => {
  const dockerfile = sourceOf('Dockerfile')

  test('has the Node of the project', () => {
    const [, major] = /^FROM node:(\d+)-slim$/m.exec(dockerfile) ?? []
    expect(JSON.parse(sourceOf('package.json')).devDependencies.node.split('.')[0]).toBe(major)
  })

  test('copies the code and what installs it, and nothing that could hold a secret', () => {
    const copied = [...dockerfile.matchAll(/^COPY (.*) \S+$/gm)].flatMap(([, files = '']) => files.split(' '))
    const allowed = [...sourceOf('.dockerignore').matchAll(/^!(.*)$/gm)].map(([, file]) => file)
    expect(copied.toSorted()).toEqual(allowed.toSorted())
    expect(copied.toSorted()).toEqual(
      ['.npmrc', 'functions', 'infra', 'local', 'package-lock.json', 'package.json', 'shared'].toSorted(),
    )
  })
})
