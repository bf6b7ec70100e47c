import { useText } from '../text/text.ts'
import type { Graph } from './graph.ts'

/** What the picture shows, for who does not see it. */
export function DiagramList({ graph: { tables, edges } }: { graph: Graph }) {
  const text = useText()
  return (
    <ul className="visually-hidden" aria-label={text('diagram.listLabel')}>
      {tables.map(({ name, columns }) => (
        <li key={name}>
          {name}
          <ul>
            {columns.map((column) => (
              <li key={column.name}>{`${column.name} ${column.serverType}`}</li>
            ))}
            {edges
              .filter(({ from }) => from === name)
              .map((edge) => (
                <li key={edge.id}>
                  {text('diagram.relation', {
                    columns: edge.columns.join(', '),
                    table: edge.to,
                    targets: edge.targetColumns.join(', '),
                  })}
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
