import { useState } from 'react'
import { CodeForm } from './code-form.tsx'
import { StartLogin } from './start-login.tsx'

/** The two halves of a sign-in; the second also takes the code of a sign-in that began in Telegram. */
export function LoginSteps() {
  const [round, setRound] = useState(0)
  return (
    <ol className="steps">
      <li className="stack">
        <h3>Agree at E*TRADE</h3>
        <StartLogin onStart={() => setRound(round + 1)} />
      </li>
      <li className="stack">
        <h3>Bring the code back</h3>
        {/* What became of an earlier code says nothing of the next one. */}
        <CodeForm key={round} />
      </li>
    </ol>
  )
}
