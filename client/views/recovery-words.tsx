/** The recovery words, shown once, and the check that they were written down. */
import { useEffect, useMemo, useState } from 'preact/hooks'
import { TextField } from '../parts/fields.tsx'
import { Page } from '../parts/page.tsx'
import { Problem, ProgressBar } from '../parts/status.tsx'
import { status } from '../state.ts'
import { fill, number } from '../words/speak.ts'
import { words } from '../words/words.ts'

/** How many of the words are asked for. */
const askedCount = 3

/** Warns before the page is left while the words would be lost. */
function useLeaveWarning(): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [])
}

export function RecoveryWords(props: { recovery: readonly string[]; onWritten: () => void }) {
  useLeaveWarning()
  const text = words()
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(props.recovery.join(' '))
    status.value = words().common.copied
  }
  return (
    <Page title={text.create.wordsTitle}>
      <p>{text.create.wordsIntro}</p>
      <ol class="words" aria-label={text.create.wordsList} data-testid="recovery-words">
        {props.recovery.map((word, i) => (
          <li key={`${i} ${word}`}>{word.normalize('NFC')}</li>
        ))}
      </ol>
      <div class="buttons">
        <button type="button" class="minor" onClick={() => void copy()}>
          {text.create.copyWords}
        </button>
        <button type="button" class="minor" onClick={() => print()}>
          {text.create.print}
        </button>
        <button type="button" onClick={props.onWritten}>
          {text.create.written}
        </button>
      </div>
    </Page>
  )
}

/** A word without capitals and accents: which are typed says nothing of whether it was written down. */
const plainWord = (word: string): string => word.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

/** Different positions in the list, in order, from the system's generator. */
function randomPositions(count: number, from: number): number[] {
  const positions = Array.from({ length: from }, (_, i) => i)
  const draws = crypto.getRandomValues(new Uint32Array(count))
  const chosen = Array.from(draws, (draw) => positions.splice(draw % positions.length, 1)[0]!)
  return chosen.sort((a, b) => a - b)
}

export function RecoveryCheck(props: {
  recovery: readonly string[]
  busy: boolean
  problem: string | null
  onRight: () => void
  onSeeAgain: () => void
}) {
  useLeaveWarning()
  const text = words().create
  const asked = useMemo(() => randomPositions(askedCount, props.recovery.length), [props.recovery])
  const [typed, setTyped] = useState<readonly string[]>(() => asked.map(() => ''))
  const [tried, setTried] = useState(false)
  const isRight = (k: number): boolean => plainWord(typed[k] ?? '') === plainWord(props.recovery[asked[k]!]!)

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (asked.every((_, k) => isRight(k))) props.onRight()
  }
  const numbered = (k: number): Record<string, string> => ({ number: number(asked[k]! + 1) })
  return (
    <Page title={text.checkTitle}>
      <p>{text.checkIntro}</p>
      <form onSubmit={submit} noValidate>
        {asked.map((position, k) => (
          <TextField
            key={position}
            label={fill(text.wordNumber, numbered(k))}
            value={typed[k] ?? ''}
            onValue={(value) => setTyped(typed.map((old, i) => (i === k ? value : old)))}
            error={tried && !isRight(k) ? fill(text.wrongWord, numbered(k)) : undefined}
          />
        ))}
        <Problem code={props.problem} />
        <div class="buttons">
          <button type="submit" disabled={props.busy}>
            {text.checkSubmit}
          </button>
          <button type="button" class="minor" onClick={props.onSeeAgain}>
            {text.seeAgain}
          </button>
        </div>
        {props.busy && <ProgressBar idleText={words().common.loading} />}
      </form>
    </Page>
  )
}
