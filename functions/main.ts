import { composeCloud } from '../infra/compose-cloud.ts'
import { Drain } from './drain.ts'
import { registerFunctions } from './index.ts'
import { keepBodiesRaw } from './json-body.ts'

// The entry of the deployed bundle: every function is registered, and the platform serves the one it was deployed for.
const parts = composeCloud(process.env)
const drain = new Drain(parts)
drain.takeOver()
keepBodiesRaw()
registerFunctions(parts, (handler) => drain.counted(handler))
