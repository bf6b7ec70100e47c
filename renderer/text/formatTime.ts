import { useLanguage } from './language.ts'
import { byLocale } from './phrase.ts'

// Languages of the browser and of the window may differ; the window has one.
const times = byLocale(
  (locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hourCycle: 'h23' }),
)
const moments = byLocale(
  (locale) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }),
)

/** Hours, minutes and seconds, as the window's language writes them. */
export const formatTime = (atMs: number): string =>
  times(useLanguage.getState().language).format(atMs)

/** The day as well, where that is not today. */
export const formatSince = (atMs: number): string =>
  new Date(atMs).toDateString() === new Date().toDateString()
    ? formatTime(atMs)
    : formatMoment(atMs)

/** The day as well. */
export const formatMoment = (atMs: number): string =>
  moments(useLanguage.getState().language).format(atMs)
