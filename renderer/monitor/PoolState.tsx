import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CirclePause,
  Hourglass,
  type LucideIcon,
} from 'lucide-react'
import type { PoolStats } from '../../contract/pools.ts'
import type { PoolHealth } from '../app/poolsStore.ts'
import { useText, type TextKey } from '../text/text.ts'
import styles from './PoolState.module.css'

const faces: Record<PoolHealth | 'suspended' | 'draining', { icon: LucideIcon; text: TextKey }> = {
  running: { icon: CircleCheck, text: 'monitor.stateRunning' },
  waiting: { icon: Hourglass, text: 'monitor.stateSaturated' },
  unreachable: { icon: CircleAlert, text: 'monitor.stateUnreachable' },
  suspended: { icon: CirclePause, text: 'monitor.stateSuspended' },
  draining: { icon: CircleDashed, text: 'monitor.stateDraining' },
  closed: { icon: CircleDashed, text: 'monitor.stateClosed' },
}

/** How a pool is, in a word with a shape and a colour. */
export function PoolState({ health, state }: { health: PoolHealth; state: PoolStats['state'] }) {
  const text = useText()
  const face = state === 'draining' || state === 'suspended' ? state : health
  const { icon: Icon, text: key } = faces[face]
  return (
    <span className={styles.state} data-face={face}>
      <Icon size={14} aria-hidden />
      {text(key)}
    </span>
  )
}
