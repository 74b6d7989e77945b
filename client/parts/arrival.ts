/** Where one is once a vault is open. */
import { useLocation } from 'preact-iso'

/** Goes to the trips, unless the person followed another link while the vault was being read. */
export function useArrival(): () => void {
  const { route } = useLocation()
  const from = location.pathname
  return () => {
    if (location.pathname === from) route('/trips')
  }
}
