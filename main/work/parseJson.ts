import pl, { type DataFrame } from 'nodejs-polars'
import { WorkbenchError } from '../../contract/errors.ts'

/**
 * A frame of an array of objects, one object, or an object a line. A column has the type that all
 * its values fit in. Throws `invalid-request` with the place of what is no JSON.
 */
export function parseJson(json: string): DataFrame {
  const text = json.replace(/^\uFEFF/, '').trim()
  const isArray = text.startsWith('[')
  try {
    // A lone object, and objects a line, are read alike; one object over several lines is neither.
    const isLines = !isArray && !isOneObject(text)
    if (!isLines) JSON.parse(text)
    return pl.readJSON(Buffer.from(isArray || isLines ? text : `[${text}]`), {
      format: isLines ? 'lines' : 'json',
      inferSchemaLength: null,
    })
  } catch (error) {
    const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n')
    throw new WorkbenchError(
      'invalid-request',
      `This cannot be read as rows: ${reason.trim()}. Rows are objects, in an array or one a line.`,
    )
  }
}

function isOneObject(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
