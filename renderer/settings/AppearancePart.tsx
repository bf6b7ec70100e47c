import { useId } from 'react'
import { TEXT_SIZES, THEMES } from '../../contract/preferenceChoices.ts'
import { useHost } from '../app/hostStore.ts'
import { choose, usePreferences } from '../app/preferencesStore.ts'
import { useShortcut } from '../app/useShortcut.ts'
import { useText } from '../text/text.ts'
import { Select } from '../ui/Select.tsx'
import styles from './AppearancePart.module.css'

const names = {
  system: 'shell.themeSystemShort',
  light: 'shell.themeLightShort',
  dark: 'shell.themeDarkShort',
  'contrast-light': 'shell.themeContrastLightShort',
  'contrast-dark': 'shell.themeContrastDarkShort',
} as const

/** Theme, text size, and where to change the size of all. */
export function AppearancePart() {
  const text = useText()
  const { theme, textSize } = usePreferences()
  const group = useId()
  const isDesktop = useHost()?.kind === 'electron'
  const zoomIn = useShortcut('view.zoomIn') ?? ''
  const zoomOut = useShortcut('view.zoomOut') ?? ''
  return (
    <>
      <fieldset className={styles.themes}>
        <legend className={styles.legend}>{text('shell.theme')}</legend>
        {THEMES.map((each) => (
          <label key={each} className={styles.theme}>
            <input
              type="radio"
              name={group}
              className={styles.radio}
              checked={each === theme}
              onChange={() => void choose({ theme: each })}
            />
            <span className={styles.sample} aria-hidden>
              {(each === 'system' ? (['light', 'dark'] as const) : [each]).map((shown) => (
                <span key={shown} className={styles.window} data-theme={shown}>
                  <span className={styles.line} />
                  <span className={styles.accent} />
                </span>
              ))}
            </span>
            {text(names[each])}
          </label>
        ))}
      </fieldset>
      <p className={styles.note}>{text('settings.themeHelp')}</p>
      <Select
        label={text('settings.textSize')}
        help={text('settings.textSizeHelp')}
        value={String(textSize)}
        options={TEXT_SIZES.map((size) => ({
          value: String(size),
          label: text('settings.pixels', { size }),
        }))}
        onChange={(chosen) => void choose({ textSize: Number(chosen) as typeof textSize })}
      />
      <p className={styles.note}>
        {isDesktop
          ? text('settings.zoomDesktop', { zoomIn, zoomOut })
          : text('settings.zoomBrowser')}
      </p>
    </>
  )
}
