/** A vault that can be read without its server, as long as its page lives. */
import { offlineStoreLaws } from './offline-store-laws.ts'

offlineStoreLaws('the offline store without a copy', () => undefined)
