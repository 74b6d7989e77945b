/** Where phones write: one path per phone app, outside the JSON contract, because the apps decide what they send. */
import type { Request, RequestHandler, Response, Router } from 'express'
import { phoneBodyBytes } from '../../shared/api/contract.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import { phoneById } from '../../shared/phones/registry.ts'
import type { Devices } from '../services/devices.ts'
import type { Ingest } from '../services/ingest.ts'
import type { Device } from '../store/account-store.ts'
import { methodNotAllowed } from './problem.ts'
import { readRawBody } from './raw-body.ts'
import { limitPerMinute } from './shield.ts'

const tokenPattern = /^[A-Za-z0-9_]{20,80}$/

export function mountPhones(
  router: Router,
  devices: Devices,
  ingest: Ingest,
  strangersPerMinute: number,
): void {
  const isKnown = (_request: Request, response: Response): boolean => deviceOf(response) !== undefined
  /** Too many strangers from an address are told to come back later: some apps throw away what a 4xx refused. */
  const limitStrangers = limitPerMinute(strangersPerMinute, 'unavailable', isKnown)

  const keep: RequestHandler = async (request, response) => {
    const phone = phoneById(String(request.params['phone']))
    if (phone === undefined) throw new Refusal('not-found', 'There is no phone app of this name.')
    const device = deviceOf(response)
    if (device === undefined) {
      response.set('WWW-Authenticate', 'Basic realm="Sillage", charset="UTF-8"')
      throw new Refusal('not-signed-in', 'The token of a device is expected.')
    }
    const body = await readRawBody(request, response, phoneBodyBytes)
    const contentType = request.get('content-type') ?? ''
    const contentEncoding = request.get('content-encoding') ?? ''
    await ingest.keep(device, { phone: phone.id, contentType, contentEncoding, body })
    response.type('application/json').send(phone.reply)
  }

  router.post('/in/:phone', recogniseDevice(devices), limitStrangers, keep)
  router.all('/in/:phone', methodNotAllowed(['POST']))
}

function deviceOf(response: Response): Device | undefined {
  return response.locals['device']
}

function recogniseDevice(devices: Devices): RequestHandler {
  return async (request, response, next) => {
    for (const token of candidateTokens(request.get('authorization') ?? '')) {
      response.locals['device'] ??= await devices.findByToken(token)
    }
    next()
  }
}

/**
 * Where apps put the token: Bearer; the Basic password, under any user; the Basic user without a password; and, as
 * Overland's OwnTracks mode sends it, after Basic in clear with a colon behind it.
 */
function candidateTokens(authorization: string): string[] {
  const [, scheme, value] = /^(basic|bearer) +(\S+)$/i.exec(authorization) ?? []
  if (scheme === undefined || value === undefined) return []
  const candidates = scheme.toLowerCase() === 'bearer' ? [value] : basicCandidates(value)
  return candidates.filter((token) => tokenPattern.test(token))
}

function basicCandidates(value: string): string[] {
  if (value.endsWith(':')) return [value.slice(0, -1)]
  const text = Buffer.from(value, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  const [user, password] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
  return [password === '' ? user : password]
}
