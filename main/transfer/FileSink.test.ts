import { execFileSync } from 'node:child_process'
import { mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FileSink } from './FileSink.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-sink-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test('the file appears under its name when it is whole, and not before', async () => {
  const path = join(folder, 'out.csv')
  const sink = await FileSink.open(path)
  await sink.write(bytes('half '))
  expect(existsSync(path)).toBe(false)
  await sink.write(bytes('whole'))
  await sink.end()
  expect(await readFile(path, 'utf8')).toBe('half whole')
  expect(await readdir(folder)).toEqual(['out.csv'])
})

test('a link stays a link, and its file is replaced', async () => {
  const target = join(folder, 'target.csv')
  const link = join(folder, 'link.csv')
  await writeFile(target, 'older')
  await symlink(target, link)
  const sink = await FileSink.open(link)
  await sink.write(bytes('newer'))
  await sink.end()
  expect(await readFile(target, 'utf8')).toBe('newer')
  expect(await readFile(link, 'utf8')).toBe('newer')
  expect((await readdir(folder)).sort()).toEqual(['link.csv', 'target.csv'])
})

test('aborting twice, or after a failed close, leaves nothing', async () => {
  const sink = await FileSink.open(join(folder, 'out.csv'))
  await sink.write(bytes('part'))
  await sink.abort()
  await sink.abort()
  expect(await readdir(folder)).toEqual([])

  const broken = await FileSink.open(join(folder, 'out.csv'), async (path) => {
    const file = await open(path, 'wx')
    return {
      write: (part) => file.write(part),
      sync: () => file.sync(),
      async close() {
        await file.close()
        throw Object.assign(new Error('input/output error'), { code: 'EIO' })
      },
    }
  })
  await expect(broken.end()).rejects.toMatchObject({ code: 'file-failed' })
  await broken.abort()
  expect(await readdir(folder)).toEqual([])
})

test('a folder, a device or a missing folder is refused by its path', async () => {
  const refused = (path: string) =>
    expect(FileSink.open(path)).rejects.toMatchObject({ code: 'file-failed', details: { path } })
  await refused(folder)
  await refused(join(folder, 'missing', 'out.csv'))
  if (existsSync('/dev/null')) await refused('/dev/null')
})

test('says in words why a file cannot be written, and what to do', async () => {
  const missing = join(folder, 'missing', 'out.csv')
  await expect(FileSink.open(missing)).rejects.toThrow(
    `“${missing}” could not be written: there is no such folder (ENOENT). ` +
      'Choose another place, then export again.',
  )
  await expect(FileSink.open(join(folder, 'a\0b'))).rejects.toThrow(/character in it that no path/)
})

test('a path that begins nowhere is refused, with the whole one that may be meant', async () => {
  for (const path of ['out.csv', '~/out.csv'])
    await expect(FileSink.open(path)).rejects.toThrow(
      `“${path}” is not a whole path. Give one, such as “${join(homedir(), 'out.csv')}”.`,
    )
})

test.skipIf(!existsSync('/dev/full'))('a device without room is a full disk', async () => {
  const path = join(folder, 'out.csv')
  const sink = await FileSink.open(path, () => open('/dev/full', 'w'))
  await expect(sink.write(bytes('x'))).rejects.toMatchObject({
    code: 'disk-full',
    details: { path, writtenBytes: 0 },
  })
  await sink.abort()
})

/** A disk of one megabyte, where this machine lets us mount one. */
function mountSmallDisk(): string | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    return null
  }
}

test('a real disk that fills up fails with the bytes it took, and has its room back', async (context) => {
  const disk = mountSmallDisk()
  if (!disk) return context.skip('no disk can be mounted here')
  try {
    const sink = await FileSink.open(join(disk, 'out.csv'))
    const part = new Uint8Array(300_000)
    const writing = (async () => {
      for (let index = 0; index < 10; index++) await sink.write(part)
    })()
    await expect(writing).rejects.toMatchObject({ code: 'disk-full' })
    await sink.abort()
    expect(await readdir(disk)).toEqual([])
    await writeFile(join(disk, 'after'), part)
  } finally {
    execFileSync('umount', [disk])
  }
})
