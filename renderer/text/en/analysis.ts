/** Words of what is worked out of results: statistics, groups, SQL over results, JSON. */
export const analysis = {
  analyse: 'Analyse',
  working: 'Working… ({time})',
  // menu
  columnStatistics: 'Column statistics',
  groupEntry: 'Group by…',
  distinctEntry: 'Distinct values…',
  sqlEntry: 'SQL over results…',
  jsonEntry: 'Open JSON as result…',
  // statistics
  statistics: 'Statistics',
  statisticsColumn: 'Column',
  closeStatistics: 'Close statistics',
  rows: 'Rows',
  nulls: 'NULL',
  distinct: 'Distinct',
  count: 'Count',
  countDistinct: 'Count distinct',
  sum: 'Sum',
  mean: 'Mean',
  std: 'Std. deviation',
  min: 'Least',
  max: 'Greatest',
  median: 'Median',
  first: 'First',
  last: 'Last',
  histogram: 'Distribution',
  topValues: 'Most frequent values',
  filterByValue: 'Show only rows with {value}',
  // group
  groupTitle: 'Group rows',
  groupBy: 'Group by',
  groupedBy: 'By {columns}',
  group: 'Group',
  aggregates: 'For each group',
  aggregateColumn: 'Column of figure {number}',
  aggregateFunction: 'Figure {number}',
  addAggregate: 'Add figure',
  removeAggregate: 'Remove figure {number}',
  // distinct
  distinctTitle: 'Distinct values',
  distinctOf: 'Distinct {columns}',
  columns: 'Columns',
  showDistinct: 'Show values',
  // SQL
  sqlTitle: 'SQL over results',
  openResults: 'Open results',
  nameOf: 'Name of {name}',
  statement: 'Statement over results',
  runSql: 'Run',
  sqlHint:
    'One SELECT. Results of different databases can be joined; names are told apart by case.',
  // from outside
  open: 'Open',
  fileEntry: 'Open file as result…',
  fileTitle: 'Open file as result',
  fileHint:
    'The rows are kept beside the results of this tab until they are unpinned. They go into no database; statements over results reach them by the name of the file.',
  fileRejects: {
    one: '{count} row was left out: line {line}. {reason}',
    other: '{count} rows were left out, the first in line {line}. {reason}',
  },
  jsonTitle: 'Open JSON as result',
  jsonResult: 'JSON',
  jsonText: 'JSON text',
  jsonHint:
    'An array of objects, or one object a line (NDJSON). Columns are typed by their values. For a file, choose “Open file as result”.',
} as const
