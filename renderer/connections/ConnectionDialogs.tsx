import { useState } from 'react'
import { api } from '../api/api.ts'
import type { DriverInfo } from '../../contract/drivers.ts'
import type { Profile } from '../../contract/profiles.ts'
import { currentProfiles, useDrivers, useProfile } from '../app/profilesStore.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { toast } from '../ui/toast.ts'
import { moveConnection, moveFolder } from './arrange.ts'
import { ConnectionDialog } from './ConnectionDialog.tsx'
import { useConnectionDialogs } from './dialogsStore.ts'
import { draftOf, newDraft } from './draft.ts'
import { FolderDialog } from './FolderDialog.tsx'
import { HostKeyDialog } from './HostKeyDialog.tsx'
import { ImportConnectionsDialog } from './ImportConnectionsDialog.tsx'
import { ProtectDialog, UnlockDialog } from './PassphraseDialog.tsx'
import { PasswordDialog } from './PasswordDialog.tsx'

/** The open dialogs about connections, if any. Once in the window. */
export function ConnectionDialogs() {
  return (
    <>
      <ConnectionDialogOfMoment />
      <PassphraseDialog />
      <HostKeyDialogOfMoment />
    </>
  )
}

function PassphraseDialog() {
  const { passphrase, closePassphrase } = useConnectionDialogs()
  if (!passphrase) return null
  const { kind, onDone } = passphrase
  if (kind === 'protect') return <ProtectDialog onClose={closePassphrase} />
  return <UnlockDialog onClose={closePassphrase} onUnlocked={onDone} />
}

function HostKeyDialogOfMoment() {
  const { hostKey, closeHostKey } = useConnectionDialogs()
  return hostKey && <HostKeyDialog {...hostKey} onClose={closeHostKey} />
}

function ConnectionDialogOfMoment() {
  const { dialog, close } = useConnectionDialogs()
  const drivers = useDrivers()
  const profile = useProfile('profileId' in dialog ? dialog.profileId : null)
  const [firstDriver] = drivers
  if (dialog.kind === 'closed' || !firstDriver) return null
  if (dialog.kind === 'new') return <NewConnection driver={firstDriver} onClose={close} />
  if (dialog.kind === 'import') return <ImportConnectionsDialog onClose={close} />
  if (dialog.kind === 'folder-path') return <MoveFolder path={dialog.path} onClose={close} />
  if (!profile) return null
  const driver = drivers.find(({ id }) => id === profile.driverId) ?? null
  switch (dialog.kind) {
    case 'edit':
      return <EditConnection profile={profile} driver={driver} onClose={close} />
    case 'duplicate':
      return <DuplicateConnection profile={profile} driver={driver} onClose={close} />
    case 'delete':
      return <DeleteConnection profile={profile} onClose={close} />
    case 'folder':
      return <MoveToFolder profile={profile} onClose={close} />
    case 'password':
      if (!driver) return null
      return (
        <PasswordDialog profile={profile} driver={driver} onClose={close} onKept={dialog.onKept} />
      )
  }
}

type EditProps = { profile: Profile; driver: DriverInfo | null; onClose: () => void }

/** Who makes a connection while the tab in front has none means to use it there. */
function chooseWhereNoneIs(profileId: string): void {
  const { activeTab, chooseProfile } = useTabs.getState()
  if (!activeTab) return
  const hasOne = currentProfiles().some(({ id }) => id === activeTab.profileId)
  if (!hasOne) chooseProfile(activeTab.id, profileId)
}

function NewConnection({ driver, onClose }: { driver: DriverInfo; onClose: () => void }) {
  const text = useText()
  const [initial] = useState(() => newDraft(crypto.randomUUID(), driver))
  return (
    <ConnectionDialog
      title={text('connections.newConnection')}
      initial={initial}
      savedId={null}
      onSaved={chooseWhereNoneIs}
      onClose={onClose}
    />
  )
}

function EditConnection({ profile, driver, onClose }: EditProps) {
  const text = useText()
  const [initial] = useState(() => draftOf(profile, driver))
  return (
    <ConnectionDialog
      title={text('connections.editConnection')}
      initial={initial}
      savedId={profile.id}
      onClose={onClose}
    />
  )
}

/** The copy gets the passwords too: main has them, the window never had. */
function DuplicateConnection({ profile, driver, onClose }: EditProps) {
  const text = useText()
  const [initial] = useState(() => {
    const name = text('connections.nameOf', { name: profile.name })
    return { ...draftOf(profile, driver), id: crypto.randomUUID(), name, position: null }
  })
  return (
    <ConnectionDialog
      title={text('connections.newConnection')}
      initial={initial}
      savedId={profile.id}
      secretsOf={profile.id}
      onSaved={chooseWhereNoneIs}
      onClose={onClose}
    />
  )
}

function MoveToFolder({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const text = useText()
  return (
    <FolderDialog
      title={text('connections.moveTitle', { name: profile.name })}
      confirmLabel={text('connections.move')}
      folder={profile.folder}
      onChosen={(folder) => moveConnection(profile.id, { folder })}
      onClose={onClose}
    />
  )
}

function MoveFolder({ path, onClose }: { path: string; onClose: () => void }) {
  const text = useText()
  return (
    <FolderDialog
      title={text('connections.renameFolderTitle', { name: path })}
      confirmLabel={text('connections.rename')}
      folder={path}
      onChosen={(folder) => moveFolder(path, folder)}
      onClose={onClose}
    />
  )
}

function DeleteConnection({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const text = useText()
  const remove = () => {
    onClose()
    api
      .call('profiles.delete', { profileId: profile.id })
      .catch((error: Error) => toast(errorLine(error), 'error'))
  }
  return (
    <ConfirmDialog
      title={text('connections.deleteQuestion', { name: profile.name })}
      explanation={text('connections.deleteExplanation')}
      confirmLabel={text('common.delete')}
      isDanger
      onConfirm={remove}
      onCancel={onClose}
    />
  )
}
