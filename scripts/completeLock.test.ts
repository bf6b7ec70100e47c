import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { entryFor, missingPackages } from './completeLock.mjs'

test('package-lock.json lists the packages of every system, or npm ci refuses it', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  expect(missingPackages(lock), 'run node scripts/completeLock.mjs').toEqual([])
})

test('a package left out is found missing, one listed beside or inside its owner is not', () => {
  const optionalDependencies = {
    '@a/linux-x64': '1.0.0',
    '@a/darwin-arm64': '1.0.0',
    '@a/win32-x64': '1.0.0',
  }
  const packages = {
    '': {},
    'node_modules/a': { dev: true, optionalDependencies },
    'node_modules/@a/linux-x64': {},
    'node_modules/a/node_modules/@a/win32-x64': {},
  }
  expect(missingPackages({ packages })).toEqual([
    { name: '@a/darwin-arm64', version: '1.0.0', dev: true },
  ])
})

test('the system is read from the name', () => {
  expect(entryFor({ name: '@oxfmt/binding-linux-x64-musl', version: '1.2.3', dev: true })).toEqual({
    version: '1.2.3',
    cpu: ['x64'],
    dev: true,
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  })
  expect(
    entryFor({
      name: '@msgpackr-extract/msgpackr-extract-win32-x64',
      version: '3.0.7',
      dev: false,
    }),
  ).toEqual({ version: '3.0.7', cpu: ['x64'], optional: true, os: ['win32'] })
  expect(() => entryFor({ name: 'fsevents', version: '1.0.0', dev: false })).toThrow('fsevents')
})
