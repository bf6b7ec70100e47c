import type { DriverInfo, ProfileField } from '../../contract/drivers.ts'
import type { DraftProblems } from './checkDraft.ts'
import type { Draft } from './draft.ts'
import { addressFields } from './serverDrafts.ts'

export const formPages = ['general', 'tls', 'ssh', 'servers', 'pool'] as const
export type FormPage = (typeof formPages)[number]

/** Those that mean something for the database. */
export function pagesOf(driver: DriverInfo): FormPage[] {
  const hasTls = driver.profileFields.some(({ page }) => page === 'tls')
  const isReached = addressFields(driver).length > 0
  const isThere: Record<FormPage, boolean> = {
    general: true,
    tls: hasTls,
    ssh: isReached,
    servers: isReached,
    pool: true,
  }
  return formPages.filter((page) => isThere[page])
}

/** What a page asks for now, of what the driver asks for. */
export const fieldsOn = (
  page: 'general' | 'tls' | 'pool',
  driver: DriverInfo,
  values: Draft['fields'],
): ProfileField[] =>
  driver.profileFields.filter(
    (field) => (field.page ?? 'general') === page && isAsked(field, driver, values),
  )

/** Whether a field means something beside these values of others, and the field that it hangs on does. */
export function isAsked(
  { hiddenWhile }: ProfileField,
  driver: DriverInfo,
  values: Readonly<Record<string, string>>,
): boolean {
  if (!hiddenWhile) return true
  const other = driver.profileFields.find(({ name }) => name === hiddenWhile.field)
  return (
    !hiddenWhile.is.includes(values[hiddenWhile.field] ?? '') &&
    (!other || isAsked(other, driver, values))
  )
}

/** The pages on which something is wrong. */
export function pagesWithProblems(problems: DraftProblems, driver: DriverInfo): Set<FormPage> {
  const pageOf = (name: string): FormPage => {
    if (name.startsWith('ssh.')) return 'ssh'
    if (name.startsWith('server.')) return 'servers'
    if (name.startsWith('pool.') || LIMITS.has(name)) return 'pool'
    return driver.profileFields.find((field) => field.name === name)?.page ?? 'general'
  }
  return new Set(Object.keys(problems).map(pageOf))
}

const LIMITS = new Set(['connectTimeout', 'statementTimeout', 'keptAnswers'])
