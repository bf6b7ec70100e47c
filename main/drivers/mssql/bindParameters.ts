import type { Parameter } from '../driver.ts'
import { TYPES, type Request } from './tedious.ts'

const INT_LIMIT = 2 ** 31
const BIGINT_LIMIT = 2n ** 63n

/** Binds values as @p1, @p2 and so on. */
export function bindParameters(request: Request, parameters: readonly Parameter[]): void {
  parameters.forEach((value, index) => {
    const name = `p${index + 1}`
    if (value === null) request.addParameter(name, TYPES.NVarChar, null)
    else if (typeof value === 'string') request.addParameter(name, TYPES.NVarChar, value)
    else if (typeof value === 'boolean') request.addParameter(name, TYPES.Bit, value)
    else if (typeof value === 'number') request.addParameter(name, numberType(value), value)
    else if (typeof value === 'bigint') bindBigint(request, name, value)
    else request.addParameter(name, TYPES.VarBinary, Buffer.from(value))
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
  else request.addParameter(name, TYPES.NVarChar, String(value))
}
