import { useState } from 'react'

/** State that begins anew when what it starts from is another. */
export function useStateFrom<T>(start: T): [T, (value: T) => void] {
  const [state, setState] = useState({ start, value: start })
  const value = Object.is(state.start, start) ? state.value : start
  return [value, (next) => setState({ start, value: next })]
}
