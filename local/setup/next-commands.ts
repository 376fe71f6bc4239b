import type { Answers } from './answers.ts'

/** One step after the variables are written: what it is for and what to type for it. */
export interface NextStep {
  readonly purpose: string
  readonly commands: readonly string[]
}

/** What leads from the written variables to a deployed system, in this order; docs/deploy.md explains it. */
export function nextSteps({ projectId, region, environment }: Answers): readonly NextStep[] {
  const bucket = `${projectId}-state`
  const secretsOf = environment === 'production' ? 'prod' : environment
  return [
    { purpose: 'Build what is deployed', commands: ['npm run build'] },
    {
      purpose: 'Make the bucket of the state, once',
      commands: [
        `gcloud storage buckets create gs://${bucket} --project=${projectId} --location=${region} --uniform-bucket-level-access --public-access-prevention`,
        `gcloud storage buckets update gs://${bucket} --versioning`,
      ],
    },
    {
      purpose: 'Deploy',
      commands: [
        `terraform -chdir=terraform init -backend-config=bucket=${bucket}`,
        'terraform -chdir=terraform plan',
        'terraform -chdir=terraform apply',
      ],
    },
    {
      purpose: 'Store the keys of the broker; each command waits for one value, which is not shown',
      // The value goes without the line's end, which would be a part of it.
      commands: ['key', 'secret'].map(
        (half) =>
          `read -rs value && printf %s "$value" | gcloud secrets versions add etrade-${secretsOf}-consumer-${half} --data-file=- --project=${projectId}; unset value`,
      ),
    },
    {
      purpose: 'Sign in at the broker, every day',
      commands: [`npx openbell token login --environment ${environment} --cloud --project ${projectId}`],
    },
  ]
}
