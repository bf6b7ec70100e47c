import { LANGUAGES } from '../../contract/preferenceChoices.ts'
import { choose, usePreferences } from '../app/preferencesStore.ts'
import { zoneOptions } from '../app/zoneOptions.ts'
import { useText } from '../text/text.ts'
import { Select } from '../ui/Select.tsx'

const names = {
  system: 'shell.languageSystemShort',
  en: 'settings.english',
  'zh-CN': 'settings.chinese',
} as const

/** The window's language, and the zone that moments are shown in. */
export function LanguagePart() {
  const text = useText()
  const { language, timeZone } = usePreferences()
  return (
    <>
      <Select
        label={text('shell.language')}
        help={text('settings.languageHelp')}
        value={language}
        options={LANGUAGES.map((value) => ({ value, label: text(names[value]) }))}
        onChange={(chosen) => void choose({ language: chosen })}
      />
      <Select
        label={text('shell.zone')}
        help={text('shell.zoneHelp')}
        value={timeZone}
        options={zoneOptions(text)}
        onChange={(chosen) => void choose({ timeZone: chosen })}
      />
    </>
  )
}
