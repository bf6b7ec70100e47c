import { Globe, Keyboard, Palette } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { type SettingsPart, openSettings } from '../app/shellStore.ts'
import { useText } from '../text/text.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { AppearancePart } from './AppearancePart.tsx'
import { KeysPart } from './KeysPart.tsx'
import { LanguagePart } from './LanguagePart.tsx'
import styles from './SettingsDialog.module.css'

const parts = [
  { id: 'appearance', icon: Palette, name: 'settings.appearance', content: AppearancePart },
  { id: 'language', icon: Globe, name: 'settings.languageTitle', content: LanguagePart },
  { id: 'keys', icon: Keyboard, name: 'settings.keysTitle', content: KeysPart },
] as const

/** The choices of the user that belong to the program. Each holds at once and is kept. */
export function SettingsDialog({ part, onClose }: { part: SettingsPart; onClose: () => void }) {
  const text = useText()
  return (
    <Dialog title={text('settings.title')} width="large" onClose={onClose}>
      <Tabs.Root
        className={styles.settings}
        orientation="vertical"
        value={part}
        onValueChange={(chosen) => openSettings(chosen as SettingsPart)}
      >
        <Tabs.List className={styles.parts} aria-label={text('settings.title')}>
          {parts.map(({ id, icon: Icon, name }) => (
            <Tabs.Trigger key={id} value={id} className={styles.part}>
              <Icon size={16} aria-hidden />
              {text(name)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {parts.map(({ id, content: Content }) => (
          <Tabs.Content key={id} value={id} className={styles.content} tabIndex={-1}>
            <Content />
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </Dialog>
  )
}
