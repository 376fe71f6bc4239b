/** What a stranger sees, and the owner whose session is over. */
export function SignedOutPage() {
  return (
    <main className="content">
      <h1>Openbell</h1>
      <section className="panel stack">
        <p>Nobody is signed in here. A link signs you in; it is good once, for ten minutes:</p>
        <ul style={{ paddingLeft: '1.2rem' }}>
          <li>
            on this computer <span className="code">npm run openbell dashboard</span>, or the line that{' '}
            <span className="code">npm start</span> printed,
          </li>
          <li>
            from your phone <span className="code">/dashboard</span> in the Telegram chat of your bot.
          </li>
        </ul>
      </section>
    </main>
  )
}
