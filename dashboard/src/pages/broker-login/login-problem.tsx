import { ApiError } from '../../api/client.ts'
import { ProblemNote } from '../../components/problem-note.tsx'

type Step = 'start' | 'finish'

/** Why a step of the sign-in failed, and what to do next. */
export function LoginProblem({ error, step }: { readonly error: Error; readonly step: Step }) {
  const advice = adviceOn(error instanceof ApiError ? error.status : undefined, step)
  return (
    <div className="stack">
      <ProblemNote error={error} />
      <p>{advice}</p>
    </div>
  )
}

function adviceOn(status: number | undefined, step: Step): string {
  if (status === undefined) return 'Wait until the system answers again, then repeat this step.'
  if (status === 401)
    return 'Your session is over. Ask for a new link to the dashboard, then begin with step 1.'
  if (status === 429) return 'Too much was asked within a minute. Wait one, then repeat this step.'
  if (step === 'start') return START_ADVICE[status] ?? 'Wait a minute, then press the button again.'
  return FINISH_ADVICE[status] ?? 'Begin again with step 1: each page of E*TRADE is good for one code.'
}

const START_ADVICE: Readonly<Record<number, string>> = {
  409: 'There is nothing to sign in at here: the broker is built in. Set up E*TRADE first (npm run openbell setup).',
  502: 'E*TRADE does not answer or refuses. Wait a minute, then press the button again; openbell doctor tells more.',
}

const FINISH_ADVICE: Readonly<Record<number, string>> = {
  400: 'Type the code again as it stands on the page of E*TRADE.',
  502: 'E*TRADE does not answer. Wait a minute, then begin again with step 1.',
}
