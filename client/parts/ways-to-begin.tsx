/** How trips come into a vault that has none yet. */
import { words } from '../words/words.ts'

export function WaysToBegin() {
  const text = words().trips
  return (
    <div class="buttons">
      <a class="button" href="/phones">
        {text.connect}
      </a>
      <a class="button minor" href="/import">
        {text.importFile}
      </a>
    </div>
  )
}
