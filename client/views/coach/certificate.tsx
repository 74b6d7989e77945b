/** A certificate of days cycled to work, which discloses their count and the period. */
import { useEffect, useState } from 'preact/hooks'
import { periodOf, shifted } from '../../../shared/analysis/periods.ts'
import { useAction } from '../../parts/action.ts'
import { MomentField } from '../../parts/choice-fields.tsx'
import { Section } from '../../parts/section.tsx'
import { Problem, ProgressBar } from '../../parts/status.tsx'
import { status } from '../../state.ts'
import { call } from '../../vault.ts'
import { counted } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

/** The last whole month, or this one where nothing is older. */
function usualPeriod(firstDay: string, today: string) {
  const now = periodOf('month', today)
  return firstDay < now.first ? shifted(now, -1) : { ...now, last: today }
}

export function Certificate({ firstDay, today }: { firstDay: string; today: string }) {
  const text = words().coach
  const { busy, problem, run } = useAction()
  const usual = usualPeriod(firstDay, today)
  const [first, setFirst] = useState(usual.first)
  const [last, setLast] = useState(usual.last)
  const [signed, setSigned] = useState<{ text: string; days: number } | null>(null)
  useEffect(() => setSigned(null), [first, last])
  const isWrong = first === '' || last === '' || first > last
  const certify = async (): Promise<void> => {
    const certificate = await call('certify', { first, last })
    setSigned(certificate)
    status.value = counted(words().coach.certified, certificate.days)
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!isWrong) void run(certify)
  }
  return (
    <Section title={text.certificateTitle}>
      <p>{text.certificateText}</p>
      <p>{text.certificateCounts}</p>
      <form onSubmit={submit} noValidate>
        <div class="pair">
          <MomentField type="date" label={text.first} value={first} onValue={setFirst} />
          <MomentField
            type="date"
            label={text.last}
            value={last}
            onValue={setLast}
            error={isWrong ? text.periodWrong : undefined}
          />
        </div>
        <button type="submit" disabled={busy}>
          {text.certify}
        </button>
        {busy && <ProgressBar idleText={words().common.loading} />}
        <Problem code={problem} />
      </form>
      {signed && <Signed certificate={signed.text} fileName={`sillage-${first}-${last}.txt`} />}
      <p class="buttons">
        <a class="button minor" href="/check">
          {text.checkLink}
        </a>
      </p>
    </Section>
  )
}

function Signed({ certificate, fileName }: { certificate: string; fileName: string }) {
  const text = words().coach
  const [address, setAddress] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([certificate], { type: 'text/plain' }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [certificate])
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(certificate)
    status.value = words().common.copied
  }
  return (
    <>
      <p class="hint">{text.certificateEnglish}</p>
      <pre class="certificate" lang="en" data-testid="certificate">
        {certificate}
      </pre>
      <div class="buttons">
        <button type="button" class="minor" onClick={() => void copy()}>
          {text.copyCertificate}
        </button>
        <a class="button minor" href={address} download={fileName}>
          {text.downloadCertificate}
        </a>
      </div>
    </>
  )
}
