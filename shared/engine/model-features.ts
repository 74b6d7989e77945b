/** What the mode model sees: a model trained for other features is refused. */
import { sectionFeatureNames } from './section-features.ts'
import { windowFeatureNames } from './windows.ts'

/** The features of its two forests, in order. */
export const modelFeatureNames: readonly string[] = [...windowFeatureNames, ...sectionFeatureNames]
