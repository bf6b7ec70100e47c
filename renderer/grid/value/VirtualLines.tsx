import styles from './VirtualLines.module.css'
import { useVirtualLines } from './useVirtualLines.ts'

const LINE_HEIGHT = 20

type VirtualLinesProps = { label: string; count: number; lineAt: (index: number) => string }

/** Any number of lines of text, of which those in sight are drawn. */
export function VirtualLines({ label, count, lineAt }: VirtualLinesProps) {
  const { scroller, first, end, top, totalHeight } = useVirtualLines(count, LINE_HEIGHT)
  const lines = Array.from({ length: end - first }, (_, at) => first + at)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keys
    <div ref={scroller} className={styles.scroller} role="region" aria-label={label} tabIndex={0}>
      <div className={styles.all} style={{ height: totalHeight }}>
        <pre className={styles.lines} style={{ top }}>
          {lines.map((line) => (
            <span key={line} className={styles.line}>
              {lineAt(line)}
            </span>
          ))}
        </pre>
      </div>
    </div>
  )
}
