import { useState } from 'react'

type TypedValueOptions = {
  initial: string
  /** Takes the text, or says what is wrong with it. */
  onCommit: (text: string) => string | null
  /** The text was taken. */
  onTaken: () => void
}

/** A value that is being typed, and what is wrong with it since it was last offered. */
export function useTypedValue({ initial, onCommit, onTaken }: TypedValueOptions) {
  const [typed, setTyped] = useState(initial)
  const [problem, setProblem] = useState<string | null>(null)
  const type = (text: string): void => {
    setTyped(text)
    setProblem(null)
  }
  const commit = (): void => {
    const found = onCommit(typed)
    setProblem(found)
    if (found === null) onTaken()
  }
  return { typed, problem, type, commit }
}
