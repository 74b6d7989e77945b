/** The sums of a package made here, wherever that is: for comparing one runtime with another. */
import { signedPackage, testRelease } from './release.ts'

/** SHA256SUMS and its signature of a package that holds every kind of file. */
export async function packageSums(): Promise<string[]> {
  const files = await signedPackage(await testRelease({ people: 3217 }))
  return ['SHA256SUMS', 'SHA256SUMS.jws'].map((path) => new TextDecoder().decode(files.get(path)))
}
