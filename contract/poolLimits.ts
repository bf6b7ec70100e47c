/** Bounds and usual value of each pool setting; `most` null: none. Apart, so that the window can read them. */
export const poolLimits = {
  min: { least: 0, most: 1_000, usual: 0 },
  max: { least: 1, most: 1_000, usual: 5 },
  acquireTimeoutMs: { least: 100, most: 3_600_000, usual: 30_000 },
  idleTimeoutMs: { least: 0, most: null, usual: 300_000 },
  maxLifetimeMs: { least: 0, most: null, usual: 1_800_000 },
  validateAfterIdleMs: { least: 0, most: null, usual: 500 },
  healthCheckIntervalMs: { least: 0, most: null, usual: 60_000 },
  leakThresholdMs: { least: 0, most: null, usual: 0 },
  scaleUpAtPercent: { least: 1, most: 100, usual: 80 },
  scaleDownAtPercent: { least: 0, most: 99, usual: 30 },
  scaleAfterMs: { least: 0, most: null, usual: 30_000 },
} as const satisfies Record<string, { least: number; most: number | null; usual: number }>
