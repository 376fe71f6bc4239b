/** One thing that `openbell setup` wants to know, by the flag that answers it. */
export interface Question<Answer> {
  readonly flag: string
  readonly words: string
  /** What an empty answer stands for; without it an empty answer is a wrong one. */
  readonly ifEmpty?: string
  readonly allowed: string
  /** The answer a text stands for; `undefined` where it stands for none. */
  readonly parse: (text: string) => Answer | undefined
}

/** The environments of the broker that are reached from the cloud, where no simulator runs. */
export type CloudEnvironment = 'sandbox' | 'production'

/** What an owner answers who wants no budget. */
const NO_ACCOUNT = 'none'

// The rules are those of terraform/variables.tf, only that a text may not hold what would need care inside quotes.
export const projectQuestion: Question<string> = {
  flag: '--project',
  words: 'Google Cloud project, its id',
  allowed:
    '6 to 30 of a-z, 0-9 and "-", beginning with a letter, as in your-project-id; not the display name or number',
  parse: matching(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/),
}

export const regionQuestion: Question<string> = {
  flag: '--region',
  words: 'Region; the database can never be moved to another',
  ifEmpty: 'us-east4',
  allowed: 'one region such as us-east4, not a zone or a continent',
  parse: matching(/^[a-z]+-[a-z]+[0-9]{1,2}$/),
}

export const alertEmailQuestion: Question<string> = {
  flag: '--alert-email',
  words: 'E-mail address that Google writes to when Openbell may be unable to speak',
  allowed: 'an e-mail address such as you@example.com',
  parse: matching(/^[^@\s"\\\p{Cc}]+@[^@\s"\\\p{Cc}]+\.[^@\s"\\\p{Cc}]+$/u),
}

export const ownerQuestion: Question<string> = {
  flag: '--owner',
  words: 'Your Google account, the only one that may call safe mode and store a sign-in',
  allowed:
    'one account, as in user:you@example.com or serviceAccount:name@your-project-id.iam.gserviceaccount.com',
  parse: matching(/^(user|serviceAccount):[^@\s"\\\p{Cc}]+@[^@\s"\\\p{Cc}]+$/u),
}

export const telegramUserQuestion: Question<number> = {
  flag: '--telegram-user',
  words: 'Telegram user id; a bot such as @userinfobot tells you yours',
  allowed: 'a positive whole number of at most 15 digits',
  parse: whole(/^[1-9]\d{0,14}$/),
}

/** In a private chat its id is the user's own. */
export function telegramChatQuestion(userId: number): Question<number> {
  return {
    flag: '--telegram-chat',
    words: 'Telegram chat id; a group has a negative one',
    ifEmpty: String(userId),
    allowed: 'a whole number of at most 15 digits other than 0',
    parse: whole(/^-?[1-9]\d{0,14}$/),
  }
}

export const environmentQuestion: Question<CloudEnvironment> = {
  flag: '--environment',
  words: 'Environment of the broker, sandbox or production',
  ifEmpty: 'sandbox',
  allowed: 'sandbox or production; there is no simulator in the cloud',
  parse: (text) => (text === 'sandbox' || text === 'production' ? text : undefined),
}

/** Answers `null` for an owner who wants no budget. */
export const billingAccountQuestion: Question<{ readonly id: string | null }> = {
  flag: '--billing-account',
  words: 'Billing account that a monthly budget is set on',
  ifEmpty: NO_ACCOUNT,
  allowed: `three groups of six of A-F and 0-9 joined by "-", as "gcloud billing accounts list" shows, or ${NO_ACCOUNT}`,
  parse: (text) => {
    if (text === NO_ACCOUNT) return { id: null }
    return /^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/.test(text) ? { id: text } : undefined
  },
}

export const budgetQuestion: Question<number> = {
  flag: '--budget',
  words: 'US dollars a month after which Google writes; it stops nothing',
  ifEmpty: '5',
  allowed: 'whole dollars from 1 to 999999',
  parse: whole(/^[1-9]\d{0,5}$/),
}

function matching(pattern: RegExp): (text: string) => string | undefined {
  return (text) => (pattern.test(text) ? text : undefined)
}

function whole(pattern: RegExp): (text: string) => number | undefined {
  return (text) => (pattern.test(text) ? Number(text) : undefined)
}
