/** An address that leads nowhere. */
import { Page } from '../parts/page.tsx'
import { words } from '../words/words.ts'

export function NotFound() {
  const text = words()
  return (
    <Page title={text.notFound.title}>
      <p>{text.notFound.text}</p>
      <p>
        <a href="/">{text.nav.home}</a>
      </p>
    </Page>
  )
}
