import { useEffect, useState } from 'react'

/**
 * The grid waits a moment for the first rows, so that columns have their widths from the start;
 * then it shows without.
 */
export function useIsLate(): boolean {
  const [isLate, setIsLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return isLate
}
