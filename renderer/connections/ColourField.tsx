import { profileColours, type ProfileColour } from '../../contract/profilePlace.ts'
import { useText } from '../text/text.ts'
import styles from './ColourField.module.css'

/** A choice among the palette; each colour is named for those who do not see it. */
export function ColourField({
  value,
  onChange,
}: {
  value: ProfileColour
  onChange: (colour: ProfileColour) => void
}) {
  const text = useText()
  return (
    <fieldset className={styles.field}>
      <legend className={styles.label}>
        {text('connections.colour')}
        <span className={styles.chosen}>{text(`connections.colour_${value}`)}</span>
      </legend>
      <div className={styles.swatches}>
        {profileColours.map((colour) => (
          <label
            key={colour}
            className={styles.swatch}
            title={text(`connections.colour_${colour}`)}
          >
            <input
              type="radio"
              name="colour"
              className={styles.radio}
              aria-label={text(`connections.colour_${colour}`)}
              checked={colour === value}
              onChange={() => onChange(colour)}
            />
            <span className={styles.dot} data-colour={colour} aria-hidden />
          </label>
        ))}
      </div>
      <p className={styles.help}>{text('connections.colourHelp')}</p>
    </fieldset>
  )
}
