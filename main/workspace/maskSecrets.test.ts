import { expect, test } from 'vitest'
import { maskSecrets } from './maskSecrets.ts'

test.each([
  ["create role a login password 'hush'", "create role a login password '•••'"],
  ["ALTER USER a WITH PASSWORD E'hu\\'sh' VALID", "ALTER USER a WITH PASSWORD '•••' VALID"],
  ["alter user a password 'it''s' nologin", "alter user a password '•••' nologin"],
  ['alter user a password $x$hush$x$;', "alter user a password '•••';"],
  ["create user a identified by 'hush'", "create user a identified by '•••'"],
  ["create login a with password = N'hush', x = 1", "create login a with password = '•••', x = 1"],
  ["pragma key = 'hush'", "pragma key = '•••'"],
  ["select dblink('host=db password=hush user=a')", "select dblink('host=db password=••• user=a')"],
  ["select 'postgres://a:hush@db/x'", "select 'postgres://a:•••@db/x'"],
  ["password 'never ended", "password '•••'"],
])('masks %s', (sql, masked) => {
  expect(maskSecrets(sql)).toBe(masked)
  expect(maskSecrets(masked)).toBe(masked)
})

test.each([
  'select password from users',
  "select * from users where name = 'password'",
  "select 'https://example.org/a:b'",
  "update settings set value = 'x' where name = 'pwd'",
])('leaves %s', (sql) => {
  expect(maskSecrets(sql)).toBe(sql)
})
