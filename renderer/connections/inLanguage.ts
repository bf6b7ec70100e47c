import type { DriverInfo, ProfileField } from '../../contract/drivers.ts'
import { wordsIn, type Language } from '../text/language.ts'

/** A driver whose form speaks the language; words it does not know yet stay as main sent them. */
export function inLanguage(driver: DriverInfo, language: Language): DriverInfo {
  const words = wordsIn(language)?.drivers
  const say = (english: string) => words?.[english] ?? english
  const field = (said: ProfileField): ProfileField => ({
    ...said,
    label: say(said.label),
    ...(said.help !== undefined && { help: say(said.help) }),
    ...(said.choices && {
      choices: said.choices.map(({ value, label }) => ({ value, label: say(label) })),
    }),
  })
  return { ...driver, profileFields: driver.profileFields.map(field) }
}
