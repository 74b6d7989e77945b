/** A text as a QR code, always black on white so that any camera reads it. The encoder is fetched when needed. */
import { useEffect, useState } from 'preact/hooks'
import { words } from '../words/words.ts'
import { failureText } from './failure.ts'

/** Light modules around the code; the standard asks for four. */
const border = 4

type Code = { readonly size: number; readonly path: string } | 'loading' | 'failed'

async function encoded(text: string): Promise<Code> {
  const { encode } = await import('uqr')
  const { size, data } = encode(text, { border, ecc: 'L' })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size, path: dark.join('') }
}

export function QrCode({ text, label }: { text: string; label: string }) {
  const [code, setCode] = useState<Code>('loading')
  useEffect(() => {
    let isCurrent = true
    encoded(text).then(
      (made) => isCurrent && setCode(made),
      () => isCurrent && setCode('failed'),
    )
    return () => {
      isCurrent = false
    }
  }, [text])
  if (code === 'loading') return <p class="quiet">{words().common.loading}</p>
  if (code === 'failed') return <p class="problem">{failureText('offline')}</p>
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${code.size} ${code.size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path class="qr-light" d={`M0 0h${code.size}v${code.size}h-${code.size}z`} />
      <path class="qr-dark" d={code.path} />
    </svg>
  )
}
