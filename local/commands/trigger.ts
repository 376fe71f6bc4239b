import { functionNames } from '../../functions/index.ts'
import { CloudScheduler } from '../../infra/scheduler/cloud-scheduler.ts'
import { UsageError } from '../failure.ts'
import { assertGoogleCredentials } from '../google-credentials.ts'

interface TriggerOptions {
  readonly port: number
  readonly cloud: boolean
  readonly project?: string
  readonly region: string
  readonly json: boolean
}

/** `openbell trigger`: calls a function of this computer, or has the cloud's scheduler fire its job. */
export async function trigger(name: string, options: TriggerOptions): Promise<void> {
  if (options.cloud) return fire(name, options)
  if (!functionNames.some((known) => known === name)) {
    throw new UsageError(`no function "${name}"; choose one of ${functionNames.join(', ')}`)
  }
  const response = await post(`http://127.0.0.1:${options.port}/${name}`)
  const body: unknown = await response.json()
  process.stdout.write(`${options.json ? JSON.stringify(body) : JSON.stringify(body, undefined, 2)}\n`)
  if (!response.ok) process.exitCode = 1
}

/** Nobody but the scheduler may call the deployed functions; what the run came to stands in their log. */
async function fire(job: string, { project, region, json }: TriggerOptions): Promise<void> {
  if (project === undefined)
    throw new UsageError('--cloud needs --project, the id of the Google Cloud project')
  await assertGoogleCredentials('trigger --cloud')
  const scheduler = await CloudScheduler.open({ projectId: project, region })
  try {
    await scheduler.run(job)
  } finally {
    await scheduler.close()
  }
  const answer = { job, project, region, fired: true }
  const log = `gcloud functions logs read ${job} --region ${region} --project ${project}`
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${job} was fired; its log: ${log}\n`)
}

async function post(url: string): Promise<Response> {
  try {
    return await fetch(url, { method: 'POST' })
  } catch (error) {
    throw new Error(`nothing answers at ${url}; start it with \`npm start\` or name its --port`, {
      cause: error,
    })
  }
}
