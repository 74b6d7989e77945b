/** The map of a trip: a canvas with buttons for all that a hand can do, and a legend. Loaded when first seen. */
import { useId, useMemo, useRef } from 'preact/hooks'
import type { StayDocument } from '../../shared/analysis/document.ts'
import { ModeName, tripModes } from '../parts/mode-line.tsx'
import { words } from '../words/words.ts'
import { keyPanPx, keyZoom } from './gestures.ts'
import type { Change } from './map-canvas.ts'
import { useMapCanvas } from './map-canvas.ts'
import type { Camera } from './projection.ts'
import { pannedBy, worldX, worldY, zoomedBy } from './projection.ts'
import type { DrawnSection } from './section-path.ts'
import { SectionPath } from './section-path.ts'
import { StreetCredit, StreetSwitch } from './streets/street-switch.tsx'

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
  const { change, fit, isBare, streets } = useMapCanvas(canvas, { paths, stays: spots, hasEnds })
  const text = words().map
  return (
    <figure class="map" aria-label={text.label} data-streets={streets?.tiles}>
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
        <StreetSwitch streets={streets} />
        <p class="quiet">
          {text.credit} <StreetCredit />
        </p>
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
