import { type EtradeHosts, etradeHosts } from '../../infra/etrade/hosts.ts'
import { UsageError } from '../failure.ts'

/** The broker that is looked at. */
export interface BrokerEnvironment {
  readonly name: 'sandbox' | 'production' | 'simulator'
  /** How the names of secrets call it (spec §13). */
  readonly shortName: 'sandbox' | 'prod' | 'simulator'
  /** Absent for a simulator whose address nobody has told. */
  readonly hosts: EtradeHosts | undefined
}

/** The environment with its address. Throws `UsageError` for an address that is none. */
export function brokerEnvironment(
  name: BrokerEnvironment['name'],
  simulatorUrl: string | undefined,
): BrokerEnvironment {
  if (name === 'production') return { name, shortName: 'prod', hosts: etradeHosts(name) }
  if (name === 'sandbox') return { name, shortName: name, hosts: etradeHosts(name) }
  if (simulatorUrl === undefined) return { name, shortName: name, hosts: undefined }
  if (!URL.canParse(simulatorUrl))
    throw new UsageError(
      `--url: was "${simulatorUrl}"; allowed is the address that "openbell simulator" prints as baseUrl`,
    )
  return { name, shortName: name, hosts: etradeHosts({ simulator: simulatorUrl }) }
}

/** The command that signs in there; for a simulator with its address, or with the place where it belongs. */
export function signInCommand({ name, hosts }: BrokerEnvironment): string {
  const url = name === 'simulator' ? ` --url ${hosts?.api ?? 'BASE-URL'}` : ''
  return `openbell token login --environment ${name}${url}`
}
