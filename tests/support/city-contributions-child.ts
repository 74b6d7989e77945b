/** A process of its own, as the server starts one: prints what the people of the city would give. */
import { cityDigest } from './city-contributions.ts'

process.stdout.write(await cityDigest())
