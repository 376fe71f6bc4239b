import type { Answer } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { DataTable } from '../../components/data-table.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Panel } from '../../components/panel.tsx'
import { Pill, type Tone } from '../../components/pill.tsx'

type Verdict = Answer<'/readiness'>['checks'][number]['verdict']

const VERDICTS: Readonly<Record<Verdict, { readonly tone: Tone; readonly words: string }>> = {
  well: { tone: 'good', words: 'Well' },
  ill: { tone: 'bad', words: 'Ill' },
  unknown: { tone: 'warn', words: 'Not known' },
}

/** What should be well, check by check. */
export function ChecksPanel() {
  const readiness = useApi('/readiness', { every: 'normal' })
  return (
    <Panel title="Checks" aside={readiness.data && <ReadyPill ready={readiness.data.ready} />}>
      <Loaded query={readiness} room="24rem">
        {({ checks }) => (
          <DataTable
            label="Checks"
            columns={[
              { title: 'Check', cell: ({ name }) => name },
              { title: 'Verdict', cell: ({ verdict }) => <VerdictPill verdict={verdict} /> },
              { title: 'Seen', cell: ({ detail }) => detail },
            ]}
            rows={checks}
            keyOf={({ name }) => name}
            empty="There is nothing to check."
          />
        )}
      </Loaded>
    </Panel>
  )
}

function ReadyPill({ ready }: { readonly ready: boolean }) {
  return <Pill tone={ready ? 'good' : 'bad'}>{ready ? 'Nothing is ill' : 'Something is ill'}</Pill>
}

function VerdictPill({ verdict }: { readonly verdict: Verdict }) {
  const { tone, words } = VERDICTS[verdict]
  return <Pill tone={tone}>{words}</Pill>
}
