import { createRequire } from 'node:module'
import { GrpcClient, grpc } from 'google-gax'

/** What a handler throws to answer with a gRPC status other than OK. */
export class GrpcStatus extends Error {
  override readonly name = 'GrpcStatus'
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** One answer for each method, by its name in the service's own definition. */
export type Handlers = Readonly<Record<string, (request: never) => object>>

/** How a method is broken; a call that hangs ends with its client's deadline. */
export type Fault =
  | { readonly kind: 'status'; readonly code: number; readonly message: string }
  | { readonly kind: 'hang' }

/** A gRPC service on a free port of this machine, from the definition that its own client ships with. */
export class LoopbackGrpc {
  readonly calls: string[] = []
  readonly #server = new grpc.Server()
  readonly #faults = new Map<string, Fault>()
  #port = 0

  private constructor(service: grpc.ServiceDefinition, handlers: Handlers) {
    const names = Object.keys(service)
    this.#server.addService(
      service,
      Object.fromEntries(names.map((name) => [name, this.#answering(name, handlers[name])])),
    )
  }

  static async start(at: {
    readonly protos: string
    readonly service: string
    readonly handlers: Handlers
  }): Promise<LoopbackGrpc> {
    const loopback = new LoopbackGrpc(definitionOf(at.protos, at.service), at.handlers)
    await loopback.#listen()
    return loopback
  }

  /** What a Google client needs to talk to this service and to nobody else. */
  get clientOptions() {
    return { apiEndpoint: '127.0.0.1', port: this.#port, sslCreds: grpc.credentials.createInsecure() }
  }

  count(method: string): number {
    return this.calls.filter((called) => called === method).length
  }

  breakMethod(method: string, fault: Fault): void {
    this.#faults.set(method, fault)
  }

  mend(): void {
    this.#faults.clear()
  }

  stop(): void {
    this.#server.forceShutdown()
  }

  #listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
        this.#port = port
        if (error) reject(error)
        else resolve()
      })
    })
  }

  #answering(
    method: string,
    handler: ((request: never) => object) | undefined,
  ): grpc.handleUnaryCall<unknown, object> {
    return ({ request }, callback) => {
      this.calls.push(method)
      const fault = this.#faults.get(method)
      if (fault?.kind === 'hang') return
      try {
        if (fault) throw new GrpcStatus(fault.code, fault.message)
        if (!handler) throw new GrpcStatus(grpc.status.UNIMPLEMENTED, `${method} is not part of this double`)
        callback(null, handler(request as never))
      } catch (error) {
        callback(error as GrpcStatus)
      }
    }
  }
}

/** Longs and enums travel as text, as the clients read them. */
function definitionOf(protos: string, service: string): grpc.ServiceDefinition {
  const json = createRequire(import.meta.url)(protos) as object
  const root: unknown = new GrpcClient().loadProtoJSON(json as never)
  const found = service
    .split('.')
    .reduce<unknown>((scope, part) => (scope as Record<string, unknown> | undefined)?.[part], root)
  if (!found) throw new Error(`${protos} has no service ${service}`)
  return (found as grpc.ServiceClientConstructor).service
}
