/** Of a schema `n` of `pg_namespace`: it is the server's own. */
export const IS_SYSTEM = `n.nspname = 'information_schema' OR n.nspname LIKE 'pg\\_%'`
