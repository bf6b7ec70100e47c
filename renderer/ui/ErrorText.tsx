import type { WireError } from '../../contract/errors.ts'
import styles from './ErrorText.module.css'

type Shown = Pick<WireError, 'message'> & { cause?: unknown }

/** An error's message and, smaller, what led to it. Can be selected. */
export function ErrorText({ error }: { error: Shown }) {
  const causes = causesOf(error)
  return (
    <div className={styles.error}>
      <p>{error.message}</p>
      {causes.map((message) => (
        <p key={message} className={styles.cause}>
          {message}
        </p>
      ))}
    </div>
  )
}

function causesOf(error: Shown): string[] {
  const messages = new Set<string>()
  for (let cause = error.cause; isShown(cause); cause = cause.cause) messages.add(cause.message)
  return [...messages]
}

const isShown = (cause: unknown): cause is Shown =>
  typeof cause === 'object' && cause !== null && 'message' in cause
