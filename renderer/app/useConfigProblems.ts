import { useEffect, useState } from 'react'
import type { ConfigProblem } from '../../contract/config.ts'
import { api } from '../api/api.ts'

/** What is wrong with the latest configuration; while there is any, the one before it holds. */
export function useConfigProblems(): readonly ConfigProblem[] {
  const [problems, setProblems] = useState<readonly ConfigProblem[]>([])
  useEffect(() => api.subscribe('config.changed', {}, (status) => setProblems(status.problems)), [])
  return problems
}
