import { Component, type ErrorInfo, type ReactNode } from 'react'
import { text } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import styles from './PaneBoundary.module.css'

/** A pane that fails says so in its own place; the rest of the window goes on. */
export class PaneBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state = { error: null as Error | null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo) {
    console.error(error, componentStack)
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div className={styles.pane}>
        <Banner
          severity="error"
          actions={
            <Button onClick={() => this.setState({ error: null })}>
              {text('shell.paneReload')}
            </Button>
          }
        >
          {text('shell.paneFailed', { message: error.message })}
        </Banner>
      </div>
    )
  }
}
