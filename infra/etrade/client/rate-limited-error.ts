import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'

/** The broker wants a pause: too many calls of this module. Nothing happened, and it may be asked again later. */
export class BrokerRateLimitedError extends BrokerUnreachableError {}
