/** How much can be said of places; apart from the kinds of edits, so that a form knows it without their code. */

/** Characters of the longest name of a place: it stands in titles beside another. */
export const longestPlaceName = 40

/** Radius of a place of which the owner said nothing, and the bounds of what they can say, metres. */
export const usualRadiusM = 100
export const leastRadiusM = 50
export const mostRadiusM = 1000

/** A private place hides at least what lies within this, metres: less would leave a few doors to guess from. */
const leastHiddenM = 200

/** Within how many metres nothing of a private place with this radius leaves the vault. */
export const hiddenM = (radiusM: number): number => Math.max(leastHiddenM, radiusM)

/** The middle of what is hidden is moved by up to this, metres. */
export const mostVeilM = 100
