import { useId } from 'react'
import type { ProfileField } from '../../contract/drivers.ts'
import {
  SSH_PASSPHRASE,
  SSH_PASSWORD,
  sshMethods,
  usualSsh,
  type SshHost,
} from '../../contract/ssh.ts'
import { useText, type Text } from '../text/text.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { PageProps } from './ConnectionForm.tsx'
import styles from './ConnectionForm.module.css'
import { FileField } from './DriverField.tsx'
import { JumpLogins } from './JumpLogins.tsx'
import { SecretField } from './SecretField.tsx'
import { SecretStorageNote } from './SecretStorageNote.tsx'
import { followJumps, withSshHost, type SshDraft } from './sshDraft.ts'
import { useSshHosts } from './useSshHosts.ts'

/** The SSH server that the connection goes through, for databases not to be reached from here. */
export function SshPage({ draft, kept, problems, onChange }: PageProps) {
  const text = useText()
  const { ssh } = draft
  const listId = useId()
  const hosts = useSshHosts()
  const known = hosts.find(({ alias }) => alias === ssh.host.trim())
  const set = (change: Partial<SshDraft>) =>
    onChange((current) => ({ ...current, ssh: { ...current.ssh, ...change } }))
  const hasSecrets = [ssh, ...ssh.jumpLogins].some(
    ({ method }) => method === 'password' || method === 'key',
  )
  const secret = (name: string, label: string, help: string) => {
    const field: ProfileField = { name, label, help, kind: 'secret', isRequired: false }
    return <SecretField field={field} draft={draft} kept={kept} onChange={onChange} />
  }
  return (
    <>
      <Checkbox
        label={text('connections.sshOn')}
        help={text('connections.sshOnHelp')}
        isChecked={ssh.isOn}
        onChange={(isOn) => set({ isOn })}
      />
      {ssh.isOn && (
        <>
          <div className={styles.pair}>
            <TextField
              label={text('connections.sshHost')}
              placeholder="bastion.example.com"
              help={known ? describeHost(known, text) : text('connections.sshHostHelp')}
              error={problems['ssh.host']}
              value={ssh.host}
              onChange={(host) => set(withSshHost(ssh, host, hosts))}
              list={listId}
              required
            />
            <datalist id={listId}>
              {hosts.map(({ alias, hostName, user }) => (
                <option key={alias} value={alias}>
                  {user ? `${user}@${hostName}` : hostName}
                </option>
              ))}
            </datalist>
            <TextField
              label={text('connections.sshPort')}
              placeholder={String(known?.port ?? usualSsh.port)}
              inputMode="numeric"
              error={problems['ssh.port']}
              value={ssh.port}
              onChange={(port) => set({ port })}
            />
            <TextField
              label={text('connections.sshUser')}
              placeholder={known?.user || text('connections.sshUserPlaceholder')}
              error={problems['ssh.user']}
              value={ssh.user}
              onChange={(user) => set({ user })}
            />
            <Select
              label={text('connections.sshMethod')}
              help={text(`connections.sshMethod_${ssh.method}Help`)}
              value={ssh.method}
              options={sshMethods.map((value) => ({
                value,
                label: text(`connections.sshMethod_${value}`),
              }))}
              onChange={(method) => set({ method })}
            />
            {ssh.method === 'password' &&
              secret(
                SSH_PASSWORD,
                text('connections.sshPassword'),
                text('connections.sshPasswordHelp'),
              )}
            {ssh.method === 'key' && (
              <>
                <FileField
                  label={text('connections.sshKeyFile')}
                  help={text('connections.sshKeyFileHelp')}
                  placeholder={known?.keyFile || '~/.ssh/id_ed25519'}
                  isRequired={!known?.keyFile}
                  value={ssh.keyFile}
                  error={problems['ssh.keyFile']}
                  onChange={(keyFile) => set({ keyFile })}
                />
                {secret(
                  SSH_PASSPHRASE,
                  text('connections.sshPassphrase'),
                  text('connections.sshPassphraseHelp'),
                )}
              </>
            )}
            <TextField
              label={text('connections.sshJumps')}
              help={text('connections.sshJumpsHelp')}
              placeholder={known?.jumps || 'bastion, ops@inner.example.com:2222'}
              error={problems['ssh.jumps']}
              value={ssh.jumps}
              onChange={(jumps) => set({ jumps, jumpLogins: followJumps(ssh.jumpLogins, jumps) })}
            />
            <JumpLogins draft={draft} kept={kept} onChange={onChange} />
            <TextField
              label={text('connections.sshKeepAlive')}
              help={text('connections.sshKeepAliveHelp')}
              error={problems['ssh.keepAlive']}
              inputMode="decimal"
              unit={text('connections.seconds')}
              value={ssh.keepAlive}
              onChange={(keepAlive) => set({ keepAlive })}
            />
          </div>
          {hasSecrets && <SecretStorageNote />}
          <p className={styles.note}>{text('connections.sshHostKeyNote')}</p>
        </>
      )}
    </>
  )
}

/** What ~/.ssh/config makes of the host. */
function describeHost({ user, hostName, port, jumps }: SshHost, text: Text): string {
  const server = `${user && `${user}@`}${hostName}${port === usualSsh.port ? '' : `:${port}`}`
  return jumps && jumps.toLowerCase() !== 'none'
    ? text('connections.sshHostThrough', { server, jumps })
    : text('connections.sshHostKnown', { server })
}
