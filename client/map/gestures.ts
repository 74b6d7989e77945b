/** Hands, wheel and keys on the map become changes of the camera. */
import type { Camera } from './projection.ts'
import { pannedBy, zoomedBy } from './projection.ts'

/** Pixels that an arrow key moves, and zoom steps of a key or button. */
export const keyPanPx = 80
export const keyZoom = 0.5
/** Zoom steps for each pixel of the wheel; a usual notch of 100 px is one third of a step. */
const wheelZoom = 1 / 300

export type Move = (change: (camera: Camera) => Camera) => void

const keyChanges: Readonly<Record<string, (camera: Camera) => Camera>> = {
  ArrowUp: (camera) => pannedBy(camera, 0, -keyPanPx),
  ArrowDown: (camera) => pannedBy(camera, 0, keyPanPx),
  ArrowLeft: (camera) => pannedBy(camera, -keyPanPx, 0),
  ArrowRight: (camera) => pannedBy(camera, keyPanPx, 0),
  '+': (camera) => zoomedBy(camera, keyZoom),
  '=': (camera) => zoomedBy(camera, keyZoom),
  '-': (camera) => zoomedBy(camera, -keyZoom),
}

/** Listens on `canvas` until the returned function is called. */
export function listen(canvas: HTMLCanvasElement, move: Move): () => void {
  const stop = new AbortController()
  const { signal } = stop
  canvas.addEventListener('keydown', (event) => onKey(event, move), { signal })
  canvas.addEventListener('wheel', (event) => onWheel(event, canvas, move), { signal, passive: false })
  listenToPointers(canvas, move, signal)
  return () => stop.abort()
}

function onKey(event: KeyboardEvent, move: Move): void {
  const change = keyChanges[event.key]
  if (!change || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  move(change)
}

/** The wheel zooms a map that has the focus, or with Ctrl held; else the page scrolls on over it. */
function onWheel(event: WheelEvent, canvas: HTMLCanvasElement, move: Move): void {
  if (!event.ctrlKey && document.activeElement !== canvas) return
  event.preventDefault()
  const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1
  const from = fromCentre(canvas, event)
  move((camera) => zoomedBy(camera, -event.deltaY * lines * wheelZoom, from.x, from.y))
}

/** Where an event is, in pixels from the canvas's centre. */
function fromCentre(
  canvas: HTMLCanvasElement,
  at: { clientX: number; clientY: number },
): { x: number; y: number } {
  const box = canvas.getBoundingClientRect()
  return { x: at.clientX - box.left - box.width / 2, y: at.clientY - box.top - box.height / 2 }
}

/** One pointer drags; two pinch around the point between them. */
function listenToPointers(canvas: HTMLCanvasElement, move: Move, signal: AbortSignal): void {
  const pointers = new Map<number, { x: number; y: number }>()
  const release = (event: PointerEvent): void => void pointers.delete(event.pointerId)
  canvas.addEventListener(
    'pointerdown',
    (event) => {
      canvas.setPointerCapture(event.pointerId)
      pointers.set(event.pointerId, fromCentre(canvas, event))
    },
    { signal },
  )
  canvas.addEventListener(
    'pointermove',
    (event) => {
      const before = pointers.get(event.pointerId)
      if (!before) return
      const now = fromCentre(canvas, event)
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1]
      pointers.set(event.pointerId, now)
      if (other) move((camera) => pinched(camera, before, now, other))
      else move((camera) => pannedBy(camera, before.x - now.x, before.y - now.y))
    },
    { signal },
  )
  canvas.addEventListener('pointerup', release, { signal })
  canvas.addEventListener('pointercancel', release, { signal })
}

interface Spot {
  readonly x: number
  readonly y: number
}

/** The camera after one of two fingers went from `before` to `now` while `other` stayed. */
export function pinched(camera: Camera, before: Spot, now: Spot, other: Spot): Camera {
  const apartBefore = Math.max(1, Math.hypot(before.x - other.x, before.y - other.y))
  const apartNow = Math.max(1, Math.hypot(now.x - other.x, now.y - other.y))
  const middle = { x: (before.x + other.x) / 2, y: (before.y + other.y) / 2 }
  const zoomed = zoomedBy(camera, Math.log2(apartNow / apartBefore), middle.x, middle.y)
  return pannedBy(zoomed, (before.x - now.x) / 2, (before.y - now.y) / 2)
}
