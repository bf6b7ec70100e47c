import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { usualSsh } from '../../../contract/ssh.ts'
import type { SshLogin } from '../readLogin.ts'
import { parseSshConfig } from './parseSshConfig.ts'
import { planHops } from './planHops.ts'
import { readSshConfig } from './readSshConfig.ts'
import { aliasesIn, resolveSshHost } from './resolveSshHost.ts'

const CONFIG = `
# what is written first counts
Host shop-db web
  HostName 10.0.0.5   # behind the bastion
  User deploy
  Port=2222
  IdentityFile "~/.ssh/id of shop"
  ProxyJump bastion

Host bastion
    HostName=%h.example.com
    IdentityFile ~/.ssh/id_%r_%u

Host old
  ProxyCommand ssh -q -W %h:%p gate
Host odd
  ProxyCommand nc -x proxy:1080 %h %p
Host circle
  ProxyJump circle

Match originalhost inner,!inner2 localuser me
  User matched
Match exec "true"
  User never
Host *.internal !db.internal
  User intern
Host *
  User everybody
  Port 2200
`
const lines = parseSshConfig(CONFIG)
const place = { lines, home: '/home/me', localUser: 'me' }
const of = (host: string) => resolveSshHost(lines, { host, localUser: 'me' })
const login = (change: Partial<SshLogin>): SshLogin => ({
  ...usualSsh,
  password: null,
  passphrase: null,
  ...change,
})
const ways = (change: Partial<SshLogin>) =>
  planHops(login(change), place).map(({ user, host, port }) => `${user}@${host}:${port}`)

describe('ssh_config', () => {
  test('of each setting the first that fits the host counts', () => {
    expect(of('web')).toEqual({
      hostName: '10.0.0.5',
      user: 'deploy',
      port: 2222,
      identityFile: '~/.ssh/id of shop',
      proxyJump: 'bastion',
      proxyCommand: null,
    })
    expect(of('nobody').user).toBe('everybody')
    expect(of('a.internal').user).toBe('intern')
    expect(of('db.internal').user).toBe('everybody')
  })

  test('conditions are met by what is known, and none that would run a command', () => {
    expect(of('inner').user).toBe('matched')
    expect(of('inner2').user).toBe('everybody')
    expect(resolveSshHost(lines, { host: 'inner', localUser: 'you' }).user).toBe('everybody')
  })

  test('hosts with a name of their own can be offered', () => {
    expect(aliasesIn(lines)).toEqual(['shop-db', 'web', 'bastion', 'old', 'odd', 'circle'])
  })

  test('files that are included stand where they are named, under its condition', async () => {
    const home = await mkdtemp(join(tmpdir(), 'sluice-ssh-'))
    try {
      await mkdir(join(home, '.ssh', 'conf.d'), { recursive: true })
      const write = (name: string, text: string) => writeFile(join(home, '.ssh', name), text)
      await write(
        'config',
        'Include conf.d/*.conf missing\nHost a\n  Include a-only\nHost *\n  User last\n',
      )
      await write('conf.d/b.conf', 'Host b\n  User second\nHost *\n  Port 22\n')
      await write('conf.d/a.conf', 'Host b\n  User first\n')
      await write('a-only', 'User only-a\nHost c\n  User never\n')
      const read = await readSshConfig(home)
      const user = (host: string) => resolveSshHost(read, { host, localUser: 'me' }).user
      expect(['a', 'b', 'c'].map(user)).toEqual(['only-a', 'first', 'last'])
      expect(aliasesIn(read)).toEqual(['b', 'a', 'c'])
      expect(await readSshConfig(join(home, 'nowhere'))).toEqual([])
    } finally {
      await rm(home, { recursive: true, force: true })
    }
  })
})

describe('the way to an SSH server', () => {
  test('leads over the jump hosts of ssh_config, each with its own user and key', () => {
    const hops = planHops(login({ host: 'shop-db', method: 'key' }), place)
    expect(hops.map(({ user, host, port, keyFile }) => [user, host, port, keyFile])).toEqual([
      ['everybody', 'bastion.example.com', 2200, '~/.ssh/id_everybody_me'],
      ['deploy', '10.0.0.5', 2222, '~/.ssh/id of shop'],
    ])
  })

  test('a jump host with a login of its own has that, and only where it is written so', () => {
    const own = { method: 'key', keyFile: '/own', password: null, passphrase: 'seal' } as const
    const given = { host: 'db', user: 'root', keyFile: '', password: 'hush', jumps: 'x@gate, web' }
    const jumpLogins = [
      { jump: 'x@gate', ...own },
      { jump: 'y@gate', ...own },
    ]
    const hops = planHops({ ...login(given), jumpLogins }, place)
    expect(
      hops.map(({ user, method, keyFile, password, passphrase }) => [
        ...[user, method, keyFile, password, passphrase],
      ]),
    ).toEqual([
      ['x', 'key', '/own', null, 'seal'],
      ['deploy', 'password', '~/.ssh/id of shop', 'hush', null],
      ['root', 'password', '', 'hush', null],
    ])
  })

  test('what the profile says goes before, and a jump without a key of its own takes the profile’s', () => {
    const hops = planHops(
      login({ host: 'shop-db', user: 'root', port: 7, keyFile: '/k', jumps: 'x@[::1]:9, ssh://y' }),
      place,
    )
    expect(hops.map(({ user, host, port, keyFile }) => [user, host, port, keyFile])).toEqual([
      ['x', '::1', 9, '/k'],
      ['everybody', 'y', 2200, '/k'],
      ['root', '10.0.0.5', 7, '/k'],
    ])
    expect(ways({ host: 'shop-db', jumps: 'none' })).toEqual(['deploy@10.0.0.5:2222'])
  })

  test('a jump host may lie behind others, and a ProxyCommand of ssh is one', () => {
    expect(ways({ host: 'x', user: 'u', jumps: 'web' })).toEqual([
      'everybody@bastion.example.com:2200',
      'deploy@10.0.0.5:2222',
      'u@x:2200',
    ])
    expect(ways({ host: 'old' })).toEqual(['everybody@gate:2200', 'everybody@old:2200'])
  })

  test('without ssh_config it is the profile alone, and the local user', () => {
    const alone = planHops(login({ host: 'h', method: 'agent' }), { ...place, lines: [] })
    expect(alone).toMatchObject([{ host: 'h', port: 22, user: 'me', keyFile: '' }])
  })

  test('what cannot be gone is said', () => {
    expect(() => ways({ host: 'odd' })).toThrow(/ProxyCommand in ~\/\.ssh\/config/)
    expect(() => ways({ host: 'circle' })).toThrow(/lead in a circle/)
    expect(() => ways({ host: 'h', jumps: 'a b' })).toThrow('“a b” is no jump host.')
  })
})
