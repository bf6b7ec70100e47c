import type { Database } from 'better-sqlite3'
import {
  type AlertInfo,
  type AlertMute,
  type AlertRule,
  alertRuleSchema,
} from '../../contract/alerts.ts'

/** Beyond these, the oldest that have ended go. */
const KEPT_ALERTS = 200

/** Rules of alerts, the alerts there were, and pools that are muted. */
export class AlertStore {
  readonly #database
  readonly #rules
  readonly #saveRule
  readonly #deleteRule
  readonly #alerts
  readonly #saveAlert
  readonly #trim
  readonly #deleteEnded
  readonly #mutes
  readonly #saveMute
  readonly #deleteMute

  constructor(database: Database) {
    this.#database = database
    this.#rules = database
      .prepare<[], string>('select rule from alert_rules order by rowid')
      .pluck()
    this.#saveRule = database.prepare<[string, string]>(
      `insert into alert_rules (id, rule) values (?, ?)
       on conflict (id) do update set rule = excluded.rule`,
    )
    this.#deleteRule = database.prepare<[string]>('delete from alert_rules where id = ?')
    this.#alerts = database
      .prepare<[], string>(
        'select alert from alerts order by until_ms is not null, coalesce(until_ms, since_ms) desc',
      )
      .pluck()
    this.#saveAlert = database.prepare<[string, number, number | null, string]>(
      `insert into alerts (id, since_ms, until_ms, alert) values (?, ?, ?, ?)
       on conflict (id) do update set until_ms = excluded.until_ms, alert = excluded.alert`,
    )
    this.#trim = database.prepare<[number]>(
      `delete from alerts where id in (select id from alerts where until_ms is not null
       order by until_ms desc limit -1 offset ?)`,
    )
    this.#deleteEnded = database.prepare<[]>('delete from alerts where until_ms is not null')
    this.#mutes = database.prepare<[], AlertMute>(
      'select pool_id as poolId, until_ms as untilMs from alert_mutes',
    )
    this.#saveMute = database.prepare<[string, number]>(
      `insert into alert_mutes (pool_id, until_ms) values (?, ?)
       on conflict (pool_id) do update set until_ms = excluded.until_ms`,
    )
    this.#deleteMute = database.prepare<[string]>('delete from alert_mutes where pool_id = ?')
  }

  /** In the order they were added. One that this version does not understand is left out. */
  rules(): AlertRule[] {
    return this.#rules.all().flatMap((rule) => {
      const parsed = alertRuleSchema.safeParse(JSON.parse(rule))
      return parsed.success ? [parsed.data] : []
    })
  }

  saveRules(rules: readonly AlertRule[]): void {
    this.#database.transaction(() => {
      for (const rule of rules) this.#saveRule.run(rule.id, JSON.stringify(rule))
    })()
  }

  deleteRule(ruleId: string): void {
    this.#deleteRule.run(ruleId)
  }

  /** Those that have not ended first, then the latest. */
  alerts(): AlertInfo[] {
    return this.#alerts.all().map((alert) => JSON.parse(alert) as AlertInfo)
  }

  saveAlert(alert: AlertInfo): void {
    this.#saveAlert.run(alert.id, alert.sinceMs, alert.untilMs, JSON.stringify(alert))
    this.#trim.run(KEPT_ALERTS)
  }

  deleteEnded(): void {
    this.#deleteEnded.run()
  }

  mutes(): AlertMute[] {
    return this.#mutes.all()
  }

  saveMute({ poolId, untilMs }: AlertMute): void {
    this.#saveMute.run(poolId, untilMs)
  }

  deleteMute(poolId: string): void {
    this.#deleteMute.run(poolId)
  }
}
