import type { ImportPreview } from '../../contract/imports.ts'
import { isNumeric, type ColumnType } from '../../contract/columns.ts'
import { columnTypeName } from '../../contract/columnTypeName.ts'
import type { ImportColumn } from '../../contract/imports.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './ImportWizard.module.css'
import { timeOfNumber } from './pointDraft.ts'
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
            {columns.map(({ source, target, type, point }) => (
              <th
                key={source}
                scope="col"
                data-number={isNumeric(shownType(type, point)) || undefined}
              >
                {target}
                <span>
                  {point?.role === 'tag'
                    ? text('imports.role_tag')
                    : columnTypeName(shownType(type, point))}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...rows.entries()].map(([index, row]) => (
            <tr key={index}>
              {columns.map(({ source, type, point }, place) => {
                const read = row[place] ?? null
                const cell = read !== null && point?.unit ? timeOfNumber(read, point.unit) : read
                return (
                  <td
                    key={source}
                    data-null={cell === null || undefined}
                    data-number={isNumeric(shownType(type, point)) || undefined}
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

/** A number that counts time is shown as the time. */
const shownType = (type: ColumnType, point: ImportColumn['point']): ColumnType =>
  point?.unit ? { kind: 'timestamp', unit: 'ns', zone: 'UTC' } : type
