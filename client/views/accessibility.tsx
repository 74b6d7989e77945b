/** The statement on accessibility, in the parts that French law asks for. */
import { Page } from '../parts/page.tsx'
import { helpWords } from './help-words.ts'

export function Accessibility() {
  const text = helpWords().accessibility
  return (
    <Page title={text.title}>
      <p>{text.intro}</p>
      <h2>{text.stateTitle}</h2>
      <p>{text.state}</p>
      <h2>{text.testsTitle}</h2>
      <List items={text.tests} />
      <p>{text.testsNote}</p>
      <h2>{text.notTitle}</h2>
      <List items={text.not} />
      <h2>{text.contactTitle}</h2>
      <p>{text.contact}</p>
      <p>{text.rights}</p>
      <p>
        <a href="/help">{helpWords().title}</a>
      </p>
    </Page>
  )
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
}
