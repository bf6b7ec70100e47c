import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, cp, lchown, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPostgresProgram, loadEmbeddedPostgres } from './loadEmbeddedPostgres.ts'
import { DEFAULT_SETTINGS, findFreePort, HOST, PASSWORD, urlOf, USER } from './postgresServer.ts'

const READY = /database system is ready to accept (read-only )?connections/

/**
 * A PostgreSQL 18 that a test may treat roughly: stopped, killed, frozen, started again on the same
 * port and data, copied as a standby.
 */
export class PostgresCluster {
  readonly port: number
  readonly #directory: string
  readonly #program: string
  readonly #settings: Record<string, string>
  #process: ChildProcess | null = null
  #log: string[] = []

  private constructor(
    directory: string,
    program: string,
    port: number,
    settings: Record<string, string>,
  ) {
    this.#directory = directory
    this.#program = program
    this.port = port
    this.#settings = settings
  }

  static async create(settings: Record<string, string> = {}): Promise<PostgresCluster> {
    const directory = await newDirectory()
    const EmbeddedPostgres = await loadEmbeddedPostgres(directory)
    const maker = new EmbeddedPostgres({
      databaseDir: join(directory, 'data'),
      user: USER,
      password: PASSWORD,
      authMethod: 'scram-sha-256',
      createPostgresUser: true,
      initdbFlags: ['--encoding=UTF8', '--no-locale', '--no-sync'],
      onLog: () => {},
      onError: () => {},
    })
    await maker.initialise()
    const program = findPostgresProgram(directory)
    const cluster = new PostgresCluster(directory, program, await findFreePort(), settings)
    await cluster.start()
    return cluster
  }

  get url(): string {
    return urlOf({ port: this.port, user: USER, password: PASSWORD, database: 'postgres' })
  }

  get isRunning(): boolean {
    return this.#process !== null
  }

  /** Resolves when it takes connections; a standby, when it can be read. */
  async start(): Promise<void> {
    const { uid, gid } = await stat(this.#dataDir)
    const settings = {
      ...DEFAULT_SETTINGS,
      // A crash must not take along what was committed.
      synchronous_commit: 'local',
      ...this.#settings,
      port: String(this.port),
    }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child = spawn(this.#program, ['-D', this.#dataDir, ...flags], {
      stdio: ['ignore', 'ignore', 'pipe'],
      // As root it would refuse: whoever owns the data runs it.
      ...(process.getuid?.() === 0 && { uid, gid }),
      env: { ...process.env, LC_ALL: 'C' },
    })
    this.#process = child
    this.#log = []
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    child.stderr.on('data', (chunk: Buffer) => {
      const text = chunk.toString()
      this.#log = [...this.#log.slice(-40), text]
      if (READY.test(text)) resolve()
    })
    child.once('exit', () => {
      this.#process = null
      reject(new Error(`PostgreSQL ended: ${this.#log.join('')}`))
    })
    await promise
  }

  /** `fast` ends all sessions and writes everything down; `immediate` is as good as a crash. */
  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const child = this.#process
    if (!child) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
    // One that is frozen ends only when it may run again.
    child.kill('SIGCONT')
    await ended
  }

  async restart(mode: 'fast' | 'immediate'): Promise<void> {
    await this.stop(mode)
    await this.start()
  }

  /** Sessions go on; nobody new is let in until `thaw`. */
  freeze(): void {
    this.#process?.kill('SIGSTOP')
  }

  /** The machine hangs: sockets stay open, and nobody answers, on sessions neither, until `thawAll`. */
  freezeAll(): void {
    this.freeze()
    this.#signalSessions('SIGSTOP')
  }

  thawAll(): void {
    this.#signalSessions('SIGCONT')
    this.thaw()
  }

  #signalSessions(signal: 'SIGSTOP' | 'SIGCONT'): void {
    const pid = this.#process?.pid
    if (pid === undefined) return
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    for (const child of children.split(' ').filter(Boolean)) process.kill(Number(child), signal)
  }

  thaw(): void {
    this.#process?.kill('SIGCONT')
  }

  /** A running standby that follows this one, which is restarted for the copy. */
  async copyAsStandby(): Promise<PostgresCluster> {
    await this.stop()
    const directory = await newDirectory()
    const standby = new PostgresCluster(
      directory,
      this.#program,
      await findFreePort(),
      this.#settings,
    )
    await cp(this.#dataDir, standby.#dataDir, { recursive: true, preserveTimestamps: true })
    await standby.follow(this)
    await Promise.all([this.start(), standby.start()])
    return standby
  }

  /** Starts as a standby of the other from the next `start` on. */
  async follow(primary: PostgresCluster): Promise<void> {
    const quoted = PASSWORD.replaceAll("'", String.raw`\'`)
    const source = `host=${HOST} port=${primary.port} user=${USER} password='${quoted}'`
    await writeFile(join(this.#dataDir, 'standby.signal'), '')
    await writeFile(
      join(this.#dataDir, 'postgresql.auto.conf'),
      `primary_conninfo = '${source.replaceAll("'", "''")}'\nwal_retrieve_retry_interval = 100ms\n`,
    )
    await takeOwner(this.#dataDir, primary.#dataDir)
  }

  async remove(): Promise<void> {
    await this.stop('immediate')
    await rm(this.#directory, { recursive: true, force: true })
  }

  get #dataDir(): string {
    return join(this.#directory, 'data')
  }
}

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-cluster-'))
  // The server runs as user `postgres` where the tests run as root.
  await chmod(directory, 0o755)
  return directory
}

/** Copies made by root belong to root; the server insists on its own. */
async function takeOwner(folder: string, model: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = await stat(model)
  const entries = await readdir(folder, { recursive: true })
  for (const path of ['.', ...entries]) await lchown(join(folder, path), uid, gid)
  await chmod(folder, 0o700)
}
