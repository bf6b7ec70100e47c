import type { ProfileColour } from '../../contract/profilePlace.ts'
import { useText } from '../text/text.ts'
import styles from './ColourMark.module.css'

/** The colour of a connection with its name for those who do not see it; nothing where it has none. */
export function ColourMark({ colour }: { colour: ProfileColour }) {
  const text = useText()
  if (colour === 'none') return null
  const name = text(`connections.colour_${colour}`)
  return (
    <span className={styles.mark} data-colour={colour} role="img" aria-label={name} title={name} />
  )
}

/** Its name alone, where something else shows the colour. */
export function ColourWord({ colour }: { colour: ProfileColour }) {
  const text = useText()
  if (colour === 'none') return null
  return <span className="visually-hidden">{text(`connections.colour_${colour}`)}</span>
}
