import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Answer } from '../../api/client.ts'
import { get } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { Moment, spanText } from '../../components/moment.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'

/** When the radar last looked, how old that is, and the button that makes it look now. */
export function LastLook({ radar }: { readonly radar: Answer<'/radar'> | undefined }) {
  const queryClient = useQueryClient()
  const scanning = useMutation({
    mutationFn: () => get('/scan'),
    networkMode: 'always',
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['/radar'] }),
  })
  const { data, error, isPending } = scanning
  return (
    <div className="stack">
      <div className="title-row">
        <h1>Radar</h1>
        <button type="button" className="main" disabled={isPending} onClick={() => scanning.mutate()}>
          {isPending ? 'Scanning…' : 'Scan now'}
        </button>
      </div>
      <p className="muted look">
        <LookTime radar={radar} />
      </p>
      <p className="small look" aria-live="polite">
        {isPending && <progress aria-label="Scanning" />}
        {isPending && ' Reading quotes, days and events of every catalyst symbol'}
        {data && !isPending && `Scanned: ${data.cards.length} ranked, ${data.unranked.length} not ranked.`}
      </p>
      {error && <ProblemNote error={error} onRetry={() => scanning.mutate()} />}
    </div>
  )
}

function LookTime({ radar }: { readonly radar: Answer<'/radar'> | undefined }) {
  // The frame asks for it anyway: its answer is shared.
  const { data: today } = useApi('/today')
  if (!radar) return 'Last look …'
  const { at } = radar
  if (at === undefined) return 'No look was taken yet'
  return (
    <>
      Last look <Moment at={at} day />
      {today && ` (${spanText(Date.parse(today.now) - Date.parse(at))} ago)`}
    </>
  )
}
