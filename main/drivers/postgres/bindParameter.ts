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

/**
 * The types that values have by themselves, where nothing stands beside their placeholders that tells;
 * what is NULL or may be anything is a text.
 */
export const typesOfValues = (values: readonly Parameter[]): number[] => values.map(typeOfValue)

/**
 * Where the server took placeholders for texts that have numbers or booleans: as nothing beside them
 * tells, or as texts do. The types to try for them, with 0 for the others; null: there are none.
 */
export function typesInsteadOfText(
  values: readonly Parameter[],
  typeOids: readonly number[],
): number[] | null {
  const types = values.map((value, index) =>
    typeOids[index] === OID.text ? typeOfValue(value) : 0,
  )
  return types.some((type) => type !== 0 && type !== OID.text)
    ? types.map((type) => (type === OID.text ? 0 : type))
    : null
}

function typeOfValue(value: Parameter): number {
  if (typeof value === 'boolean') return OID.bool
  if (value === null || typeof value === 'string') return OID.text
  if (value instanceof Uint8Array) return OID.bytea
  if (typeof value === 'number' && !Number.isInteger(value)) return OID.float8
  const whole = BigInt(value)
  return BigInt.asIntN(32, whole) === whole ? OID.int4 : OID.int8
}

const text = (value: string): BoundValue => ({ bytes: Buffer.from(value), format: TEXT_FORMAT })
