import { CodeForm } from './code-form.tsx'
import { StartLogin } from './start-login.tsx'

/** The two halves of a sign-in; the second also takes the code of a sign-in that began in Telegram. */
export function LoginSteps() {
  return (
    <ol className="steps">
      <li className="stack">
        <h3>Agree at E*TRADE</h3>
        <StartLogin />
      </li>
      <li className="stack">
        <h3>Bring the code back</h3>
        <CodeForm />
      </li>
    </ol>
  )
}
