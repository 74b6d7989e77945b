/** What an archive says of itself to whoever opens it, in years, without this program. */
export const readMe = `Sillage: archive of a vault / archive d'un coffre

EN  Everything that a vault held when this archive was made, in clear, private places
    included: keep it safe.
    records/raw       recorded positions, one file per UTC day and device, as columns: milliseconds since 1970, degrees,
                      metres, metres per second; null where the phone did not say
    records/trips     stays and trips as computed, one file per UTC month
    records/edits     what the owner said of trips and of places
    records/settings  settings
    journal.json      what happened to the vault
    manifest.json     every file with its size and SHA-256
    manifest.sig      Ed25519 signature, by the vault's identity, of "sillage/archive/1", a line feed and manifest.json
    An empty vault takes all of it in again: page "Import" of Sillage.

FR  Tout ce qu'un coffre contenait quand cette archive a été faite, en clair, lieux privés
    compris : gardez-la en lieu sûr.
    records/raw       positions enregistrées, un fichier par jour UTC et par appareil, en colonnes : millisecondes depuis
                      1970, degrés, mètres, mètres par seconde ; null quand le téléphone n'a rien dit
    records/trips     arrêts et déplacements calculés, un fichier par mois UTC
    records/edits     ce que la personne a dit de ses déplacements et de ses lieux
    records/settings  réglages
    journal.json      ce qui est arrivé au coffre
    manifest.json     chaque fichier avec sa taille et son SHA-256
    manifest.sig      signature Ed25519, par l'identité du coffre, de « sillage/archive/1 », d'un saut de ligne et de
                      manifest.json
    Un coffre vide reprend le tout : page « Importer » de Sillage.
`
