import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumOptions } from './tests/support/chromium.ts'

/** Every core: unless told, one is left idle, which is half of two. */
const maxWorkers = '100%'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/story/**', 'tests/**/*.browser.test.ts'],
          testTimeout: 30_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/shared/**/*.test.ts', 'tests/**/*.browser.test.ts'],
          exclude: ['tests/**/*.node.test.ts'],
          testTimeout: 30_000,
          maxWorkers,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: await chromiumOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'story',
          environment: 'node',
          include: ['tests/story/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
          // After the others, as each has a browser and a server of its own: two at a time.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
