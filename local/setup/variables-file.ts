import type { Answers } from './answers.ts'

/** The text of `terraform.tfvars`: every variable that terraform/variables.tf declares, and no secret. */
export function variablesFile(answers: Answers): string {
  return [
    '# Written by `openbell setup`; terraform/variables.tf says what each variable is. No secret belongs in here.',
    '',
    ...aligned([
      ['project_id', quoted(answers.projectId)],
      ['region', quoted(answers.region)],
    ]),
    '',
    `owner_principal = ${quoted(answers.owner)}`,
    '',
    ...aligned([
      ['telegram_owner_user_id', String(answers.telegramUserId)],
      ['telegram_owner_chat_id', String(answers.telegramChatId)],
    ]),
    '',
    `alert_email = ${quoted(answers.alertEmail)}`,
    '',
    '# Every key has a default but the environment of the broker; `openbell config` lists them.',
    'config_json = <<-JSON',
    '  {',
    '    "mode": "DEMO",',
    `    "broker": { "environment": ${JSON.stringify(answers.environment)} }`,
    '  }',
    'JSON',
    '',
    '# Only for LIVE, which also wants /arm in Telegram before it buys anything.',
    `account_id_key = ${quoted('')}`,
    '',
    ...aligned([
      ['source_bundle', quoted('../dist/functions.zip')],
      ['log_retention_days', '30'],
    ]),
    '',
    '# A model that makes plans for catalysts; empty asks nobody, and its key is the secret advisor-api-key.',
    ...aligned([
      ['advisor_url', quoted('')],
      ['advisor_model', quoted('')],
    ]),
    '',
    '# With null there is no budget.',
    ...aligned([
      ['billing_account', answers.billingAccount === null ? 'null' : quoted(answers.billingAccount)],
      ['budget_usd', String(answers.budgetUsd)],
    ]),
    '',
  ].join('\n')
}

/** As `terraform fmt` lays out neighbours. */
function aligned(assignments: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...assignments.map(([name]) => name.length))
  return assignments.map(([name, value]) => `${name.padEnd(width)} = ${value}`)
}

/** Inside quotes terraform would take `${` and `%{` for the beginning of an expression. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, '$&$&')
}
