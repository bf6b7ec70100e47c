import { SHARED_SERVER_VARIABLE, startPostgres } from './postgresServer.ts'

/** For vitest's `globalSetup`: one PostgreSQL for the whole run, a database of it for each file. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startPostgres({ isOwn: true })
  process.env[SHARED_SERVER_VARIABLE] = server.url
  return server.stop
}
