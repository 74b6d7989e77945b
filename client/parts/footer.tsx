/** The end of every page: help, the state of accessibility, and whom data comes from. */
import { words } from '../words/words.ts'

export function Footer() {
  const text = words()
  return (
    <footer class="foot">
      <ul class="foot-links">
        <li>
          <a class="foot-link" href="/help">
            {text.nav.help}
          </a>
        </li>
        <li>
          <a class="foot-link" href="/accessibility">
            {text.foot.accessibility}
          </a>
        </li>
        <li>
          <a class="foot-link" href="/about">
            {text.nav.about}
          </a>
        </li>
      </ul>
    </footer>
  )
}
