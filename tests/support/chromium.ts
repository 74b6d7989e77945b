/** The Chromium of the browser tests is the one of the bench. */
export { chromiumOptions } from '../../scripts/bench/chromium.ts'
