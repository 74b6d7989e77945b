/** The map of a trip: a canvas with buttons for all that a hand can do, and a legend. Loaded when first seen. */
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks'
import type { StayDocument } from '../../shared/analysis/document.ts'
import { ModeName, tripModes } from '../parts/mode-line.tsx'
import { theme } from '../state.ts'
import { distance } from '../words/speak.ts'
import { language, words } from '../words/words.ts'
import type { MapText, WorldSpot } from './frame.ts'
import { keyPanPx, keyZoom, listen } from './gestures.ts'
import { loadGround } from './ground.ts'
import type { Heat } from './heat.ts'
import { paint } from './paint.ts'
import { readPalette } from './palette.ts'
import type { Bounds, Camera } from './projection.ts'
import { fittedTo, pannedBy, worldX, worldY, zoomedBy } from './projection.ts'
import type { DrawnSection } from './section-path.ts'
import { boundsAround, SectionPath } from './section-path.ts'

/** `hasEnds`: whether the ends of what is drawn are those of a trip, to be marked. */
export interface TripMapProps {
  readonly sections: readonly DrawnSection[]
  readonly stays?: readonly Pick<StayDocument, 'lat' | 'lon'>[]
  readonly hasEnds?: boolean
}

const noStays: readonly StayDocument[] = []

export function TripMap({ sections, stays = noStays, hasEnds = true }: TripMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const helpId = useId()
  const paths = useMemo(() => sections.map((section) => new SectionPath(section)), [sections])
  const spots = useMemo(() => stays.map(({ lat, lon }) => ({ x: worldX(lon), y: worldY(lat) })), [stays])
  const { change, fit, isBare } = useMapCanvas(canvas, { paths, stays: spots, hasEnds })
  const text = words().map
  return (
    <figure class="map" aria-label={text.label}>
      <div class="map-place">
        <canvas ref={canvas} tabIndex={0} role="img" aria-label={text.label} aria-describedby={helpId} />
        <MapButtons change={change} fit={fit} />
      </div>
      <figcaption>
        <div class="legend">
          <span class="unseen">{text.legend}</span>
          <ul>
            {tripModes(sections).map((mode) => (
              <li key={mode}>
                <ModeName mode={mode} />
              </li>
            ))}
            {stays.length > 0 && (
              <li class="mode-name">
                <StaySample />
                {text.stay}
              </li>
            )}
          </ul>
        </div>
        {isBare && <p role="status">{text.noLand}</p>}
        <p class="quiet" id={helpId}>
          {text.help}
        </p>
        <p class="quiet">{text.credit}</p>
      </figcaption>
    </figure>
  )
}

/** The mark of a stay; decoration beside its name. */
const StaySample = () => (
  <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    <rect class="stay-sample" x="2" y="2" width="12" height="12" rx="2" />
  </svg>
)

type Change = (change: (camera: Camera) => Camera) => void

export function MapButtons({ change, fit }: { change: Change; fit: () => void }) {
  const text = words().map
  const moves = [
    ['+', text.zoomIn, (camera: Camera) => zoomedBy(camera, keyZoom * 2)],
    ['−', text.zoomOut, (camera: Camera) => zoomedBy(camera, -keyZoom * 2)],
    ['←', text.west, (camera: Camera) => pannedBy(camera, -keyPanPx, 0)],
    ['→', text.east, (camera: Camera) => pannedBy(camera, keyPanPx, 0)],
    ['↑', text.north, (camera: Camera) => pannedBy(camera, 0, -keyPanPx)],
    ['↓', text.south, (camera: Camera) => pannedBy(camera, 0, keyPanPx)],
  ] as const
  return (
    <div class="map-buttons">
      {moves.map(([sign, label, move]) => (
        <button type="button" key={sign} aria-label={label} title={label} onClick={() => change(move)}>
          {sign}
        </button>
      ))}
      <button type="button" aria-label={text.fit} title={text.fit} onClick={fit}>
        ⤢
      </button>
    </div>
  )
}

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
    const drawn = { paths, stays, heat, hasEnds }
    paint(context, { camera: camera.current, widthPx, heightPx, palette, ground, text, ...drawn })
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
  return { change, fit, isBare }
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
