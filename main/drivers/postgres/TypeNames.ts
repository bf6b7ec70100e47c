import { typeName } from './columns/serverTypes.ts'
import { type RowField } from './wire/backend.ts'
import type { MessageBytes } from './wire/Wire.ts'

/**
 * Names of types that only one database knows, kept for the session: enums, composites, and what
 * extensions bring.
 */
export class TypeNames {
  readonly #names = new Map<string, string>()
  #asked: string[] = []

  nameOf(field: RowField): string | undefined {
    return this.#names.get(keyOf(field))
  }

  /** A statement that gives one row with the names still unknown; null when all are known. */
  lookup(fields: readonly RowField[]): string | null {
    const unknown = fields.filter(
      (field) =>
        typeName(field.typeOid, field.typeModifier) === null && !this.#names.has(keyOf(field)),
    )
    this.#asked = [...new Set(unknown.map(keyOf))]
    if (this.#asked.length === 0) return null
    return `SELECT ${this.#asked.map((key) => `pg_catalog.format_type(${key})`).join(', ')}`
  }

  /** Takes the row that answers `lookup`. */
  learn({ bytes, view }: MessageBytes, start: number): void {
    let at = start + 2
    for (const key of this.#asked) {
      const length = view.getInt32(at)
      at += 4
      if (length < 0) continue
      this.#names.set(key, new TextDecoder().decode(bytes.subarray(at, at + length)))
      at += length
    }
  }
}

/** The arguments of `format_type`. */
const keyOf = ({ typeOid, typeModifier }: RowField): string => `${typeOid}, ${typeModifier}`
