import { jumpPassphrase, jumpPassword, sshMethods } from '../../contract/ssh.ts'
import { useText } from '../text/text.ts'
import { Select } from '../ui/Select.tsx'
import type { PageProps } from './ConnectionForm.tsx'
import styles from './ConnectionForm.module.css'
import { FileField } from './DriverField.tsx'
import { SecretField } from './SecretField.tsx'
import type { JumpDraft } from './sshDraft.ts'

const METHODS = ['same', ...sshMethods] as const

/** How each jump host is logged in to. */
export function JumpLogins({ draft, kept, onChange }: Omit<PageProps, 'driver' | 'problems'>) {
  const text = useText()
  const change = (jump: string, changed: Partial<JumpDraft>) =>
    onChange((current) => ({
      ...current,
      ssh: {
        ...current.ssh,
        jumpLogins: current.ssh.jumpLogins.map((login) =>
          login.jump === jump ? { ...login, ...changed } : login,
        ),
      },
    }))
  const secret = (name: string, label: string, help: string) => (
    <SecretField
      field={{ name, label, help, kind: 'secret', isRequired: false }}
      draft={draft}
      kept={kept}
      onChange={onChange}
    />
  )
  return draft.ssh.jumpLogins.map(({ jump, method, keyFile }) => (
    <fieldset key={jump} className={styles.jump}>
      <legend>{text('connections.jumpLogin', { jump })}</legend>
      <Select
        label={text('connections.sshMethod')}
        value={method}
        options={METHODS.map((value) => ({
          value,
          label: text(`connections.sshMethod_${value}`),
        }))}
        onChange={(chosen) => change(jump, { method: chosen })}
      />
      {method === 'password' &&
        secret(
          jumpPassword(jump),
          text('connections.sshPassword'),
          text('connections.jumpPasswordHelp'),
        )}
      {method === 'key' && (
        <>
          <FileField
            label={text('connections.sshKeyFile')}
            help={text('connections.sshKeyFileHelp')}
            placeholder={undefined}
            isRequired={false}
            value={keyFile}
            error={undefined}
            onChange={(value) => change(jump, { keyFile: value })}
          />
          {secret(
            jumpPassphrase(jump),
            text('connections.sshPassphrase'),
            text('connections.sshPassphraseHelp'),
          )}
        </>
      )}
    </fieldset>
  ))
}
