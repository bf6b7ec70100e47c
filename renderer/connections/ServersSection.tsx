import { Plus, Trash2 } from 'lucide-react'
import type { ProfileField } from '../../contract/drivers.ts'
import { routingModes, serverRoles } from '../../contract/servers.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { DraftProblems } from './checkDraft.ts'
import type { PageProps } from './ConnectionForm.tsx'
import type { Draft } from './draft.ts'
import {
  addressFields,
  type RoutingDraft,
  type ServerDraft,
  withoutServer,
  withServer,
  withServerChange,
} from './serverDrafts.ts'
import styles from './ServersSection.module.css'

/** Further servers of the same data, and what goes where. */
export function ServersSection({ draft, driver, problems, onChange }: PageProps) {
  const text = useText()
  const fields = addressFields(driver)
  const { mode, servers } = draft.routing
  const change = (how: (routing: RoutingDraft) => RoutingDraft) =>
    onChange((current) => ({ ...current, routing: how(current.routing) }))
  return (
    <div className={styles.section}>
      <p className={styles.explanation}>{text('connections.serversHelp')}</p>
      {servers.length > 0 && (
        <Select
          label={text('connections.routingMode')}
          help={text(`connections.routingMode_${mode}Help`)}
          value={mode}
          options={routingModes.map((value) => ({
            value,
            label: text(`connections.routingMode_${value}`),
          }))}
          onChange={(value) => change((routing) => ({ ...routing, mode: value }))}
        />
      )}
      {servers.map((server, place) => (
        <ServerRow
          // oxlint-disable-next-line react/no-array-index-key -- servers have no other identity while typed
          key={place}
          server={server}
          place={place}
          fields={fields}
          ownFields={draft.fields}
          problems={problems}
          onChange={(changes) => change((routing) => withServerChange(routing, place, changes))}
          onRemove={() => change((routing) => withoutServer(routing, place))}
        />
      ))}
      <div>
        <Button
          icon={Plus}
          onClick={() =>
            change((routing) =>
              withServer(
                routing,
                text('connections.serverSuggestedName', { number: routing.servers.length + 1 }),
              ),
            )
          }
        >
          {text('connections.addServer')}
        </Button>
      </div>
    </div>
  )
}

function ServerRow({
  server,
  place,
  fields,
  ownFields,
  problems,
  onChange,
  onRemove,
}: {
  server: ServerDraft
  place: number
  fields: readonly ProfileField[]
  ownFields: Draft['fields']
  problems: DraftProblems
  onChange: (changes: Partial<ServerDraft>) => void
  onRemove: () => void
}) {
  const text = useText()
  return (
    <div className={styles.server} role="group" aria-label={server.name}>
      <TextField
        label={text('connections.serverName')}
        error={problems[`server.${place}.name`]}
        value={server.name}
        onChange={(name) => onChange({ name })}
      />
      <Select
        label={text('connections.serverRole')}
        value={server.role}
        options={serverRoles.map((value) => ({
          value,
          label: text(`connections.serverRole_${value}`),
        }))}
        onChange={(role) => onChange({ role })}
      />
      {fields.map(({ name, label, kind }) => (
        <TextField
          key={name}
          label={label}
          error={problems[`server.${place}.${name}`]}
          {...(ownFields[name] && { placeholder: ownFields[name] })}
          {...(kind === 'number' && { inputMode: 'numeric' as const })}
          value={server.fields[name] ?? ''}
          onChange={(value) => onChange({ fields: { ...server.fields, [name]: value } })}
        />
      ))}
      <IconButton
        icon={Trash2}
        label={text('connections.removeServer', { name: server.name })}
        className={styles.remove ?? ''}
        onClick={onRemove}
      />
    </div>
  )
}
