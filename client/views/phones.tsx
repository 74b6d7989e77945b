/** The phones that may write into the vault: the list, and how to connect one more. */
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { PhoneSetup } from '../../shared/phones/phone.ts'
import { phoneById, phones } from '../../shared/phones/registry.ts'
import { useAction } from '../parts/action.ts'
import { SelectField } from '../parts/choice-fields.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { FieldList } from '../parts/field-list.tsx'
import { TextField } from '../parts/fields.tsx'
import { Page } from '../parts/page.tsx'
import { QrCode } from '../parts/qr-code.tsx'
import { Problem } from '../parts/status.tsx'
import { session, status } from '../state.ts'
import { call } from '../vault.ts'
import type { ShownDevice } from '../vault-protocol.ts'
import { fill, number, shortDay } from '../words/speak.ts'
import { words } from '../words/words.ts'

/** A phone that was just connected; its token is in this screen's memory only. */
interface Connected {
  readonly name: string
  readonly phone: string
  readonly token: string
  readonly setup: PhoneSetup
}

const appName = (id: string): string => phoneById(id)?.label ?? id

export function Phones() {
  const [devices, setDevices] = useState<readonly ShownDevice[] | null>(null)
  const [connected, setConnected] = useState<Connected | null>(null)
  const { busy, problem, run } = useAction()
  const isDemo = session.value?.handle === null
  const text = words().phones
  const load = async (): Promise<void> => setDevices(await call('devices'))
  useEffect(() => void run(load), [])

  const remove = async (id: string): Promise<void> => {
    await call('removeDevice', { id })
    status.value = words().phones.removed
    await load()
  }
  const add = async (name: string, phone: string): Promise<void> => {
    const made = await call('addDevice', { name, phone, origin: location.origin })
    setConnected({ name, phone, ...made })
    status.value = words().phones.added
    await load()
  }
  return (
    <Page title={text.title}>
      <p>{text.intro}</p>
      {isDemo && <p class="note">{text.demo}</p>}
      {devices?.length === 0 && !isDemo && <p class="quiet">{text.none}</p>}
      {devices && devices.length > 0 && (
        <DeviceTable devices={devices} busy={busy} onRemove={(id) => void run(() => remove(id))} />
      )}
      <Problem code={problem} />
      {connected && <Setup connected={connected} />}
      {!isDemo && <AddForm busy={busy} onAdd={(name, phone) => void run(() => add(name, phone))} />}
    </Page>
  )
}

function DeviceTable(props: {
  devices: readonly ShownDevice[]
  busy: boolean
  onRemove: (id: string) => void
}) {
  const text = words().phones
  return (
    <DataTable
      caption={text.table}
      stacks
      columns={[text.name, text.app, text.since, text.lastSeen, text.messages, text.lastError, '']}
    >
      {props.devices.map((device) => (
        <tr key={device.id} data-testid="device-row">
          <th scope="row">{device.name}</th>
          <td>{appName(device.phone)}</td>
          <td>{shortDay(device.createdDay)}</td>
          <td>{device.lastSeenDay ? shortDay(device.lastSeenDay) : words().common.never}</td>
          <td>{number(device.messages)}</td>
          <td>{device.lastError ?? '–'}</td>
          <td>
            <button
              type="button"
              class="minor"
              disabled={props.busy}
              aria-label={fill(text.removeName, { name: device.name })}
              onClick={() => props.onRemove(device.id)}
            >
              {words().common.remove}
            </button>
          </td>
        </tr>
      ))}
    </DataTable>
  )
}

function AddForm(props: { busy: boolean; onAdd: (name: string, phone: string) => void }) {
  const id = useId()
  const [name, setName] = useState('')
  const [phone, setPhone] = useState(phones[0]?.id ?? '')
  const [tried, setTried] = useState(false)
  const text = words().phones
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(name.trim() === '')
    if (name.trim() === '') return
    props.onAdd(name.trim(), phone)
    setName('')
  }
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{text.addTitle}</h2>
      <form onSubmit={submit} noValidate>
        <TextField
          label={text.nameLabel}
          hint={text.nameHint}
          error={tried && name.trim() === '' ? text.nameMissing : undefined}
          value={name}
          onValue={setName}
          maxLength={60}
        />
        <div class="field-short">
          <SelectField
            label={text.appLabel}
            value={phone}
            onValue={setPhone}
            choices={phones.map((each) => [each.id, each.label])}
          />
        </div>
        <button type="submit" disabled={props.busy}>
          {text.add}
        </button>
      </form>
    </section>
  )
}

/** What the app asks for, and the token where none of that is the token alone. */
function fieldsOf({ setup, token }: Connected): PhoneSetup['fields'] {
  const isAmong = setup.fields.some((field) => field.value === token)
  return isAmong ? setup.fields : [...setup.fields, { name: words().phones.token, value: token }]
}

function Setup({ connected }: { connected: Connected }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const text = words().phones
  useEffect(() => heading.current?.focus(), [connected])
  const app = { app: appName(connected.phone) }
  return (
    <section
      class="card"
      aria-label={fill(text.setupTitle, { name: connected.name })}
      data-testid="phone-setup"
    >
      <h2 ref={heading} tabIndex={-1}>
        {fill(text.setupTitle, { name: connected.name })}
      </h2>
      <p>{fill(text.setupIntro, app)}</p>
      <p class="note">{text.once}</p>
      <p>
        <a class="button" href={connected.setup.deepLink} rel="noreferrer">
          {fill(text.link, app)}
        </a>
      </p>
      <QrCode text={connected.setup.deepLink} label={fill(text.qr, app)} />
      <h3>{text.fields}</h3>
      <FieldList
        rows={fieldsOf(connected).map(({ name, value }) => [
          name,
          <code key={name} data-testid={value === connected.token ? 'token' : undefined}>
            {value}
          </code>,
        ])}
      />
    </section>
  )
}
