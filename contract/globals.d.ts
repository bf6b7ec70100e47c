// The few globals that Node and browsers share; the contract may use no others.

interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
}

declare class TextEncoder {
  encode(text: string): Uint8Array
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(bytes: Uint8Array): string
}

declare class URL {
  constructor(url: string, base?: string)
}
