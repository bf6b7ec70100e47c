/**
 * What structured clone keeps, as JSON: the wire between the double and its pages carries text only.
 * Both functions run in the page as well, by their source text: they use nothing of this file.
 */
export function encode(value: unknown): string {
  return JSON.stringify(wrap(value))

  function wrap(plain: unknown): unknown {
    if (plain === undefined) return { $: 'undefined' }
    if (typeof plain === 'bigint') return { $: 'bigint', value: String(plain) }
    if (typeof plain === 'number' && !Number.isFinite(plain))
      return { $: 'number', value: String(plain) }
    if (plain === null || typeof plain !== 'object') return plain
    if (plain instanceof Uint8Array) return { $: 'bytes', value: toBase64(plain) }
    if (plain instanceof Date) return { $: 'date', value: plain.getTime() }
    if (Array.isArray(plain)) return plain.map(wrap)
    if (Object.getPrototypeOf(plain) !== Object.prototype && Object.getPrototypeOf(plain) !== null)
      throw new TypeError(`The double cannot clone a ${plain.constructor.name}.`)
    return Object.fromEntries(Object.entries(plain).map(([key, entry]) => [key, wrap(entry)]))
  }

  function toBase64(bytes: Uint8Array): string {
    let binary = ''
    for (let at = 0; at < bytes.length; at += 0x8000)
      binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
    return btoa(binary)
  }
}

export function decode(text: string): unknown {
  return unwrap(JSON.parse(text))

  function unwrap(wrapped: unknown): unknown {
    if (wrapped === null || typeof wrapped !== 'object') return wrapped
    if (Array.isArray(wrapped)) return wrapped.map(unwrap)
    const { $: kind, value } = wrapped as { $?: string; value: string }
    switch (kind) {
      case undefined:
        return Object.fromEntries(
          Object.entries(wrapped).map(([key, entry]) => [key, unwrap(entry)]),
        )
      case 'undefined':
        return undefined
      case 'bigint':
        return BigInt(value)
      case 'number':
        return Number(value)
      case 'date':
        return new Date(Number(value))
      default:
        return Uint8Array.from(atob(value), (character) => character.charCodeAt(0))
    }
  }
}
