export const history = {
  history: 'History',
  search: 'Search statements that were run',
  searchHint: 'Search what was run',
  statementsOf: 'Statements of',
  allConnections: 'All connections',
  goneConnection: 'a connection that was removed',
  nothing:
    'Nothing was run yet. Every statement you run is kept here, without the values bound to it.',
  noMatch: 'Nothing that was run contains “{query}”.',
  openAgain: 'Open in a new tab',
  copy: 'Copy statement',
  more: 'Show earlier ones',
  cancelled: 'cancelled',
} as const
