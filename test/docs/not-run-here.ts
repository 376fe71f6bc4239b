/** A command on a page that a test can't run, and why. */
interface NotRunHere {
  readonly command: RegExp
  readonly reason: string
}

/** All of them; a line that fits no documented command is refused, and so is a command that fits two. */
export const NOT_RUN_HERE: readonly NotRunHere[] = [
  { command: /^gcloud |^for job in .* gcloud |\| gcloud /, reason: 'needs a project of Google Cloud' },
  { command: /^terraform |^eval "\$\(terraform /, reason: 'needs a project of Google Cloud' },
  {
    command: /^npx openbell (telegram|dashboard|token) .*--cloud/,
    reason: 'needs a project of Google Cloud',
  },
  { command: /^npx firebase-tools@latest /, reason: 'needs a project of Google Cloud' },
  { command: /^npx openbell token login$/, reason: 'needs keys of E*TRADE and an owner who signs in' },
  { command: /^npx openbell doctor --environment sandbox$/, reason: 'calls E*TRADE' },
  { command: /^npx openbell telegram status$/, reason: 'needs the token of a bot' },
  { command: /^OPENBELL_TELEGRAM_BOT_TOKEN=your-bot-token /, reason: 'needs the token of a bot' },
  {
    command: /^npx openbell setup$/,
    reason: 'asks its questions at a terminal; test/e2e/setup.long.test.ts answers them',
  },
  { command: /^npx openbell data download /, reason: 'calls Yahoo' },
  { command: /--data \.\.\/market-data/, reason: 'needs years of recorded days, and takes minutes' },
  { command: /^npx openbell sweep --merge /, reason: 'needs the shards of three machines' },
  { command: /^git pull$/, reason: 'changes this copy' },
  { command: /^npm test/, reason: 'this is one of the tests' },
  { command: /^npm run (check|format|bench|build)\b/, reason: 'works on this copy, and takes minutes' },
  { command: /^npm run docs$/, reason: 'writes this copy; generated.test.ts asks for the same pages' },
]
