import { useText } from '../text/text.ts'
import { formatCount, formatBytes } from '../results/formatAmounts.ts'
import { Figure } from './Figure.tsx'
import { formatPercent } from './formatFigure.ts'
import styles from './PoolDetails.module.css'
import { usePoolDetail } from './usePoolDetail.ts'

/** The cache of answers for an outage: how full, and how often it had one; nothing where it is off. */
export function KeptAnswers({ poolId }: { poolId: string }) {
  const text = useText()
  const answers = usePoolDetail('pools.answers', poolId)
  if (!answers) return null
  const { answerCount, sizeBytes, limitBytes, askedCount, givenCount } = answers
  const title = text('monitor.keptAnswers')
  return (
    <section className={styles.part} aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      <dl className={styles.usage}>
        <Figure label={text('monitor.answersKept')} value={formatCount(answerCount)} />
        <Figure
          label={text('monitor.answersSize')}
          value={formatBytes(sizeBytes)}
          note={text('monitor.answersLimit', { limit: formatBytes(limitBytes) })}
        />
        <Figure
          label={text('monitor.answersHitRate')}
          value={askedCount === 0 ? '–' : formatPercent(givenCount / askedCount)}
          note={
            askedCount === 0
              ? text('monitor.answersNotNeeded')
              : text('monitor.answersGiven', { given: givenCount, asked: askedCount })
          }
        />
      </dl>
    </section>
  )
}
