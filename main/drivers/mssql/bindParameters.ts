import type { Parameter } from '../driver.ts'
import { TYPES, type Request } from './tedious.ts'

const INT_LIMIT = 2 ** 31
const BIGINT_LIMIT = 2n ** 63n

/** The longest texts and bytes that are no large objects. */
const TEXT_LIMIT = { length: 4_000 }
const BYTES_LIMIT = { length: 8_000 }

/**
 * Binds values as @p1, @p2 and so on, for sp_executesql: the server keeps its plan by the text and the
 * declared types, for all sessions and within its own bounds, where handles of sp_prepare would end
 * with each reset of the session. A text is declared with the longest length instead of its own, since
 * each length would be a plan of its own.
 */
export function bindParameters(request: Request, parameters: readonly Parameter[]): void {
  parameters.forEach((value, index) => {
    const name = `p${index + 1}`
    if (value === null) request.addParameter(name, TYPES.NVarChar, null, TEXT_LIMIT)
    else if (typeof value === 'string') bindText(request, name, value)
    else if (typeof value === 'boolean') request.addParameter(name, TYPES.Bit, value)
    else if (typeof value === 'number') request.addParameter(name, numberType(value), value)
    else if (typeof value === 'bigint') bindBigint(request, name, value)
    else bindBytes(request, name, Buffer.from(value))
  })
}

const numberType = (value: number) =>
  Number.isInteger(value) && Math.abs(value) < INT_LIMIT && !Object.is(value, -0)
    ? TYPES.Int
    : TYPES.Float

/** Beyond 64 bits as text, which the server turns into the decimal it is compared with. */
function bindBigint(request: Request, name: string, value: bigint): void {
  const fits = value >= -BIGINT_LIMIT && value < BIGINT_LIMIT
  if (fits) request.addParameter(name, TYPES.BigInt, value)
  else bindText(request, name, String(value))
}

const bindText = (request: Request, name: string, value: string): void =>
  request.addParameter(
    name,
    TYPES.NVarChar,
    value,
    value.length <= TEXT_LIMIT.length ? TEXT_LIMIT : {},
  )

const bindBytes = (request: Request, name: string, value: Buffer): void =>
  request.addParameter(
    name,
    TYPES.VarBinary,
    value,
    value.length <= BYTES_LIMIT.length ? BYTES_LIMIT : {},
  )
