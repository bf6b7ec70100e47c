import { useText } from '../text/text.ts'
import { TextField } from '../ui/TextField.tsx'
import type { PageProps } from './ConnectionForm.tsx'
import { DriverFields } from './DriverFields.tsx'
import {
  connectTimeout,
  keptAnswers,
  poolSettingNames,
  poolSettings,
  statementTimeout,
  writeNumber,
  type NumberSetting,
} from './numberSettings.ts'
import styles from './PoolPage.module.css'

/** How many connections are opened, and when they are closed; what each setting means and is for. */
export function PoolPage(props: PageProps) {
  const { draft, driver, problems, onChange } = props
  const text = useText()
  const { min, max } = draft.pool
  return (
    <>
      <p className={styles.summary}>{text('connections.poolIntroduction', { min, max })}</p>
      <div className={styles.settings}>
        {poolSettingNames.map((name) => (
          <Setting
            key={name}
            label={text(`connections.pool_${name}`)}
            help={text(`connections.pool_${name}Help`)}
            advice={text(`connections.pool_${name}Advice`)}
            setting={poolSettings[name]}
            error={problems[`pool.${name}`]}
            value={draft.pool[name]}
            onChange={(value) =>
              onChange((current) => ({ ...current, pool: { ...current.pool, [name]: value } }))
            }
          />
        ))}
        <Setting
          label={text('connections.connectTimeout')}
          help={text('connections.connectTimeoutHelp')}
          advice={text('connections.connectTimeoutAdvice')}
          setting={connectTimeout}
          error={problems['connectTimeout']}
          value={draft.connectTimeout}
          onChange={(value) => onChange((current) => ({ ...current, connectTimeout: value }))}
        />
        <Setting
          label={text('connections.statementTimeout')}
          help={text('connections.statementTimeoutHelp')}
          advice={text('connections.statementTimeoutAdvice')}
          setting={statementTimeout}
          error={problems['statementTimeout']}
          value={draft.statementTimeout}
          onChange={(value) => onChange((current) => ({ ...current, statementTimeout: value }))}
        />
        <Setting
          label={text('connections.keptAnswers')}
          help={text('connections.keptAnswersHelp')}
          advice={text('connections.keptAnswersAdvice')}
          setting={keptAnswers}
          error={problems['keptAnswers']}
          value={draft.keptAnswers}
          onChange={(value) => onChange((current) => ({ ...current, keptAnswers: value }))}
        />
      </div>
      <DriverFields page="pool" {...props} />
      {driver.capabilities.startsWithSql && (
        <TextField
          label={text('connections.startSql')}
          help={text('connections.startSqlHelp')}
          value={draft.startSql}
          onChange={(startSql) => onChange((current) => ({ ...current, startSql }))}
        />
      )}
    </>
  )
}

type SettingProps = {
  label: string
  /** What it means. */
  help: string
  /** When to change it. */
  advice: string
  setting: NumberSetting
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

function Setting({ label, help, advice, setting, value, error, onChange }: SettingProps) {
  const text = useText()
  const units = {
    s: text('connections.seconds'),
    ms: text('connections.milliseconds'),
    '%': '%',
    MiB: 'MiB',
  }
  const unit = setting.unit && units[setting.unit]
  const usual = [writeNumber(setting.usual, setting), unit].filter(Boolean).join(' ')
  return (
    <div className={styles.setting}>
      <TextField
        label={label}
        error={error}
        inputMode="decimal"
        {...(unit && { unit })}
        value={value}
        onChange={onChange}
        aria-description={`${help} ${advice}`}
      />
      <div className={styles.words}>
        <p>{help}</p>
        <p className={styles.advice}>
          {text('connections.usual', { value: usual })} {advice}
        </p>
      </div>
    </div>
  )
}
