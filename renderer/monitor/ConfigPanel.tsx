import { useConfig } from '../app/configStore.ts'
import { formatTime } from '../text/formatTime.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import styles from './ConfigPanel.module.css'

/** Connections that come from a file, the environment or a call: what holds, and what was refused. */
export function ConfigPanel() {
  const text = useText()
  const config = useConfig()
  if (!config) return null
  const { filePath, appliedAtMs, profileNames, problems } = config
  const time = appliedAtMs === null ? '' : formatTime(appliedAtMs)
  return (
    <section className={styles.panel} aria-label={text('monitor.configuration')}>
      <h2 className={styles.heading}>{text('monitor.configuration')}</h2>
      <p className={styles.line}>
        {profileNames.length === 0
          ? text('monitor.configNone')
          : text('monitor.configApplied', {
              count: profileNames.length,
              names: profileNames.join(', '),
              time,
            })}
      </p>
      {filePath !== null && (
        <p className={styles.line}>
          {text('monitor.configFile')} <span className={styles.path}>{filePath}</span>
        </p>
      )}
      {problems.length > 0 && (
        <>
          <Banner severity="error">{text('monitor.configRefused')}</Banner>
          <table className={styles.problems}>
            <thead>
              <tr>
                <th scope="col">{text('monitor.configSource')}</th>
                <th scope="col">{text('monitor.configField')}</th>
                <th scope="col">{text('monitor.configFix')}</th>
              </tr>
            </thead>
            <tbody>
              {problems.map(({ source, field, message }) => (
                <tr key={`${source} ${field} ${message}`}>
                  <td>{text(`monitor.configSource_${source}`)}</td>
                  <td className={styles.path}>{field}</td>
                  <td>{message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
