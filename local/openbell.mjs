#!/usr/bin/env node
// The `openbell` command: the CLI on the project's own Node.
import { join } from 'node:path'
import { run } from './bootstrap.mjs'

run([join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, 'cli.ts'), ...process.argv.slice(2)])
