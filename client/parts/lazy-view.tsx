/** A screen that is fetched when it is first opened. */
import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { words } from '../words/words.ts'
import { failureText } from './failure.ts'

/** The screen that `load` fetches; until it is there, it says that it loads, and says so when it cannot be had. */
export function lazyView(load: () => Promise<FunctionComponent>): FunctionComponent {
  let loaded: FunctionComponent | undefined
  return function LazyView() {
    const [state, setState] = useState<'loading' | 'ready' | 'failed'>(loaded ? 'ready' : 'loading')
    useEffect(() => {
      if (loaded) return
      load().then(
        (View) => {
          loaded = View
          setState('ready')
        },
        () => setState('failed'),
      )
    }, [])
    if (loaded) {
      const View = loaded
      return <View />
    }
    return (
      <div class="page">
        {state === 'failed' ? (
          <p class="problem" role="alert">
            {failureText('offline')}
          </p>
        ) : (
          <p class="quiet">{words().common.loading}</p>
        )}
      </div>
    )
  }
}
