import type { DialectInfo } from '../../../contract/drivers.ts'

const words = (text: string): string[] => text.split(' ')

/** The SQL that results are asked in, which is that of Polars: close to PostgreSQL's. */
export const resultsDialect: DialectInfo = {
  splitter: 'none',
  identifierQuote: ['"', '"'],
  plainIdentifier: '[A-Za-z_][A-Za-z0-9_]*',
  isolationLevels: [],
  keywords: words(
    'select from where group by having order limit offset as on using join inner left right full ' +
      'outer cross anti semi union all distinct with case when then else end and or not in is null ' +
      'like ilike between exists cast asc desc nulls first last true false interval over partition',
  ),
  functions: words(
    'count sum avg min max median stddev variance first last abs round floor ceil coalesce nullif ' +
      'greatest least lower upper length substr replace concat strptime date_part row_number rank',
  ),
}
