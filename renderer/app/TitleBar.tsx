import { Search } from 'lucide-react'
import { useText } from '../text/text.ts'
import { runCommand } from './commands.ts'
import { databaseOf } from './databaseOf.ts'
import { EnvironmentMark } from './EnvironmentMark.tsx'
import { useDriver } from './profilesStore.ts'
import styles from './TitleBar.module.css'
import { useCurrentProfile } from './useCurrentProfile.ts'
import { useShortcut } from './useShortcut.ts'

/** Where statements of this moment go, and the way to every command. */
export function TitleBar() {
  const text = useText()
  const profile = useCurrentProfile()
  const driver = useDriver(profile?.driverId)
  const paletteKeys = useShortcut('view.commandPalette')
  const database = profile && databaseOf(profile, driver)
  return (
    <header className={styles.bar} data-environment={profile?.environment}>
      <h1 className={styles.name}>{text('shell.appName')}</h1>
      <div className={styles.place}>
        {profile ? (
          <>
            <span className={styles.profile}>{profile.name}</span>
            {database && database !== profile.name && (
              <>
                <span aria-hidden>·</span>
                <span className={styles.database}>{database}</span>
              </>
            )}
            <EnvironmentMark environment={profile.environment} />
            {profile.isReadOnly && (
              <span className={styles.readOnly}>{text('shell.readOnly')}</span>
            )}
          </>
        ) : (
          <span>{text('shell.noConnection')}</span>
        )}
      </div>
      <button
        type="button"
        className={styles.palette}
        onClick={() => runCommand('view.commandPalette')}
      >
        <Search size={14} aria-hidden />
        <span className={styles.paletteName}>{text('shell.commandPalette')}</span>
        {paletteKeys && <kbd aria-hidden>{paletteKeys}</kbd>}
      </button>
    </header>
  )
}
