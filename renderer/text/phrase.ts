/** A text, or its forms by number where the language has them. `{name}` stands for a parameter. */
export type Phrase = string | { readonly one: string; readonly other: string }

/** The same keys in another language. */
export type Translated<Group> = { readonly [Key in keyof Group]: Phrase }

export type Parameters = Readonly<Record<string, string | number>>

/**
 * Puts the parameters in. `count` chooses among the forms; numbers are written as the language
 * writes them. A parameter that is missing stays visible as `{name}`.
 */
export function formatPhrase(phrase: Phrase, parameters: Parameters, locale: string): string {
  const pattern = typeof phrase === 'string' ? phrase : phrase[formFor(parameters, locale)]
  return pattern.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = parameters[name]
    if (value === undefined) return placeholder
    return typeof value === 'number' ? numberFormat(locale).format(value) : value
  })
}

function formFor({ count }: Parameters, locale: string): 'one' | 'other' {
  if (typeof count !== 'number') return 'other'
  return pluralRules(locale).select(count) === 'one' ? 'one' : 'other'
}

const numberFormat = byLocale((locale) => new Intl.NumberFormat(locale))
const pluralRules = byLocale((locale) => new Intl.PluralRules(locale))

/** Intl objects are dear to make and cheap to use. */
export function byLocale<T>(make: (locale: string) => T): (locale: string) => T {
  const made = new Map<string, T>()
  return (locale) => {
    const known = made.get(locale)
    if (known) return known
    const fresh = make(locale)
    made.set(locale, fresh)
    return fresh
  }
}
