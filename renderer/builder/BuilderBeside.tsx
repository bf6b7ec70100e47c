import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DialectInfo } from '../../contract/drivers.ts'
import { useText } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Splitter } from '../ui/Splitter.tsx'
import { toggleBuilder, useIsBuilding } from './builderStore.ts'
import styles from './QueryBuilder.module.css'
import { lazyComponent } from '../ui/lazyComponent.tsx'

const QueryBuilder = lazyComponent(async () => (await import('./QueryBuilder.tsx')).QueryBuilder)

type BuilderBesideProps = {
  readonly tabId: string
  readonly profileId: string | null
  readonly dialect: DialectInfo | undefined
  readonly statement: string
  readonly onChange: (statement: string) => void
  readonly children: ReactNode
}

/** The editor, and the query builder beside it where it is open. */
export function BuilderBeside({
  tabId,
  profileId,
  dialect,
  children,
  ...rest
}: BuilderBesideProps) {
  const text = useText()
  const isOpen = useIsBuilding(tabId) && profileId !== null && dialect !== undefined
  return (
    // Around the editor when it stands alone too: what is below it would otherwise be made anew and
    // lose its place.
    <Splitter
      direction="horizontal"
      isSecondHidden={!isOpen}
      label={text('builder.resize')}
      firstSize="45%"
      firstMinSize={240}
      secondMinSize={360}
      first={children}
      second={
        isOpen && (
          <section className={styles.beside} aria-label={text('builder.title')} data-pane="builder">
            <header className={styles.header}>
              <span className={styles.title}>{text('builder.title')}</span>
              <IconButton
                icon={X}
                size="small"
                label={text('builder.close')}
                onClick={() => toggleBuilder(tabId)}
              />
            </header>
            <QueryBuilder profileId={profileId} dialect={dialect} {...rest} />
          </section>
        )
      }
    />
  )
}
