import { useText } from '../text/text.ts'
import styles from './Skeleton.module.css'

export type SkeletonProps = {
  /** Lines of text that will stand here. */
  lines?: number
  /** In pixels, for a block of known height. */
  height?: number
}

/** The shape of what is coming, where the layout is known. */
export function Skeleton({ lines = 3, height }: SkeletonProps) {
  const text = useText()
  return (
    <div className={styles.skeleton} role="status" aria-label={text('common.loading')}>
      {height === undefined ? (
        Array.from({ length: lines }, (_, index) => <span key={index} className={styles.line} />)
      ) : (
        <span className={styles.block} style={{ height }} />
      )}
    </div>
  )
}
