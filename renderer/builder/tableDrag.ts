/** What is dragged from the list of tables. */
export const TABLE_DRAG = 'application/x-sluice-table'
