import type { Parameter } from '../driver.ts'
import { OID } from './columns/serverTypes.ts'
import { BINARY_FORMAT, TEXT_FORMAT, type BoundValue } from './wire/frontend.ts'

/** A bound value as the server reads it; `typeOid` is what it makes of the placeholder. */
export function bindParameter(value: Parameter, typeOid: number | undefined): BoundValue {
  if (value === null) return null
  if (value instanceof Uint8Array) {
    return typeOid === OID.bytea
      ? { bytes: value, format: BINARY_FORMAT }
      : text(`\\x${Buffer.from(value).toString('hex')}`)
  }
  return text(Object.is(value, -0) ? '-0' : String(value))
}

const text = (value: string): BoundValue => ({ bytes: Buffer.from(value), format: TEXT_FORMAT })
