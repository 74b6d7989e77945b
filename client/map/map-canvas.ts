/** Ties a canvas to a camera over the map: draws, and listens to hands and keys. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { theme } from '../state.ts'
import { distance } from '../words/speak.ts'
import { language, words } from '../words/words.ts'
import type { MapText, WorldSpot } from './frame.ts'
import { listen } from './gestures.ts'
import { loadGround } from './ground.ts'
import type { Heat } from './heat.ts'
import { paint } from './paint.ts'
import { readPalette } from './palette.ts'
import type { Bounds, Camera } from './projection.ts'
import { fittedTo } from './projection.ts'
import type { SectionPath } from './section-path.ts'
import { boundsAround } from './section-path.ts'
import { useStreets } from './streets/use-streets.ts'

export type Change = (change: (camera: Camera) => Camera) => void

/** What is drawn over the ground. */
interface Drawn {
  readonly paths: readonly SectionPath[]
  readonly stays: readonly WorldSpot[]
  readonly heat?: Heat | undefined
  /** Whether the ends of the paths are those of a trip, to be marked. */
  readonly hasEnds?: boolean
}

/** Ties the canvas to a camera: draws at most once per frame, and again when size, colours or words change. */
export function useMapCanvas(
  canvas: { readonly current: HTMLCanvasElement | null },
  { paths, stays, heat, hasEnds = true }: Drawn,
) {
  const camera = useRef<Camera | null>(null)
  const due = useRef(0)
  const draw = useRef<() => void>(() => {})
  const [isBare, setBare] = useState(false)
  const streets = useStreets(() => schedule())
  const { ground, whole } = useMemo(() => loadGround(() => schedule()), [])
  const text = mapText()
  const schedule = (): void => {
    cancelAnimationFrame(due.current)
    due.current = requestAnimationFrame(() => draw.current())
  }
  draw.current = () => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context || element.clientWidth === 0) return
    const [widthPx, heightPx] = [element.clientWidth, element.clientHeight]
    sizeToScreen(element, context)
    camera.current ??= fitted(boundsAround(paths) ?? heat?.bounds, widthPx, heightPx)
    const palette = readPalette(element)
    const size = { camera: camera.current, widthPx, heightPx }
    const drawn = {
      paths,
      stays,
      heat,
      hasEnds,
      streets: streets.lookAt({ ...size, colours: palette.streets }),
    }
    paint(context, { ...size, palette, ground, text, ...drawn })
  }
  const change: Change = (next) => {
    if (camera.current) camera.current = next(camera.current)
    schedule()
  }
  const fit = (): void => {
    camera.current = null
    schedule()
  }
  useEffect(() => {
    whole.then(schedule, () => setBare(true))
  }, [whole])
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const resized = new ResizeObserver(schedule)
    resized.observe(element)
    const stopListening = listen(element, change)
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', schedule)
    return () => {
      stopListening()
      resized.disconnect()
      scheme.removeEventListener('change', schedule)
      cancelAnimationFrame(due.current)
    }
  }, [])
  useEffect(fit, [heat])
  useEffect(schedule, [paths, stays, theme.value, language.value])
  return { change, fit, isBare, streets: streets.shown }
}

/** Gives the canvas as many pixels as the screen has under it. */
function sizeToScreen(element: HTMLCanvasElement, context: CanvasRenderingContext2D): void {
  const ratio = devicePixelRatio
  const [width, height] = [Math.round(element.clientWidth * ratio), Math.round(element.clientHeight * ratio)]
  if (element.width !== width) element.width = width
  if (element.height !== height) element.height = height
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
}

/** All of France, for a trip that has no path. */
const elsewhere: Camera = { x: 0.507, y: 0.35, zoom: 5 }

function fitted(bounds: Bounds | undefined, widthPx: number, heightPx: number): Camera {
  return bounds ? fittedTo(bounds, widthPx, heightPx) : elsewhere
}

function mapText(): MapText {
  const { map, locale } = words()
  return {
    start: map.start,
    end: map.end,
    ...map.marks,
    degrees: (value, digits) =>
      `${value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })}°`,
    distance,
  }
}
