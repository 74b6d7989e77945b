/** Checks a certificate for anybody: no vault is opened, nothing is sent. */
import { useState } from 'preact/hooks'
import '../style/coach.css'
import type { Checked } from '../../shared/vault/certificate.ts'
import { useAction } from '../parts/action.ts'
import { Field } from '../parts/fields.tsx'
import { Page } from '../parts/page.tsx'
import { Problem } from '../parts/status.tsx'
import { call } from '../vault.ts'
import { counted, day, fill } from '../words/speak.ts'
import { words } from '../words/words.ts'

/** A certificate has 300 characters; a file of another kind is not read whole. */
const mostBytes = 10_000

export function Check() {
  const text = words().check
  const { busy, problem, run } = useAction()
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const [checked, setChecked] = useState<Checked | null>(null)
  const check = (certificate: string): Promise<void> =>
    run(async () => setChecked(await call('checkCertificate', { text: certificate })))
  const read = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const content = await file.slice(0, mostBytes).text()
    setTyped(content)
    await check(content)
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (typed.trim() !== '') void check(typed)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    void read(event.dataTransfer?.files[0])
  }
  return (
    <Page title={text.title}>
      <p>{text.intro}</p>
      <form onSubmit={submit} onDragOver={(event) => event.preventDefault()} onDrop={drop} noValidate>
        <Field label={text.text} error={tried && typed.trim() === '' ? text.missing : undefined}>
          {(tie) => (
            <textarea
              {...tie}
              rows={7}
              spellcheck={false}
              value={typed}
              onInput={(event) => {
                setTyped(event.currentTarget.value)
                setChecked(null)
              }}
            />
          )}
        </Field>
        <Field label={text.file}>
          {(tie) => (
            <input
              {...tie}
              type="file"
              accept="text/plain,.txt"
              onChange={(event) => void read(event.currentTarget.files?.[0])}
            />
          )}
        </Field>
        <button type="submit" disabled={busy}>
          {text.submit}
        </button>
        <Problem code={problem} />
      </form>
      <div class="outcome" role="status" data-testid="checked" data-result={checked?.result}>
        {checked && <Finding checked={checked} />}
      </div>
    </Page>
  )
}

function Finding({ checked }: { checked: Checked }) {
  const text = words().check
  if (checked.result === 'unreadable') return <p class="note">{text.unreadable}</p>
  if (checked.result === 'changed') return <p class="problem">{text.changed}</p>
  const { first, last, days } = checked.certified
  return (
    <div class="note">
      <p>
        <strong>{text.whole}</strong>
      </p>
      <p class="lead">
        {fill(text.says, {
          days: counted(words().coach.daysUnit, days),
          first: day(first),
          last: day(last),
        })}
      </p>
      <p class="certificate">{fill(text.key, { key: checked.key })}</p>
      <p>{text.proves}</p>
    </div>
  )
}
