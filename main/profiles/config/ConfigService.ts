import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import type { ConfigProblem, ConfigStatus } from '../../../contract/config.ts'
import { WorkbenchError } from '../../../contract/errors.ts'
import { type ManagerLimits, managerLimitsSchema } from '../../../contract/managerLimits.ts'
import { type MetricsExportSettings, metricsExportSchema } from '../../../contract/metricsExport.ts'
import type { Clock } from '../../clock.ts'
import type { Driver } from '../../drivers/driver.ts'
import type { Logger } from '../../logger.ts'
import { Listeners } from '../../pool/Listeners.ts'
import { messageOf } from '../../pool/poolErrors.ts'
import { type GivenProfile, readConfig } from './readConfig.ts'
import { readEnvironment } from './readEnvironment.ts'

/** Looking at the file this often works on every file system, and with editors that replace it. */
const LOOK_INTERVAL_MS = 1_000

type Source = ConfigProblem['source']
/** The later wins over the earlier where both name a connection. */
const SOURCES: readonly Source[] = ['file', 'environment', 'call']

export type ConfigServiceOptions = {
  drivers: readonly Driver[]
  variables: Readonly<Record<string, string | undefined>>
  /** Null: no file is read. */
  filePath: string | null
  /** Takes the profiles over in place of all given before. */
  apply: (profiles: readonly GivenProfile[]) => void
  clock: Clock
  logger: Logger
  lookIntervalMs?: number
}

type Layer = {
  profiles: readonly GivenProfile[]
  /** Null: it says nothing of them. */
  limits: ManagerLimits | null
  metrics: MetricsExportSettings | null
}

/**
 * Connections and limits that come from a file, the environment and calls. Each is checked as a whole and
 * then applied while everything runs; one with a mistake is refused, and what was before it stays.
 */
export class ConfigService {
  readonly #options: ConfigServiceOptions
  readonly #layers = new Map<Source, Layer>()
  readonly #problems = new Map<Source, readonly ConfigProblem[]>()
  readonly #changed = new Listeners<ConfigStatus>()
  #fileText: string | null = null
  #appliedAtMs: number | null = null

  constructor(options: ConfigServiceOptions) {
    this.#options = options
  }

  /** Reads what there is, and the file again whenever it changes. */
  start(): void {
    const { variables, filePath, lookIntervalMs = LOOK_INTERVAL_MS } = this.#options
    const fromEnvironment = readEnvironment(variables)
    if (fromEnvironment.profiles.length > 0) this.#take('environment', fromEnvironment)
    if (filePath === null) return
    this.#readFile(filePath)
    const look = () => this.#readFile(filePath)
    watchFile(filePath, { interval: lookIntervalMs, persistent: false }, look)
  }

  stop(): void {
    if (this.#options.filePath !== null) unwatchFile(this.#options.filePath)
  }

  /** What holds for all pools; of the last source that says anything. */
  get limits(): ManagerLimits {
    const told = SOURCES.map((source) => this.#layers.get(source)?.limits).filter(Boolean)
    return told.at(-1) ?? managerLimitsSchema.parse({})
  }

  /** Which other programs are told the figures of the pools; of the last source that says anything. */
  get metrics(): MetricsExportSettings {
    const told = SOURCES.map((source) => this.#layers.get(source)?.metrics).filter(Boolean)
    return told.at(-1) ?? metricsExportSchema.parse({})
  }

  status(): ConfigStatus {
    return {
      filePath: this.#options.filePath,
      appliedAtMs: this.#appliedAtMs,
      profileNames: this.#merged().map(({ profile }) => profile.name),
      problems: SOURCES.flatMap((source) => this.#problems.get(source) ?? []),
    }
  }

  onChanged(listener: (status: ConfigStatus) => void): () => void {
    return this.#changed.add(listener)
  }

  /** Throws `invalid-request` that tells every problem; the configuration given before holds then. */
  apply(config: unknown): ConfigStatus {
    const problems = this.#take('call', config)
    if (!problems) return this.status()
    this.#problems.delete('call') // told to the caller
    const list = problems.map(({ field, message }) => `${field}: ${message}`).join(' ')
    throw new WorkbenchError('invalid-request', `The configuration was not taken over. ${list}`, {
      details: { field: problems[0]!.field, problemCount: problems.length },
    })
  }

  #readFile(path: string): void {
    try {
      const text = readIfThere(path)
      if (text === this.#fileText) return
      this.#fileText = text
      this.#take('file', text === null ? {} : JSON.parse(text))
    } catch (error) {
      const message = `It cannot be read: ${messageOf(error)}. Mend it, and it is read again.`
      this.#refuse([{ source: 'file', field: path, message }])
    }
  }

  /** Null when it was taken over, else why not. */
  #take(source: Source, config: unknown): readonly ConfigProblem[] | null {
    const { drivers, variables, apply, clock, logger } = this.#options
    const read = readConfig(config, { source, drivers, variables })
    if (read.problems) {
      this.#refuse(read.problems)
      return read.problems
    }
    const says = (part: string) => typeof config === 'object' && config !== null && part in config
    this.#layers.set(source, {
      profiles: read.profiles,
      limits: says('pools') ? read.limits : null,
      metrics: says('metrics') ? read.metrics : null,
    })
    this.#problems.delete(source)
    this.#appliedAtMs = clock.wallClockMs()
    apply(this.#merged())
    logger.info({ source, profiles: read.profiles.length }, 'A configuration was taken over.')
    this.#changed.emit(this.status())
    return null
  }

  #refuse(problems: readonly ConfigProblem[]): void {
    this.#problems.set(problems[0]!.source, problems)
    this.#options.logger.warn({ problems }, 'A configuration was refused; the one before it holds.')
    this.#changed.emit(this.status())
  }

  #merged(): GivenProfile[] {
    const byId = new Map<string, GivenProfile>()
    for (const source of SOURCES)
      for (const given of this.#layers.get(source)?.profiles ?? [])
        byId.set(given.profile.id, given)
    return [...byId.values()]
  }
}

/** Null where there is no such file. */
function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
