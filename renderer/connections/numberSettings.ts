import { poolLimits } from '../../contract/poolLimits.ts'
import type { PoolSettings } from '../../contract/pools.ts'

/** How a whole number of a profile is shown: durations in seconds where they are long. */
export type NumberSetting = {
  unit: 's' | 'ms' | '%' | 'MiB' | null
  least: number
  most: number | null
  usual: number
}

const inSeconds = (name: keyof PoolSettings): NumberSetting => ({ ...poolLimits[name], unit: 's' })

export const poolSettings: Record<keyof PoolSettings, NumberSetting> = {
  min: { ...poolLimits.min, unit: null },
  max: { ...poolLimits.max, unit: null },
  acquireTimeoutMs: inSeconds('acquireTimeoutMs'),
  idleTimeoutMs: inSeconds('idleTimeoutMs'),
  maxLifetimeMs: inSeconds('maxLifetimeMs'),
  validateAfterIdleMs: { ...poolLimits.validateAfterIdleMs, unit: 'ms' },
  healthCheckIntervalMs: inSeconds('healthCheckIntervalMs'),
  leakThresholdMs: inSeconds('leakThresholdMs'),
  scaleUpAtPercent: { ...poolLimits.scaleUpAtPercent, unit: '%' },
  scaleDownAtPercent: { ...poolLimits.scaleDownAtPercent, unit: '%' },
  scaleAfterMs: inSeconds('scaleAfterMs'),
}

export const poolSettingNames = Object.keys(poolSettings) as (keyof PoolSettings)[]

export const connectTimeout: NumberSetting = { unit: 's', least: 100, most: 120_000, usual: 3_000 }
export const statementTimeout: NumberSetting = { unit: 's', least: 0, most: null, usual: 0 }
export const keptAnswers: NumberSetting = { unit: 'MiB', least: 0, most: 1_024, usual: 0 }

const factorOf = ({ unit }: NumberSetting) => (unit === 's' ? 1_000 : 1)

/** As it stands in its field, in the setting's unit. */
export const writeNumber = (value: number, setting: NumberSetting): string =>
  String(value / factorOf(setting))

/** The whole number that was meant, in the profile's unit; null: none, or out of bounds. */
export function readNumber(typed: string, setting: NumberSetting): number | null {
  if (!/^\d+([.,]\d+)?$/.test(typed.trim())) return null
  const value = Math.round(Number(typed.trim().replace(',', '.')) * factorOf(setting))
  const { least, most } = setting
  return value < least || value > (most ?? Number.MAX_SAFE_INTEGER) ? null : value
}

/** Bounds in the unit of the field. */
export const boundsOf = (setting: NumberSetting) => ({
  least: setting.least / factorOf(setting),
  most: setting.most === null ? null : setting.most / factorOf(setting),
})
