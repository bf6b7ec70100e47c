import { useState } from 'react'
import type { WorkbenchError } from '../../contract/errors.ts'
import type { FoundConnection, FoundConnections } from '../../contract/profileImports.ts'
import { api } from '../api/api.ts'

/** What stands in the text, which of it is wanted, and making it. */
export function useConnectionImport(onDone: (count: number) => void) {
  const [found, setFound] = useState<FoundConnections | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<FoundConnection>>(new Set())
  const [error, setError] = useState<WorkbenchError | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function attempt(work: () => Promise<void>): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await work()
    } catch (problem) {
      setError(problem as WorkbenchError)
    } finally {
      setBusy(false)
    }
  }

  const read = (text: string) =>
    attempt(async () => {
      setFound(null)
      const answer = await api.call('profiles.readImport', { text })
      setFound(answer)
      setChosen(new Set(answer.connections.filter(isNew)))
    })

  const make = () =>
    attempt(async () => {
      for (const { profile, secrets } of chosen)
        if (profile) await api.call('profiles.save', { profile, secrets })
      onDone(chosen.size)
    })

  function choose(one: FoundConnection, isWanted: boolean): void {
    const next = new Set(chosen)
    if (isWanted) next.add(one)
    else next.delete(one)
    setChosen(next)
  }

  /** All that can be made, also what is there already; or none. */
  function chooseAll(areWanted: boolean): void {
    const usable = found?.connections.filter(({ profile }) => profile !== null) ?? []
    setChosen(new Set(areWanted ? usable : []))
  }

  return { found, chosen, error, isBusy, read, make, choose, chooseAll, back: () => setFound(null) }
}

const isNew = ({ profile, duplicateOf }: FoundConnection) =>
  profile !== null && duplicateOf === null
