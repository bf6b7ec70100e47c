import type { WireError } from '../../contract/errors.ts'
import { errorInLanguage } from '../text/errorInLanguage.ts'
import { useLanguage } from '../text/language.ts'
import styles from './ErrorText.module.css'

type Shown = Pick<WireError, 'message'> & { cause?: unknown }

/** An error in the window's language and, smaller, the server's own words and what led to it. */
export function ErrorText({ error }: { error: Shown }) {
  const language = useLanguage((state) => state.language)
  const { message, original } = errorInLanguage(error, language)
  const causes = causesOf(error).map((cause) => errorInLanguage(cause, language).message)
  const below = new Set([...(original === null ? [] : [original]), ...causes])
  // A message that goes on from its cause says it already.
  const more = [...below].filter((words) => !message.startsWith(words))
  return (
    <div className={styles.error}>
      <p>{message}</p>
      {more.map((words) => (
        <p key={words} className={styles.cause}>
          {words}
        </p>
      ))}
    </div>
  )
}

function causesOf(error: Shown): Shown[] {
  const causes: Shown[] = []
  for (let cause = error.cause; isShown(cause); cause = cause.cause) causes.push(cause)
  return causes
}

const isShown = (cause: unknown): cause is Shown =>
  typeof cause === 'object' && cause !== null && 'message' in cause
