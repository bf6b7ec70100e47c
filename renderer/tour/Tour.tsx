import { useEffect, useState } from 'react'
import { isNarrow, showPanel } from '../app/layoutStore.ts'
import { useShortcut } from '../app/useShortcut.ts'
import { choose, usePreferences } from '../app/preferencesStore.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import styles from './Tour.module.css'

/** What each step speaks of, by the pane that is framed. */
const STEPS = [
  { pane: 'explorer', title: 'tour.connections', body: 'tour.connectionsBody' },
  { pane: 'main', title: 'tour.statements', body: 'tour.statementsBody' },
  { pane: 'status', title: 'tour.pool', body: 'tour.poolBody' },
] as const

/** Three steps for those who are here for the first time. It covers nothing and takes no focus. */
export function Tour() {
  const isSeen = usePreferences(({ isTourSeen }) => isTourSeen)
  return isSeen ? null : <Steps />
}

function Steps() {
  const text = useText()
  const [index, setIndex] = useState(0)
  const { pane, title, body } = STEPS[index]!
  const keys = {
    run: useShortcut('editor.run') ?? '–',
    palette: useShortcut('view.commandPalette') ?? '–',
    monitor: useShortcut('monitor.open') ?? '–',
  }
  const isLast = index === STEPS.length - 1
  const end = (): void => void choose({ isTourSeen: true })
  useEffect(() => {
    // What is spoken of is shown first; a panel of a narrow window would hide the rest.
    if (pane === 'explorer' && !isNarrow()) showPanel('explorer')
  }, [pane])
  useFrame(pane)

  return (
    <section className={styles.tour} aria-label={text('tour.title')} data-pane="tour">
      <div className={styles.words} aria-live="polite">
        <p className={styles.title}>
          <span className={styles.count}>
            {text('tour.step', { step: index + 1, steps: STEPS.length })}
          </span>
          {text(title)}
        </p>
        <p>{text(body, keys)}</p>
      </div>
      <div className={styles.buttons}>
        {!isLast && (
          <Button variant="quiet" onClick={end}>
            {text('tour.skip')}
          </Button>
        )}
        {index > 0 && <Button onClick={() => setIndex(index - 1)}>{text('tour.back')}</Button>}
        <Button variant="primary" onClick={isLast ? end : () => setIndex(index + 1)}>
          {text(isLast ? 'tour.done' : 'tour.next')}
        </Button>
      </div>
    </section>
  )
}

/** Frames the pane that is spoken of. */
function useFrame(pane: string): void {
  useEffect(() => {
    let framed: HTMLElement | null = null
    // It may have been shown only now.
    const frame = requestAnimationFrame(() => {
      framed = document.querySelector<HTMLElement>(`[data-pane="${pane}"]`)
      framed?.classList.add(styles['framed']!)
    })
    return () => {
      cancelAnimationFrame(frame)
      framed?.classList.remove(styles['framed']!)
    }
  }, [pane])
}
