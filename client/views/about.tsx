/** What is stored, who can read it, what to do when something fails, and whom the data comes from. */
import { Page } from '../parts/page.tsx'
import { view } from '../state.ts'
import { fill } from '../words/speak.ts'
import { words } from '../words/words.ts'

export function About() {
  const text = words().about
  const factors = view.value?.factors
  return (
    <Page title={text.title}>
      <h2>{text.whatTitle}</h2>
      <p>{text.what}</p>
      <p>{text.device}</p>
      <h2>{text.whoTitle}</h2>
      <p>{text.who}</p>
      <h2>{text.lostTitle}</h2>
      <p>{text.lost}</p>
      <h2>{text.footprintTitle}</h2>
      <p>
        {text.footprint}{' '}
        {factors && fill(text.factorsNow, { label: factors.label, year: String(factors.year) })}
      </p>
      <h2>{text.helpTitle}</h2>
      <p>{text.help}</p>
      <p>
        <a href="/check">{words().check.title}</a>
      </p>
      <h2>{text.creditsTitle}</h2>
      <ul>
        <li>{text.creditLand}</li>
        <li>{text.creditNames}</li>
        <li>{text.creditFactors}</li>
        <li>{text.creditNorms}</li>
      </ul>
      <p>{text.thirdParties}</p>
    </Page>
  )
}
