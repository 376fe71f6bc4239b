import { expect, test } from '@jest/globals'
import { composeCloud } from '../../infra/compose-cloud.ts'
import { StructuredLog } from '../../infra/log/structured-log.ts'
import { MemorySecrets } from '../../infra/secrets/memory-secrets.ts'
import { MemoryStore } from '../../infra/store/memory-store.ts'
import { scan } from '../../shared/cycles/scan.ts'
import { NINE_THIRTY_SIX } from '../support/fixtures.ts'
import { HandClock } from '../support/hand-clock.ts'

test('the world has the closures of the configuration, and a tick on such a day opens nothing', async () => {
  const clock = new HandClock(NINE_THIRTY_SIX)
  const calendar = [{ date: '2026-03-03', name: 'Day of mourning', kind: 'closed' }]
  const opened: string[] = []
  const { compose } = composeCloud(
    {
      GOOGLE_CLOUD_PROJECT: 'demo-project',
      OPENBELL_CONFIG: JSON.stringify({ broker: { environment: 'sandbox' }, calendar }),
      OPENBELL_CALLERS: 'scheduler@demo-project.iam.gserviceaccount.com',
      OPENBELL_FUNCTIONS_URL: 'https://us-east4-demo-project.cloudfunctions.net/',
    },
    {
      clock,
      log: new StructuredLog({ output: { write: () => undefined } }),
      openStore: async () => {
        opened.push('store')
        return new MemoryStore({ clock })
      },
      openSecrets: async () => new MemorySecrets(),
    },
  )
  const answer = await scan(await compose(), { job: 'signal-scan', scheduledAt: clock.now() })
  expect([answer, opened]).toEqual([{ status: 'skipped', reason: 'market-closed: Day of mourning' }, []])
})
