/** Puts values into the texts of a dictionary. */

/** A text that depends on a number, by the plural categories that French and English have. */
export interface Plural {
  readonly one: string
  readonly other: string
}

/** Replaces each `{name}` by its value; a name without a value is a fault of ours, so it throws. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`no value for {${name}}`)
    return value
  })
}

/** The form that fits `count`, with `{count}` written the way `locale` writes numbers. */
export function plural(locale: string, forms: Plural, count: number): string {
  const category = new Intl.PluralRules(locale).select(count)
  const text = category === 'one' ? forms.one : forms.other
  return fill(text, { count: new Intl.NumberFormat(locale).format(count) })
}
