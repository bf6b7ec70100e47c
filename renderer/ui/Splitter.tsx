import type { ReactNode } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import styles from './Splitter.module.css'

export type SplitterProps = {
  direction: 'horizontal' | 'vertical'
  /** The name of the handle for screen readers. */
  label: string
  first: ReactNode
  second: ReactNode
  /** Pixels as a number, a share as `'40%'`. */
  firstSize: number | string
  firstMinSize?: number | string
  firstMaxSize?: number | string
  secondMinSize?: number | string
  /** Only the second is drawn. */
  isFirstHidden?: boolean
  /** Only the first is drawn. */
  isSecondHidden?: boolean
  /** The first keeps its pixels when the window grows. */
  isFirstFixed?: boolean
}

/** Two areas with a handle between, by pointer and by arrow keys. */
export function Splitter({
  direction,
  label,
  first,
  second,
  firstSize,
  firstMinSize = 80,
  firstMaxSize = '90%',
  secondMinSize = 80,
  isFirstHidden = false,
  isSecondHidden = false,
  isFirstFixed = false,
}: SplitterProps) {
  return (
    <Group orientation={direction} className={styles.group}>
      {!isFirstHidden && (
        <Panel
          id="first"
          className={styles.panel}
          defaultSize={isSecondHidden ? '100%' : firstSize}
          minSize={firstMinSize}
          maxSize={isSecondHidden ? '100%' : firstMaxSize}
          groupResizeBehavior={
            isFirstFixed && !isSecondHidden ? 'preserve-pixel-size' : 'preserve-relative-size'
          }
        >
          {first}
        </Panel>
      )}
      {!isFirstHidden && !isSecondHidden && (
        <Separator className={styles.handle} aria-label={label} />
      )}
      {!isSecondHidden && (
        <Panel id="second" className={styles.panel} minSize={secondMinSize}>
          {second}
        </Panel>
      )}
    </Group>
  )
}
