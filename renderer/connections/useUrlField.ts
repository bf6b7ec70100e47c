import { useEffect, useRef, useState } from 'react'
import type { WorkbenchError } from '../../contract/errors.ts'
import type { ParsedUrl } from '../../contract/profiles.ts'
import { api } from '../api/api.ts'
import { maskUrl, unmasked } from './draft.ts'

const PAUSE_MS = 300

/** A text that main has not read yet, or is reading. */
type Unread = {
  url: string
  timer: ReturnType<typeof setTimeout> | undefined
  reading: Promise<ParsedUrl> | null
}

/**
 * The URL as it is typed. Read by main after a pause, at once when pasted, and before saving, so
 * that what is saved is what stands there. A password does not stay on the screen.
 */
export function useUrlField(
  onParsed: (parsed: ParsedUrl, before: ParsedUrl['secrets']) => void,
  onTyped: () => void,
) {
  const [url, setUrl] = useState('')
  const [error, setError] = useState<WorkbenchError | null>(null)
  const unread = useRef<Unread | null>(null)
  const lastParsed = useRef<ParsedUrl | null>(null)
  /** The secrets of the last URL that could be read. */
  const given = useRef<ParsedUrl['secrets']>({})
  useEffect(() => () => clearTimeout(unread.current?.timer), [])

  async function read(text: Unread): Promise<ParsedUrl> {
    clearTimeout(text.timer)
    try {
      const parsed = await api.call('profiles.parseUrl', { url: text.url })
      if (unread.current === text) {
        unread.current = null
        lastParsed.current = parsed
        onParsed(parsed, given.current)
        given.current = unmasked(parsed.secrets, given.current)
      }
      return parsed
    } catch (problem) {
      if (unread.current === text) setError(problem as WorkbenchError)
      // Main may only have been away: it is asked again when it matters.
      text.reading = null
      throw problem
    }
  }

  /** What the URL says, where it was not taken over yet; throws what is wrong with it. */
  async function flush(): Promise<ParsedUrl | null> {
    const text = unread.current
    if (!text) return null
    text.reading ??= read(text)
    return text.reading
  }

  const flushQuietly = () => flush().catch(shownAtField)

  function change(typed: string, isPasted = false): void {
    setUrl(typed)
    setError(null)
    onTyped()
    clearTimeout(unread.current?.timer)
    unread.current = null
    lastParsed.current = null
    if (typed.trim() === '') return
    const timer = isPasted ? undefined : setTimeout(() => void flushQuietly(), PAUSE_MS)
    unread.current = { url: typed.trim(), timer, reading: null }
    if (isPasted) void flushQuietly()
  }

  async function leave(): Promise<void> {
    await flushQuietly()
    const parsed = lastParsed.current
    if (parsed) setUrl((shown) => maskUrl(shown, parsed.secrets))
  }

  return { url, error, change, leave, flush }
}

/** The error stands below the field already. */
const shownAtField = () => null
