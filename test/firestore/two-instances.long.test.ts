import { twoInstancesTest } from './two-instances.ts'

twoInstancesTest(500)
