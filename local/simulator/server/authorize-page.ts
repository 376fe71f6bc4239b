import { html } from 'hono/html'

type Page = ReturnType<typeof html>

/** The page that shows the code to paste into the program. */
export function verifierPage(verifier: string): Page {
  return page(
    'Sign-in approved',
    html`<p>Copy this code into Openbell to complete the sign-in.</p>
      <output aria-label="Verification code">${verifier}</output>
      <p class="note">It works once, for the next five minutes.</p>`,
  )
}

/** The page that says in words why a sign-in cannot be approved. */
export function refusalPage(reason: string): Page {
  return page('Sign-in not possible', html`<p role="alert">${reason}</p>`)
}

function page(title: string, content: Page): Page {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} · Broker simulator</title>
    <style>
      :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
      body { min-height: 100vh; margin: 0; display: grid; place-items: center; background: Canvas; color: CanvasText; }
      main { max-width: 26rem; margin: 1rem; padding: 2rem; text-align: center; border: 1px solid GrayText; border-radius: 12px; }
      h1 { margin: 0 0 0.5rem; font-size: 1.4rem; }
      output { display: block; margin: 1.5rem 0; font: 700 2.6rem/1 ui-monospace, monospace; letter-spacing: 0.2em; user-select: all; }
      .note { color: GrayText; font-size: 0.9rem; }
    </style>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      ${content}
      <p class="note">This is the broker simulator: no real account, no real money.</p>
    </main>
  </body>
</html>`
}
