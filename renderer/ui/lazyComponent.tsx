import { useLayoutEffect, useState, type ComponentType, type ReactNode } from 'react'

/**
 * A component whose code is fetched when it is drawn first. As React's `lazy`, but for its pause: what
 * was suspended is shown 300 ms after its fallback at the earliest, however soon the code is there.
 * Code that does not come is an error in the place of the component; drawn anew, it is asked for again.
 */
export function lazyComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  /** What stands there until then. */
  meanwhile: (props: Props) => ReactNode = () => null,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null

  return function LazyComponent(props: Props) {
    const [Drawn, setDrawn] = useState(() => loaded)
    const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null)
    useLayoutEffect(() => {
      if (Drawn) return
      load().then(
        (component) => {
          loaded = component
          setDrawn(() => component)
        },
        (error: unknown) => setFailure({ error }),
      )
    }, [Drawn])
    if (failure) throw failure.error
    return Drawn ? <Drawn {...props} /> : meanwhile(props)
  }
}
