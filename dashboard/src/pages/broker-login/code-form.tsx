import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { post } from '../../api/client.ts'
import { Moment } from '../../components/moment.tsx'
import { codeProblem } from './code-problem.ts'
import { LoginProblem } from './login-problem.tsx'

/** Takes the code of E*TRADE's page and exchanges it for the token of the day. */
export function CodeForm() {
  const id = useId()
  const queryClient = useQueryClient()
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string>()
  const finish = useMutation({
    mutationFn: (sent: string) => post('/oauth/exchange', { code: sent }),
    // A code is good once, whatever came of it.
    onSettled: () => setCode(''),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = codeProblem(code)
    setProblem(found)
    if (found === undefined) finish.mutate(code.trim())
  }
  return (
    <>
      <form className="form" onSubmit={submit} noValidate>
        <label>
          Code of E*TRADE
          <input
            className="code"
            name="code"
            size={10}
            value={code}
            onChange={({ target }) => setCode(target.value)}
            autoComplete="off"
            autoCapitalize="characters"
            autoCorrect="off"
            spellCheck={false}
            inputMode="text"
            aria-invalid={problem !== undefined}
            aria-describedby={id}
          />
        </label>
        <button type="submit" className="main" disabled={finish.isPending}>
          {finish.isPending ? 'Handing it over…' : 'Hand over the code'}
        </button>
      </form>
      <p id={id} className={problem ? 'loss' : 'muted small'} role={problem ? 'alert' : undefined}>
        {problem ?? '4 to 8 letters and digits, as they stand on the page.'}
      </p>
      <div aria-live="polite">
        {finish.error && <LoginProblem error={finish.error} step="finish" />}
        {finish.data && (
          <p className="banner" data-tone="good">
            Signed in at E*TRADE. The token ends <Moment at={finish.data.endsAt} day />
          </p>
        )}
      </div>
    </>
  )
}
