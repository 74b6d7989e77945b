/** The map of a trip, fetched when one is first seen. */
import { useEffect, useState } from 'preact/hooks'
import type { TripMap, TripMapProps } from '../map/trip-map.tsx'
import { words } from '../words/words.ts'
import { failureText } from './failure.ts'

type State = { readonly Map: typeof TripMap } | 'loading' | 'failed'

export function LazyMap(props: TripMapProps) {
  const [state, setState] = useState<State>('loading')
  useEffect(() => {
    import('../map/trip-map.tsx').then(
      (module) => setState({ Map: module.TripMap }),
      () => setState('failed'),
    )
  }, [])
  if (state === 'failed') return <p class="problem">{failureText('offline')}</p>
  if (state === 'loading') return <p class="map-place quiet">{words().map.loading}</p>
  return <state.Map {...props} />
}
