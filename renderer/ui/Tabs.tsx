import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import styles from './Tabs.module.css'

type TabView = {
  id: string
  label: ReactNode
  content: ReactNode
  /** Stays in sight at the right end while the others scroll. */
  isSticky?: boolean
}

export type TabsProps = {
  /** The name of the list for screen readers. */
  label: string
  tabs: readonly TabView[]
  value: string
  onChange: (id: string) => void
  /** At the right end of the list. */
  actions?: ReactNode
}

/** A few views of one thing; only the chosen one is drawn. */
export function Tabs({ label, tabs, value, onChange, actions }: TabsProps) {
  return (
    <Radix.Root className={styles.tabs} value={value} onValueChange={onChange}>
      <div className={styles.bar}>
        <Radix.List
          className={styles.list}
          aria-label={label}
          onWheel={({ currentTarget, deltaY }) => (currentTarget.scrollLeft += deltaY)}
        >
          {tabs.map((tab) => (
            <Radix.Trigger
              key={tab.id}
              value={tab.id}
              className={styles.tab}
              data-sticky={tab.isSticky}
              ref={tab.id === value ? bringIntoSight : undefined}
            >
              {tab.label}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {actions}
      </div>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id} className={styles.panel} tabIndex={-1}>
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}

const bringIntoSight = (tab: HTMLElement | null) =>
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
