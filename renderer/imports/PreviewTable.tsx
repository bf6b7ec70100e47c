import type { ImportPreview } from '../../contract/imports.ts'
import { isNumeric } from '../../contract/columns.ts'
import { columnTypeName } from '../../contract/columnTypeName.ts'
import type { ImportColumn } from '../../contract/imports.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './ImportWizard.module.css'
import type { Asked } from './useAsked.ts'

type PreviewTableProps = { columns: readonly ImportColumn[]; preview: Asked<ImportPreview> }

/** The first rows as they will be stored. */
export function PreviewTable({ columns, preview }: PreviewTableProps) {
  const text = useText()
  if (preview.state === 'failed')
    return (
      <Banner severity="error">
        <ErrorText error={preview.error} />
      </Banner>
    )
  if (preview.value === null) return <Skeleton lines={6} />
  const { rows } = preview.value
  return (
    <section className={styles.preview} aria-label={text('imports.preview')}>
      <table>
        <thead>
          <tr>
            {columns.map(({ source, target, type }) => (
              <th key={source} scope="col">
                {target}
                <span>{columnTypeName(type)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...rows.entries()].map(([index, row]) => (
            <tr key={index}>
              {columns.map(({ source, type }, place) => {
                const cell = row[place] ?? null
                return (
                  <td
                    key={source}
                    data-null={cell === null || undefined}
                    data-number={isNumeric(type) || undefined}
                  >
                    {cell ?? 'NULL'}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className={styles.dim}>{text('imports.noRows')}</p>}
    </section>
  )
}
