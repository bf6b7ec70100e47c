import type { z } from 'zod'

/** Names a response's type in a call's declaration; nothing exists of it at run time. */
export const type = <T>(): { readonly type?: T } => ({})

export type CallDeclaration = { readonly request: z.ZodType; readonly response: { type?: unknown } }
export type CallTable = Readonly<Record<string, CallDeclaration>>

/** What the caller passes, before the schema's defaults are filled in. */
export type RequestInput<C extends CallDeclaration> = z.input<C['request']>
export type Request<C extends CallDeclaration> = z.output<C['request']>
export type Response<C extends CallDeclaration> = C['response'] extends { type?: infer T }
  ? T
  : never

export type CallContext = {
  /** Aborted when the caller gave up or is gone; must reach the server of the database. */
  readonly signal: AbortSignal
  /** The window or terminal that asks. What it opened is closed when it goes. */
  readonly clientId: string
}

export type Handlers<T extends CallTable> = {
  readonly [K in keyof T]: (
    request: Request<T[K]>,
    context: CallContext,
  ) => Promise<Response<T[K]>> | Response<T[K]>
}

export type EventDeclaration = { readonly filter: z.ZodType; readonly payload: { type?: unknown } }
export type EventTable = Readonly<Record<string, EventDeclaration>>
export type Filter<E extends EventDeclaration> = z.input<E['filter']>
export type Payload<E extends EventDeclaration> = E['payload'] extends { type?: infer T }
  ? T
  : never

/** Starts to send the events that match the filter; what it returns stops them. */
export type EventSources<T extends EventTable> = {
  readonly [K in keyof T]: (
    filter: z.output<T[K]['filter']>,
    emit: (payload: Payload<T[K]>) => void,
  ) => () => void
}
