import type { TextMark } from '../../../../contract/columns.ts'

/** A type that every PostgreSQL has, under the same OID. */
export type ServerType = {
  /** As `format_type` writes it, without length or precision. */
  readonly name: string
  readonly arrayOid: number
  /** What the text of its values is, for types that have no column kind of their own. */
  readonly mark?: TextMark
}

export const OID = {
  bool: 16,
  bytea: 17,
  name: 19,
  int8: 20,
  int2: 21,
  int4: 23,
  text: 25,
  oid: 26,
  json: 114,
  xml: 142,
  float4: 700,
  float8: 701,
  bpchar: 1042,
  varchar: 1043,
  date: 1082,
  time: 1083,
  timestamp: 1114,
  timestamptz: 1184,
  timetz: 1266,
  bit: 1560,
  varbit: 1562,
  numeric: 1700,
  uuid: 2950,
  jsonb: 3802,
} as const

/** From `pg_type` of PostgreSQL 18; these numbers never change between versions. */
export const TYPE_BY_OID: ReadonlyMap<number, ServerType> = new Map<number, ServerType>([
  [OID.bool, { name: 'boolean', arrayOid: 1000 }],
  [OID.bytea, { name: 'bytea', arrayOid: 1001 }],
  [18, { name: '"char"', arrayOid: 1002 }],
  [OID.name, { name: 'name', arrayOid: 1003 }],
  [OID.int8, { name: 'bigint', arrayOid: 1016 }],
  [OID.int2, { name: 'smallint', arrayOid: 1005 }],
  [22, { name: 'int2vector', arrayOid: 1006, mark: 'array' }],
  [OID.int4, { name: 'integer', arrayOid: 1007 }],
  [24, { name: 'regproc', arrayOid: 1008 }],
  [OID.text, { name: 'text', arrayOid: 1009 }],
  [OID.oid, { name: 'oid', arrayOid: 1028 }],
  [27, { name: 'tid', arrayOid: 1010 }],
  [28, { name: 'xid', arrayOid: 1011, mark: 'decimal' }],
  [29, { name: 'cid', arrayOid: 1012, mark: 'decimal' }],
  [30, { name: 'oidvector', arrayOid: 1013, mark: 'array' }],
  [OID.json, { name: 'json', arrayOid: 199, mark: 'json' }],
  [OID.xml, { name: 'xml', arrayOid: 143, mark: 'xml' }],
  [600, { name: 'point', arrayOid: 1017, mark: 'geometry' }],
  [601, { name: 'lseg', arrayOid: 1018, mark: 'geometry' }],
  [602, { name: 'path', arrayOid: 1019, mark: 'geometry' }],
  [603, { name: 'box', arrayOid: 1020, mark: 'geometry' }],
  [604, { name: 'polygon', arrayOid: 1027, mark: 'geometry' }],
  [628, { name: 'line', arrayOid: 629, mark: 'geometry' }],
  [718, { name: 'circle', arrayOid: 719, mark: 'geometry' }],
  [650, { name: 'cidr', arrayOid: 651, mark: 'network' }],
  [869, { name: 'inet', arrayOid: 1041, mark: 'network' }],
  [829, { name: 'macaddr', arrayOid: 1040, mark: 'network' }],
  [774, { name: 'macaddr8', arrayOid: 775, mark: 'network' }],
  [OID.float4, { name: 'real', arrayOid: 1021 }],
  [OID.float8, { name: 'double precision', arrayOid: 1022 }],
  // With the currency sign and separators of `lc_monetary`: text, not a number.
  [790, { name: 'money', arrayOid: 791 }],
  [1033, { name: 'aclitem', arrayOid: 1034 }],
  [OID.bpchar, { name: 'character', arrayOid: 1014 }],
  [OID.varchar, { name: 'character varying', arrayOid: 1015 }],
  [OID.date, { name: 'date', arrayOid: 1182, mark: 'date' }],
  [OID.time, { name: 'time without time zone', arrayOid: 1183, mark: 'time' }],
  [OID.timestamp, { name: 'timestamp without time zone', arrayOid: 1115, mark: 'timestamp' }],
  [OID.timestamptz, { name: 'timestamp with time zone', arrayOid: 1185, mark: 'timestamp' }],
  [1186, { name: 'interval', arrayOid: 1187, mark: 'interval' }],
  [OID.timetz, { name: 'time with time zone', arrayOid: 1270, mark: 'time' }],
  [OID.bit, { name: 'bit', arrayOid: 1561, mark: 'bits' }],
  [OID.varbit, { name: 'bit varying', arrayOid: 1563, mark: 'bits' }],
  [OID.numeric, { name: 'numeric', arrayOid: 1231, mark: 'decimal' }],
  [1790, { name: 'refcursor', arrayOid: 2201 }],
  [2202, { name: 'regprocedure', arrayOid: 2207 }],
  [2203, { name: 'regoper', arrayOid: 2208 }],
  [2204, { name: 'regoperator', arrayOid: 2209 }],
  [2205, { name: 'regclass', arrayOid: 2210 }],
  [2206, { name: 'regtype', arrayOid: 2211 }],
  [2249, { name: 'record', arrayOid: 2287 }],
  [2278, { name: 'void', arrayOid: 0 }],
  [OID.uuid, { name: 'uuid', arrayOid: 2951, mark: 'uuid' }],
  [3220, { name: 'pg_lsn', arrayOid: 3221 }],
  [3614, { name: 'tsvector', arrayOid: 3643 }],
  [3615, { name: 'tsquery', arrayOid: 3645 }],
  [OID.jsonb, { name: 'jsonb', arrayOid: 3807, mark: 'json' }],
  [3904, { name: 'int4range', arrayOid: 3905, mark: 'range' }],
  [3906, { name: 'numrange', arrayOid: 3907, mark: 'range' }],
  [3908, { name: 'tsrange', arrayOid: 3909, mark: 'range' }],
  [3910, { name: 'tstzrange', arrayOid: 3911, mark: 'range' }],
  [3912, { name: 'daterange', arrayOid: 3913, mark: 'range' }],
  [3926, { name: 'int8range', arrayOid: 3927, mark: 'range' }],
  [4072, { name: 'jsonpath', arrayOid: 4073 }],
  [4451, { name: 'int4multirange', arrayOid: 6150, mark: 'range' }],
  [4532, { name: 'nummultirange', arrayOid: 6151, mark: 'range' }],
  [4533, { name: 'tsmultirange', arrayOid: 6152, mark: 'range' }],
  [4534, { name: 'tstzmultirange', arrayOid: 6153, mark: 'range' }],
  [4535, { name: 'datemultirange', arrayOid: 6155, mark: 'range' }],
  [4536, { name: 'int8multirange', arrayOid: 6157, mark: 'range' }],
  [5069, { name: 'xid8', arrayOid: 271, mark: 'decimal' }],
])

const ELEMENT_BY_ARRAY_OID: ReadonlyMap<number, number> = new Map(
  [...TYPE_BY_OID].map(([oid, { arrayOid }]) => [arrayOid, oid]),
)

/**
 * The type's name with its length or precision, as `format_type` writes it; null where only the
 * server knows: enums, composites and types of extensions.
 */
export function typeName(oid: number, modifier: number): string | null {
  const elementOid = ELEMENT_BY_ARRAY_OID.get(oid)
  if (elementOid !== undefined) return `${typeName(elementOid, modifier)}[]`
  const type = TYPE_BY_OID.get(oid)
  if (!type) return null
  return modifier < 0 ? type.name : withModifier(oid, type.name, modifier)
}

export const isArray = (oid: number): boolean => ELEMENT_BY_ARRAY_OID.has(oid)

/** Precision and scale of `numeric(p,s)`; null without. The scale may be negative. */
export function numericLimits(modifier: number): { precision: number; scale: number } | null {
  if (modifier < 4) return null
  const packed = modifier - 4
  // Eleven bits, two's complement.
  return { precision: packed >> 16, scale: ((packed & 0x7ff) ^ 0x400) - 0x400 }
}

function withModifier(oid: number, name: string, modifier: number): string {
  switch (oid) {
    case OID.bpchar:
    case OID.varchar:
      return `${name}(${modifier - 4})`
    case OID.bit:
    case OID.varbit:
      return `${name}(${modifier})`
    case OID.time:
    case OID.timetz:
    case OID.timestamp:
    case OID.timestamptz:
      return name.replace(' ', `(${modifier}) `)
    case OID.numeric: {
      const { precision, scale } = numericLimits(modifier)!
      return `numeric(${precision},${scale})`
    }
    default:
      return name
  }
}
