import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A recorded connection, as `fixtures/README.md` describes it. */
export type Trace = {
  readonly scenario: string
  readonly login: {
    readonly userName: string
    readonly password: string
    readonly database: string
  }
  readonly steps: readonly TraceStep[]
  readonly messages: readonly TraceMessage[]
}

export type TraceMessage = {
  readonly from: 'client' | 'server'
  readonly type: string
  readonly base64: string
}

export type TraceStep = {
  readonly label: string
  readonly kind: string
  readonly sql?: string
  /** Of a bulk load. */
  readonly table?: string
  readonly parameters?: unknown
  readonly expected?: {
    readonly rows?: readonly (readonly unknown[])[]
    readonly resultSets?: readonly (readonly (readonly unknown[])[])[]
    readonly columns?: readonly string[]
    readonly rowCount?: number
    readonly infos?: readonly { readonly message: string }[]
    readonly returnValues?: readonly (readonly unknown[])[]
    readonly returnStatus?: number
    readonly error?: ExpectedError | null
  }
  readonly driverResult: {
    readonly error?: { readonly message: string } | null
    readonly resultSets?: readonly {
      readonly columns: readonly { readonly name: string }[]
      readonly rows: 'equal to expected' | readonly (readonly unknown[])[]
    }[]
  }
}

export type ExpectedError = {
  readonly code: string
  readonly number?: number
  readonly class?: number
  readonly state?: number
  readonly messageLike?: string
}

export const readTrace = (scenario: string): Trace =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, 'fixtures', `${scenario}.json`), 'utf8'),
  ) as Trace
