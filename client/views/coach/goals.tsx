/** The owner's goals, how far they are reached this week, and in the weeks before. */
import { useRef, useState } from 'preact/hooks'
import type { Goal, WeekProgress } from '../../../shared/coach/goals.ts'
import { mostGoals, progressIn, weeksUpTo } from '../../../shared/coach/goals.ts'
import { useAction } from '../../parts/action.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Section } from '../../parts/section.tsx'
import { Problem } from '../../parts/status.tsx'
import { refreshView, status, view } from '../../state.ts'
import { weekStart } from '../../trips/week.ts'
import { call } from '../../vault.ts'
import type { ShownTrip } from '../../vault-protocol.ts'
import { counted, days, distance, fill, number } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { GoalForm } from './goal-form.tsx'

const weeksShown = 6

export function Goals({ trips, today }: { trips: readonly ShownTrip[]; today: string }) {
  const { busy, problem, run } = useAction()
  const [isAdding, setAdding] = useState(false)
  const lead = useRef<HTMLParagraphElement>(null)
  const text = words().coach
  const goals = view.value?.settings.goals ?? []
  const save = (changed: readonly Goal[], said: () => string): Promise<void> =>
    run(async () => {
      await call('saveSettings', { goals: changed })
      await refreshView()
      status.value = said()
    })
  const cancel = (): void => {
    setAdding(false)
    lead.current?.focus()
  }
  const add = (goal: Goal): void => {
    setAdding(false)
    void save([...goals, goal], () => words().coach.goalSaved).then(() => lead.current?.focus())
  }
  const remove = ({ id }: Goal): void => {
    const others = goals.filter((goal) => goal.id !== id)
    void save(others, () => words().coach.goalRemoved).then(() => lead.current?.focus())
  }
  const change = (changed: Goal): void => {
    const all = goals.map((goal) => (goal.id === changed.id ? changed : goal))
    void save(all, () => words().coach.noted)
  }
  return (
    <Section title={text.goalsTitle}>
      <p ref={lead} tabIndex={-1}>
        {goals.length === 0 ? text.goalsNone : text.goalsText}
      </p>
      {goals.map((goal) => (
        <GoalCard
          key={goal.id}
          goal={goal}
          trips={trips}
          today={today}
          busy={busy}
          onChange={change}
          onRemove={() => remove(goal)}
        />
      ))}
      <Problem code={problem} />
      {isAdding && <GoalForm onGoal={add} onCancel={cancel} />}
      {!isAdding && goals.length < mostGoals && (
        <button type="button" class="minor" onClick={() => setAdding(true)}>
          {text.addGoal}
        </button>
      )}
    </Section>
  )
}

interface GoalCardProps {
  readonly goal: Goal
  readonly trips: readonly ShownTrip[]
  readonly today: string
  readonly busy: boolean
  readonly onChange: (goal: Goal) => void
  readonly onRemove: () => void
}

function GoalCard({ goal, trips, today, busy, onChange, onRemove }: GoalCardProps) {
  const text = words().coach
  const weeks = weeksUpTo(today, trips.at(-1)!.localDay, weeksShown, weekStart()).map((week) =>
    progressIn(goal, trips, week),
  )
  const now = weeks.at(-1)!
  const name = goal.kind === 'own' ? goal.text : text.kinds[goal.kind]
  const isDone = goal.done.includes(today)
  const toggle = (): void =>
    onChange({ ...goal, done: isDone ? goal.done.filter((day) => day !== today) : [...goal.done, today] })
  return (
    <article class="inset goal" data-testid="goal" data-kind={goal.kind}>
      <h3>{name}</h3>
      <p data-testid="goal-progress">
        {progressText(goal, now)} {weeks.length > 1 && reachedText(weeks)}
      </p>
      <meter
        aria-label={name}
        min={0}
        max={Math.max(goal.target, 1)}
        value={Math.min(now.amount, goal.target)}
      >
        {amountText(goal, now.amount)}
      </meter>
      <DataTable
        caption={fill(text.goalTable, { goal: name })}
        columns={[text.week, text.amount, text.goalColumn, text.reachedColumn]}
      >
        {weeks.toReversed().map(({ week, amount, isReached }) => (
          <tr key={week.first} data-testid="goal-week">
            <th scope="row">{days(week)}</th>
            <td>{amountText(goal, amount)}</td>
            <td>{amountText(goal, goal.target)}</td>
            <td>{isReached ? words().common.yes : words().common.no}</td>
          </tr>
        ))}
      </DataTable>
      <div class="buttons">
        {goal.kind === 'own' && (
          <button type="button" class="minor" disabled={busy} onClick={toggle}>
            {isDone ? text.notDoneToday : text.doneToday}
          </button>
        )}
        <button
          type="button"
          class="minor"
          disabled={busy}
          aria-label={fill(text.removeGoal, { goal: name })}
          onClick={onRemove}
        >
          {words().common.remove}
        </button>
      </div>
    </article>
  )
}

function progressText(goal: Goal, { amount, isReached }: WeekProgress): string {
  const text = words().coach
  const values = { amount: amountText(goal, amount), target: amountText(goal, goal.target) }
  if (goal.kind === 'less-solo-car') return fill(isReached ? text.within : text.beyond, values)
  return fill(isReached ? text.reached : text.onTheWay, values)
}

const reachedText = (weeks: readonly WeekProgress[]): string =>
  fill(words().coach.weeksReached, {
    count: number(weeks.filter(({ isReached }) => isReached).length),
    total: number(weeks.length),
  })

function amountText({ kind }: Goal, amount: number): string {
  const text = words().coach
  if (kind === 'less-solo-car') return distance(amount * 1000)
  const forms = { 'cycle-to-work': text.daysUnit, 'active-minutes': text.minutesUnit, own: text.timesUnit }
  return counted(forms[kind], Math.floor(amount))
}
