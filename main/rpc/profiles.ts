import type { EventSources, Handlers } from '../../contract/contract.ts'
import type { profileCalls, profileEvents } from '../../contract/profiles.ts'
import { describeForWindow, type Driver } from '../drivers/driver.ts'
import { parseConnectionUrl } from '../profiles/parseConnectionUrl.ts'
import type { ProfileService } from '../profiles/ProfileService.ts'

export const profileHandlers = (
  profiles: ProfileService,
  drivers: readonly Driver[],
): Handlers<typeof profileCalls> => ({
  'profiles.drivers': () => drivers.map(describeForWindow),
  'profiles.list': () => profiles.list(),
  'profiles.save': ({ profile, secrets, secretsOf }) => profiles.save(profile, secrets, secretsOf),
  'profiles.arrange': ({ places }) => profiles.arrange(places),
  'profiles.keptSecrets': ({ profileId }) => profiles.keptSecrets(profileId),
  'profiles.delete': ({ profileId }) => profiles.delete(profileId),
  'profiles.parseUrl': ({ url }) => parseConnectionUrl(url, drivers),
  'profiles.test': ({ profile, secrets, secretsOf }, { signal }) =>
    profiles.test(profile, secrets, { secretsOf, signal }),
  'profiles.sshHosts': () => profiles.sshHosts(),
  'profiles.trustHostKey': ({ host, port, fingerprint }) =>
    profiles.trustHostKey(host, port, fingerprint),
  'profiles.forgetHostKey': ({ host, port }) => profiles.forgetHostKey(host, port),
  'profiles.protectSecrets': async ({ passphrase }) =>
    (await profiles.secretProtection()).protect(passphrase),
  'profiles.unlockSecrets': ({ passphrase }) => profiles.unlockSecrets(passphrase),
  'profiles.forgetSecrets': async () => (await profiles.secretProtection()).forgetAll(),
})

export const profileSources = (profiles: ProfileService): EventSources<typeof profileEvents> => ({
  'profiles.changed': (_filter, emit) => {
    emit(profiles.list())
    return profiles.onChanged(emit)
  },
  'profiles.secretStorage': (_filter, emit) => profiles.watchSecretStorage(emit),
})
