import type { Plan } from '../../contract/plans.ts'
import { useText } from '../text/text.ts'
import styles from './PlanPanel.module.css'

/** The plan as the server gave it; JSON is laid out. */
export function PlanSource({ source }: { source: Plan['source'] }) {
  const text = useText()
  const { format } = source
  return (
    <pre
      className={styles.source}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
      tabIndex={0}
      role="document"
      aria-label={text('plans.source', { format: format.toUpperCase() })}
    >
      {format === 'json' ? laidOut(source.text) : source.text}
    </pre>
  )
}

function laidOut(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json
  }
}
