import { parentPort } from 'node:worker_threads'
import { runWorld, type WorldNumber } from './world.ts'

/** One thread of a `WorldPool`: a number comes in, what became of its world goes out. */
parentPort?.on('message', async (number: WorldNumber) => {
  parentPort?.postMessage(await runWorld(number))
})
