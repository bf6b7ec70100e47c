import { create } from 'zustand'
import type { Run } from './runState.ts'

/** The table or view whose rows a tab was opened for. */
export type Origin = {
  readonly profileId: string
  readonly schema: string
  readonly name: string
  /** As it was written into the tab; when another one is run, its rows may be anything. */
  readonly statement: string
  /** The tab from which one came here by a foreign key. */
  readonly cameFrom: { readonly tabId: string; readonly title: string } | null
}

const store = create<{ byTab: Readonly<Record<string, Origin>> }>()(() => ({ byTab: {} }))

export const useOrigin = (tabId: string): Origin | undefined => store(({ byTab }) => byTab[tabId])

export function noteOrigin(tabId: string, origin: Origin): void {
  store.setState(({ byTab }) => ({ byTab: { ...byTab, [tabId]: origin } }))
}

/** Whether the rows of a run's result are those of the table itself. */
export function isFromOrigin({ statement }: Origin, run: Run, index: number): boolean {
  const ran = run.statements[index]?.text ?? ''
  return plain(ran) === plain(statement)
}

const plain = (statement: string): string => statement.trim().replace(/;$/, '').trimEnd()
