import { WorkbenchError } from '../../../../contract/errors.ts'
import type { ParsedUrl } from '../../../../contract/profiles.ts'
import { DEFAULT_PORT, profileFields } from './profileFields.ts'

const PARAMETERS = ['tlsMode', 'caFile', 'certFile', 'keyFile']

/** Takes `jotter://:password@host:port?tlsMode=…` apart. */
export function parseUrl(text: string): ParsedUrl {
  if (!URL.canParse(text)) throw invalidUrl('host', `Write it as jotter://:password@host:port.`)
  const { hostname, port, password, searchParams } = new URL(text)
  const unknown = [...searchParams.keys()].find((name) => !PARAMETERS.includes(name))
  if (unknown !== undefined)
    throw invalidUrl('parameter', `“${unknown}” is not known; ${PARAMETERS.join(', ')} are.`)
  const modes = profileFields.find(({ name }) => name === 'tlsMode')!.choices!
  const mode = searchParams.get('tlsMode')
  if (mode !== null && !modes.some(({ value }) => value === mode))
    throw invalidUrl('parameter', `“${mode}” is no mode of TLS.`)
  const host = hostname.replace(/^\[|\]$/g, '') || 'localhost'
  return {
    driverId: 'jotter',
    name: host,
    fields: { host, port: Number(port || DEFAULT_PORT), ...Object.fromEntries(searchParams) },
    secrets: password ? { password: decode(password) } : {},
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidUrl('percent-encoding', 'Write “%25” for a “%” in the password.')
  }
}

const invalidUrl = (part: string, explanation: string): WorkbenchError =>
  new WorkbenchError('invalid-url', `The ${part} of the URL is broken. ${explanation}`, {
    details: { part },
  })
