import { en } from './en.ts'
import { useLanguage, wordsIn, type Language } from './language.ts'
import { formatPhrase, type Parameters } from './phrase.ts'
import type { Dictionary } from './words.ts'

type Groups = typeof en

/** A group and a key in it, such as `explorer.newConnection`. */
export type TextKey = {
  [Group in keyof Groups]: `${Group}.${Extract<keyof Groups[Group], string>}`
}[keyof Groups]

export type Text = (key: TextKey, parameters?: Parameters) => string

const dictionaryIn = (language: Language): Dictionary => wordsIn(language)?.dictionary ?? en

const textIn =
  (language: Language): Text =>
  (key, parameters = {}) => {
    const dot = key.indexOf('.')
    const phrase = dictionaryIn(language)[key.slice(0, dot)]?.[key.slice(dot + 1)] ?? key
    return formatPhrase(phrase, parameters, language)
  }

const textByLanguage: Record<Language, Text> = { en: textIn('en'), 'zh-CN': textIn('zh-CN') }

/** The window's words outside of components, in the language of the moment. */
export const text: Text = (key, parameters) =>
  textByLanguage[useLanguage.getState().language](key, parameters)

/** The window's words; the component draws again when the language changes. */
export const useText = (): Text => textByLanguage[useLanguage((state) => state.language)]
