import { useEffect, useState } from 'react'
import type { SshHost } from '../../contract/ssh.ts'
import { api } from '../api/api.ts'

/** The hosts of ~/.ssh/config, as they are when the form is opened. */
export function useSshHosts(): readonly SshHost[] {
  const [hosts, setHosts] = useState<readonly SshHost[]>([])
  useEffect(() => {
    const controller = new AbortController()
    // Only an offer: without it the host is typed in full.
    api.call('profiles.sshHosts', {}, { signal: controller.signal }).then(setHosts, () => {})
    return () => controller.abort()
  }, [])
  return hosts
}
