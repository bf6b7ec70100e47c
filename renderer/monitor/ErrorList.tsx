import type { PoolStats } from '../../contract/pools.ts'
import { formatCount } from '../results/formatAmounts.ts'
import { useText } from '../text/text.ts'
import { DetailPart } from './DetailPart.tsx'
import styles from './PoolDetails.module.css'

/** What failed since the pool began, by the code of the error, the most frequent first. */
export function ErrorList({ pool: { errorsByCode } }: { pool: PoolStats }) {
  const text = useText()
  const counts = Object.entries(errorsByCode).sort(([, a], [, b]) => b - a)
  const most = counts[0]?.[1] ?? 1
  return (
    <DetailPart
      title={text('monitor.errorsByCode')}
      count={counts.length}
      noneText={text('monitor.noErrors')}
    >
      <table className={styles.table}>
        <tbody>
          {counts.map(([code, count]) => (
            <tr key={code}>
              <th scope="row" className={styles.code}>
                {code}
              </th>
              <td aria-hidden>
                <div className={styles.meter} style={{ width: `${(count / most) * 100}%` }} />
              </td>
              <td className={styles.number}>{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </DetailPart>
  )
}
