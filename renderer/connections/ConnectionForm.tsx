import { useState } from 'react'
import type { DriverInfo } from '../../contract/drivers.ts'
import type { WorkbenchError } from '../../contract/errors.ts'
import type { KeptSecrets } from '../../contract/profiles.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import { Tabs } from '../ui/Tabs.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { DraftProblems } from './checkDraft.ts'
import styles from './ConnectionForm.module.css'
import type { Draft, DraftChange } from './draft.ts'
import { formPages, pagesOf, pagesWithProblems, type FormPage } from './formPages.ts'
import { GeneralPage } from './GeneralPage.tsx'
import { PoolPage } from './PoolPage.tsx'
import { ServersSection } from './ServersSection.tsx'
import { SshPage } from './SshPage.tsx'
import { TlsPage } from './TlsPage.tsx'

/** What each page of the form is given. */
export type PageProps = {
  draft: Draft
  driver: DriverInfo
  kept: KeptSecrets | null
  problems: DraftProblems
  onChange: (change: DraftChange) => void
}

export type ConnectionFormProps = PageProps & {
  drivers: readonly DriverInfo[]
  urlField: {
    url: string
    error: WorkbenchError | null
    change: (url: string, isPasted?: boolean) => void
    leave: () => Promise<void>
  }
}

/** The form of a connection; what a database asks for is drawn from what its driver says. */
export function ConnectionForm({ drivers, urlField, ...page }: ConnectionFormProps) {
  const text = useText()
  const { draft, driver, problems } = page
  const [chosen, setChosen] = useState<FormPage>('general')
  const [seen, setSeen] = useState(problems)
  const pages = pagesOf(driver)
  const wrong = pagesWithProblems(problems, driver)
  // New problems are shown, wherever they stand; those of the page in front first.
  if (problems !== seen) {
    setSeen(problems)
    const first = formPages.find((one) => wrong.has(one))
    if (first && !wrong.has(chosen)) setChosen(first)
  }
  const contents: Record<FormPage, React.ReactNode> = {
    general: <GeneralPage {...page} drivers={drivers} />,
    tls: <TlsPage {...page} />,
    ssh: <SshPage {...page} />,
    servers: <ServersSection {...page} />,
    pool: <PoolPage {...page} />,
  }
  const counts: Partial<Record<FormPage, string>> = {
    ssh: draft.ssh.isOn ? text('connections.pageOn') : '',
    servers: draft.routing.servers.length > 0 ? `+${draft.routing.servers.length}` : '',
  }
  return (
    <div className={styles.form}>
      <TextField
        label={text('connections.connectionUrl')}
        placeholder={driver.urlExample}
        help={text('connections.urlHelp')}
        error={urlField.error ? errorLine(urlField.error) : undefined}
        value={urlField.url}
        onChange={(url) => urlField.change(url)}
        onPaste={(event) => {
          const input = event.currentTarget
          if (input.selectionStart !== 0 || input.selectionEnd !== input.value.length) return
          event.preventDefault()
          urlField.change(event.clipboardData.getData('text').trim(), true)
        }}
        onBlur={() => void urlField.leave()}
      />
      <Tabs
        label={text('connections.pages')}
        value={pages.includes(chosen) ? chosen : 'general'}
        onChange={(id) => setChosen(id as FormPage)}
        tabs={pages.map((id) => ({
          id,
          label: (
            <>
              {text(`connections.page_${id}`)}
              {counts[id] && <span className={styles.count}>{counts[id]}</span>}
              {wrong.has(id) && (
                <span
                  className={styles.wrong}
                  role="img"
                  aria-label={text('connections.pageWrong')}
                >
                  !
                </span>
              )}
            </>
          ),
          content: <div className={styles.page}>{contents[id]}</div>,
        }))}
      />
    </div>
  )
}
