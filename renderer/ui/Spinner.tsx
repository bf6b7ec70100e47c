import { LoaderCircle } from 'lucide-react'
import styles from './Spinner.module.css'

/** Something is under way; stands beside words that say what. */
export function Spinner({ size = 14 }: { size?: number }) {
  return <LoaderCircle size={size} className={styles.spinner} aria-hidden />
}
