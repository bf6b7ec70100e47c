import { useLayoutEffect, type ReactNode } from 'react'
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels'
import styles from './Splitter.module.css'

export type SplitterProps = {
  direction: 'horizontal' | 'vertical'
  /** The name of the handle for screen readers. */
  label: string
  first: ReactNode
  second: ReactNode
  /** Pixels as a number, a share as `'40%'`; where it is left out, `secondSize` says. */
  firstSize?: number | string
  /** The second keeps its pixels when the window grows. */
  secondSize?: number
  firstMinSize?: number | string
  firstMaxSize?: number | string
  secondMinSize?: number | string
  /** Only the second is drawn. */
  isFirstHidden?: boolean
  /** Only the first is drawn. */
  isSecondHidden?: boolean
  /** The first keeps its pixels when the window grows. */
  isFirstFixed?: boolean
  /** Told the pixels of the one that keeps them, when the handle was moved. */
  onResize?: (size: number) => void
  /** Told the first's percent when the user moved the handle; `firstSize` is followed when it changes. */
  onFirstPercent?: (percent: number) => void
}

/** Two areas with a handle between, by pointer and by arrow keys. */
export function Splitter({
  direction,
  label,
  first,
  second,
  firstSize,
  secondSize,
  firstMinSize = 80,
  firstMaxSize = '90%',
  secondMinSize = 80,
  isFirstHidden = false,
  isSecondHidden = false,
  isFirstFixed = false,
  onResize,
  onFirstPercent,
}: SplitterProps) {
  const firstPanel = usePanelRef()
  const isFollowing = onFirstPercent !== undefined && firstSize !== undefined
  useLayoutEffect(() => {
    if (isFollowing) firstPanel.current?.resize(firstSize)
  }, [isFollowing, firstSize, firstPanel])
  return (
    <Group
      orientation={direction}
      className={styles.group}
      {...(onFirstPercent && {
        onLayoutChanged: ({ first: percent }, { isUserInteraction }) => {
          if (isUserInteraction && percent !== undefined) onFirstPercent(percent)
        },
      })}
    >
      {!isFirstHidden && (
        <Panel
          id="first"
          panelRef={firstPanel}
          className={styles.panel}
          {...(isSecondHidden ? { defaultSize: '100%' } : firstSize && { defaultSize: firstSize })}
          {...(isFirstFixed &&
            !isSecondHidden &&
            onResize && { onResize: ({ inPixels }) => onResize(inPixels) })}
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
        <Panel
          id="second"
          className={styles.panel}
          minSize={secondMinSize}
          {...(secondSize &&
            !isFirstHidden && {
              defaultSize: secondSize,
              groupResizeBehavior: 'preserve-pixel-size',
              ...(onResize && { onResize: ({ inPixels }) => onResize(inPixels) }),
            })}
        >
          {second}
        </Panel>
      )}
    </Group>
  )
}
