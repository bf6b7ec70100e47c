import type { DriverInfo, ProfileField } from '../../contract/drivers.ts'
import type { Profile } from '../../contract/profiles.ts'
import { PRIMARY, type serverRoles } from '../../contract/servers.ts'
import type { Text } from '../text/text.ts'

/** A further server as it stands in the form. */
export type ServerDraft = {
  name: string
  role: (typeof serverRoles)[number]
  fields: Readonly<Record<string, string>>
}

export type RoutingDraft = Omit<Profile['routing'], 'servers'> & {
  servers: readonly ServerDraft[]
}

/** What tells a server from its neighbours; none where a database is a file. */
export const addressFields = (driver: DriverInfo): readonly ProfileField[] =>
  driver.profileFields.filter(({ name }) => name === 'host' || name === 'port')

export const routingDraftOf = ({ servers, ...routing }: Profile['routing']): RoutingDraft => ({
  ...routing,
  servers: servers.map(({ name, role, fields }) => ({
    name,
    role,
    fields: Object.fromEntries(
      Object.entries(fields).map(([field, value]) => [field, String(value)]),
    ),
  })),
})

/** With one more server; the first one makes the profile use it. */
export function withServer(routing: RoutingDraft, name: string): RoutingDraft {
  const server: ServerDraft = { name, role: 'standby', fields: {} }
  const mode = routing.servers.length === 0 ? 'active-standby' : routing.mode
  return { ...routing, mode, servers: [...routing.servers, server] }
}

export const withServerChange = (
  routing: RoutingDraft,
  place: number,
  change: Partial<ServerDraft>,
): RoutingDraft => ({
  ...routing,
  servers: routing.servers.map((server, index) =>
    index === place ? { ...server, ...change } : server,
  ),
})

export function withoutServer(routing: RoutingDraft, place: number): RoutingDraft {
  const servers = routing.servers.filter((_, index) => index !== place)
  return { ...routing, mode: servers.length === 0 ? 'local-only' : routing.mode, servers }
}

/** The routing that the form means; what is wrong is told as `server.0.name`, `server.0.port` … */
export function readRouting(
  { servers, ...routing }: RoutingDraft,
  driver: DriverInfo,
  text: Text,
  problems: Record<string, string>,
): Profile['routing'] {
  const taken = new Set<string>([PRIMARY])
  return {
    ...routing,
    servers: servers.map((server, place) => {
      const name = server.name.trim()
      if (name === '')
        problems[`server.${place}.name`] = text('connections.fieldRequired', {
          field: text('connections.serverName'),
        })
      else if (taken.has(name))
        problems[`server.${place}.name`] = text('connections.serverNameTaken', { name })
      taken.add(name)
      const fields = readServerFields(server, driver, (field, label) => {
        problems[`server.${place}.${field}`] = text('connections.numberFrom', {
          field: label,
          least: 0,
        })
      })
      return { name, role: server.role, fields }
    }),
  }
}

function readServerFields(
  server: ServerDraft,
  driver: DriverInfo,
  refuse: (field: string, label: string) => void,
): Profile['fields'] {
  const fields: Profile['fields'] = {}
  for (const [name, typed] of Object.entries(server.fields)) {
    const value = typed.trim()
    if (value === '') continue
    const field = driver.profileFields.find((one) => one.name === name)
    if (field?.kind !== 'number') {
      fields[name] = value
      continue
    }
    fields[name] = Number(value)
    if (!/^\d+$/.test(value)) refuse(name, field.label)
  }
  return fields
}
