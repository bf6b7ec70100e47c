import { create } from 'zustand'
import type { ParameterRules } from '../../../contract/drivers.ts'
import type { ParameterValue } from '../../../contract/parameters.ts'
import type { Splitter } from '../../../contract/sql/Scanner.ts'
import { api } from '../../api/api.ts'
import { placeholdersOf, rowOf, type ParameterRow } from './parameterRows.ts'

type Asked = {
  readonly rows: readonly ParameterRow[]
  readonly answer: (values: ParameterValue[] | null) => void
}

/** The values asked for on the screen, if any. */
export const useAskedParameters = create<{ asked: Asked | null }>()(() => ({ asked: null }))

type ParameterQuestion = {
  readonly profileId: string
  readonly statements: readonly string[]
  readonly splitter: Splitter
  readonly rules: ParameterRules | undefined
}

/**
 * Values for the placeholders of statements, asked of the user and remembered for the connection;
 * none where nothing is left open, null where the user gave up.
 */
export async function askParameters(question: ParameterQuestion): Promise<ParameterValue[] | null> {
  const { profileId, statements, splitter, rules } = question
  const placeholders = placeholdersOf(statements, splitter, rules)
  if (placeholders.length === 0) return []
  const names = placeholders.map(({ name }) => name)
  // Without what was given before, one types it anew.
  const remembered = await api
    .call('parameters.remembered', { profileId, names })
    .catch((): ParameterValue[] => [])
  const rows = placeholders.map((placeholder) =>
    rowOf(
      placeholder,
      remembered.find(({ name }) => name === placeholder.name),
    ),
  )
  const values = await askRows(rows)
  if (values) api.call('parameters.remember', { profileId, values }).catch(() => {})
  return values
}

function askRows(rows: readonly ParameterRow[]): Promise<ParameterValue[] | null> {
  useAskedParameters.getState().asked?.answer(null)
  return new Promise((resolve) => {
    const answer = (values: ParameterValue[] | null) => {
      useAskedParameters.setState({ asked: null })
      resolve(values)
    }
    useAskedParameters.setState({ asked: { rows, answer } })
  })
}
