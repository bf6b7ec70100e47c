import type { ConnectionTarget } from './driver.ts'
import type { ServerAddress } from './networkErrors.ts'

/** Where to open a socket to a server: the server itself, or the near end of a tunnel to it. */
export const nearEnd = async (
  { locate }: Pick<ConnectionTarget, 'locate'>,
  server: ServerAddress,
): Promise<ServerAddress> => (locate ? locate(server) : server)
