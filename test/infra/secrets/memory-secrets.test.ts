import { describe } from '@jest/globals'
import { MemorySecrets } from '../../../infra/secrets/memory-secrets.ts'
import { secretsContract } from '../../contract/secrets-contract.ts'

describe('secrets in memory', () => secretsContract(async () => new MemorySecrets()))
