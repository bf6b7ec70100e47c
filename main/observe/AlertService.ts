import {
  type AlertInfo,
  type AlertMute,
  type AlertRule,
  type AlertsState,
  readAlertMetric,
} from '../../contract/alerts.ts'
import type { PoolStats } from '../../contract/pools.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import { type AlertState, CLEAR, followAlert } from './followAlert.ts'
import { usualRules } from './usualRules.ts'

const SHOWN_ALERTS = 200

/** Where rules and alerts are kept between runs. */
export type AlertStorage = {
  rules(): AlertRule[]
  saveRules(rules: readonly AlertRule[]): void
  deleteRule(ruleId: string): void
  alerts(): AlertInfo[]
  saveAlert(alert: AlertInfo): void
  deleteEnded(): void
  mutes(): AlertMute[]
  saveMute(mute: AlertMute): void
  deleteMute(poolId: string): void
}

export type AlertServiceOptions = {
  readonly storage: AlertStorage
  readonly onStats: (listener: (stats: PoolStats[]) => void) => () => void
  readonly clock: Clock
  readonly newId: () => string
  readonly logger: Logger
  /** The rules that come with the program are still to be put in. */
  readonly isNew: boolean
}

/** Holds the figures of the pools against the rules, and keeps what was found. */
export class AlertService {
  readonly #options: AlertServiceOptions
  readonly #stop: () => void
  readonly #listeners = new Set<(state: AlertsState) => void>()
  readonly #openListeners = new Set<(poolId: string) => void>()
  /** Alerts that were shown on the desktop. */
  readonly #notified = new Set<string>()
  /** By rule and pool. */
  readonly #states = new Map<string, AlertState>()
  /** Open alerts by rule and pool. */
  readonly #open = new Map<string, AlertInfo>()
  /** Newest first. */
  #ended: AlertInfo[] = []
  #rules: AlertRule[]
  #mutes: AlertMute[]

  constructor(options: AlertServiceOptions) {
    this.#options = options
    const { storage, clock, onStats, isNew } = options
    if (isNew) storage.saveRules(usualRules)
    this.#rules = storage.rules()
    this.#mutes = storage.mutes()
    const nowMs = clock.wallClockMs()
    for (const alert of storage.alerts())
      // The program ended while it lasted; nobody watched since.
      this.#ended.push(alert.untilMs === null ? this.#save({ ...alert, untilMs: nowMs }) : alert)
    this.#stop = onStats((stats) => this.#look(stats))
  }

  state(): AlertsState {
    const open = [...this.#open.values()].toSorted((a, b) => b.sinceMs - a.sinceMs)
    return {
      rules: [...this.#rules],
      alerts: [...open, ...this.#ended].slice(0, SHOWN_ALERTS),
      mutes: [...this.#mutes],
    }
  }

  onChanged(listener: (state: AlertsState) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls with the alert's pool, the first time that it is asked for this alert. */
  notifyOnce(alertId: string, notify: (poolId: string) => void): void {
    const alert = [...this.#open.values()].find(({ id }) => id === alertId)
    if (!alert || this.#notified.has(alertId)) return
    this.#notified.add(alertId)
    notify(alert.poolId)
  }

  /** A notification of this pool was clicked. */
  open(poolId: string): void {
    for (const listener of this.#openListeners) listener(poolId)
  }

  onOpened(listener: (poolId: string) => void): () => void {
    this.#openListeners.add(listener)
    return () => this.#openListeners.delete(listener)
  }

  saveRule(rule: AlertRule): void {
    this.#options.storage.saveRules([rule])
    this.#takeRules(rule.id)
  }

  deleteRule(ruleId: string): void {
    this.#options.storage.deleteRule(ruleId)
    this.#takeRules(ruleId)
  }

  restoreRules(): void {
    this.#options.storage.saveRules(usualRules)
    this.#takeRules(...usualRules.map(({ id }) => id))
  }

  acknowledge(alertId: string): void {
    const nowMs = this.#options.clock.wallClockMs()
    for (const [key, alert] of this.#open)
      if (alert.id === alertId && alert.acknowledgedAtMs === null)
        this.#open.set(key, this.#save({ ...alert, acknowledgedAtMs: nowMs }))
    this.#tell()
  }

  clearEnded(): void {
    this.#options.storage.deleteEnded()
    this.#ended = []
    this.#tell()
  }

  mute(poolId: string, forMs: number): void {
    const { storage, clock } = this.#options
    if (forMs > 0) storage.saveMute({ poolId, untilMs: clock.wallClockMs() + forMs })
    else storage.deleteMute(poolId)
    this.#mutes = storage.mutes()
    this.#tell()
  }

  close(): void {
    this.#stop()
    this.#endWhere(() => true)
    this.#listeners.clear()
  }

  /** What was found by a rule that has changed since is over. */
  #takeRules(...ruleIds: readonly string[]): void {
    this.#rules = this.#options.storage.rules()
    this.#endWhere(({ rule }) => ruleIds.includes(rule.id))
    for (const key of this.#states.keys())
      if (ruleIds.some((ruleId) => key.startsWith(`${ruleId} `))) this.#states.delete(key)
    this.#tell()
  }

  #look(pools: readonly PoolStats[]): void {
    const open = new Set(pools.map(({ poolId }) => poolId))
    const isEnded = this.#endWhere(({ poolId }) => !open.has(poolId))
    let isChanged = this.#forgetOldMutes() || isEnded
    for (const key of this.#states.keys())
      if (!open.has(key.slice(key.indexOf(' ') + 1))) this.#states.delete(key)
    for (const rule of this.#rules)
      for (const pool of pools) if (this.#follow(rule, pool)) isChanged = true
    if (isChanged) this.#tell()
  }

  /** Whether there were any. */
  #forgetOldMutes(): boolean {
    const { storage, clock } = this.#options
    const nowMs = clock.wallClockMs()
    const old = this.#mutes.filter(({ untilMs }) => untilMs <= nowMs)
    for (const { poolId } of old) storage.deleteMute(poolId)
    if (old.length > 0) this.#mutes = storage.mutes()
    return old.length > 0
  }

  /** Whether there is news. */
  #follow(rule: AlertRule, pool: PoolStats): boolean {
    if (!rule.isEnabled || (rule.poolId !== null && rule.poolId !== pool.poolId)) return false
    const key = `${rule.id} ${pool.poolId}`
    const before = this.#states.get(key) ?? CLEAR
    const value = readAlertMetric(rule.metric, pool)
    const { state, change } = followAlert(before, value, rule, this.#options.clock.now())
    this.#states.set(key, state)
    if (change === 'raised') this.#raise(key, rule, pool, value!, before.turningSinceMs)
    else if (change === 'cleared') this.#end(key)
    else if (state.isRaised) this.#noteWorst(key, value)
    return change !== null
  }

  #raise(
    key: string,
    rule: AlertRule,
    { poolId, name }: PoolStats,
    value: number,
    beyondSinceMs: number | null,
  ): void {
    const { clock, newId } = this.#options
    const lastedMs = beyondSinceMs === null ? 0 : clock.now() - beyondSinceMs
    const alert: AlertInfo = {
      id: newId(),
      rule,
      poolId,
      poolName: name,
      sinceMs: clock.wallClockMs() - lastedMs,
      untilMs: null,
      worst: value,
      acknowledgedAtMs: null,
    }
    this.#open.set(key, this.#save(alert))
  }

  #noteWorst(key: string, value: number | null): void {
    const alert = this.#open.get(key)
    if (!alert || value === null) return
    const isWorse = alert.rule.isAbove ? value > alert.worst : value < alert.worst
    if (isWorse) this.#open.set(key, { ...alert, worst: value })
  }

  #endWhere(isOver: (alert: AlertInfo) => boolean): boolean {
    const over = [...this.#open].filter(([, alert]) => isOver(alert))
    for (const [key] of over) this.#end(key)
    return over.length > 0
  }

  #end(key: string): void {
    const alert = this.#open.get(key)
    if (!alert) return
    this.#open.delete(key)
    this.#notified.delete(alert.id)
    const ended = this.#save({ ...alert, untilMs: this.#options.clock.wallClockMs() })
    this.#ended = [ended, ...this.#ended].slice(0, SHOWN_ALERTS)
  }

  /** Never throws: an alert is told also where the disk is full. */
  #save(alert: AlertInfo): AlertInfo {
    const { storage, logger } = this.#options
    try {
      storage.saveAlert(alert)
    } catch (error) {
      logger.error({ err: error }, 'An alert could not be kept.')
    }
    return alert
  }

  #tell(): void {
    const state = this.state()
    for (const listener of this.#listeners) listener(state)
  }
}
