/** Finds a Chromium for the bench and the browser tests: one of the system, else the one that @sparticuz/chromium ships. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LaunchOptions } from 'playwright-core'

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
]

/** Background services off: a test browser talks to the page under test alone. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--font-render-hinting=none',
]

/** Options for playwright's `chromium.launch`. Unpacks the shipped browser once per machine when it is needed. */
export async function chromiumOptions(): Promise<LaunchOptions> {
  const named = process.env['CHROMIUM'] ?? systemPaths.find((path) => existsSync(path))
  if (named) return { executablePath: named, args, headless: true }
  return shippedChromium()
}

async function shippedChromium(): Promise<LaunchOptions> {
  const version = process.versions.node.split('.')[0]
  const folder = join(tmpdir(), `sillage-chromium-147`)
  if (!existsSync(join(folder, 'chromium'))) await unpack(folder, `AWS_Lambda_nodejs${version}.x`)
  return {
    executablePath: join(folder, 'chromium'),
    args: [...args, '--headless=shell', '--no-zygote'],
    headless: true,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: existsSync('/etc/fonts/fonts.conf') ? '/etc/fonts' : join(folder, 'fonts'),
    },
  }
}

/** The package unpacks into TMPDIR, and its system libraries only where it believes to be on its home platform. */
async function unpack(folder: string, platform: string): Promise<void> {
  const { TMPDIR, AWS_EXECUTION_ENV } = process.env
  const fresh = `${folder}.${process.pid}`
  await mkdir(fresh, { recursive: true })
  process.env['TMPDIR'] = fresh
  process.env['AWS_EXECUTION_ENV'] = platform
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    await chromium.executablePath()
    await nameFonts(join(fresh, 'fonts', 'fonts.conf'), folder)
  } finally {
    restore('TMPDIR', TMPDIR)
    restore('AWS_EXECUTION_ENV', AWS_EXECUTION_ENV)
  }
  await rename(fresh, folder).catch(async (error) => {
    await rm(fresh, { recursive: true, force: true })
    if (!existsSync(join(folder, 'chromium'))) throw error
  })
}

/** The shipped font settings name a fixed folder; ours is another. */
async function nameFonts(settings: string, folder: string): Promise<void> {
  const text = await readFile(settings, 'utf8')
  await writeFile(settings, text.replaceAll('/tmp/fonts', join(folder, 'fonts')))
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}
