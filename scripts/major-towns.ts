/**
 * Which towns are named first when there is no room for all, by country: our own choice, since the source of the
 * names has no populations. First list: seen from afar; second: French prefectures and their like next door.
 */
const list = (names: string): readonly string[] => names.split(', ')

export const majorTowns: Readonly<Record<string, readonly (readonly string[])[]>> = {
  FR: [
    list(
      'Paris, Marseille, Lyon, Toulouse, Nice, Nantes, Montpellier, Strasbourg, Bordeaux, Lille, Rennes, Brest, Clermont-Ferrand, Dijon, Limoges, La Rochelle, Tours, Reims, Le Havre, Grenoble, Perpignan, Ajaccio',
    ),
    list(
      'Bourg-en-Bresse, Laon, Moulins, Digne-les-Bains, Gap, Privas, Charleville-Mézières, Foix, Troyes, Carcassonne, Rodez, Caen, Aurillac, Angoulême, Bourges, Tulle, Saint-Brieuc, Guéret, Périgueux, Besançon, Valence, Évreux, Chartres, Quimper, Bastia, Nîmes, Auch, Châteauroux, Lons-le-Saunier, Mont-de-Marsan, Blois, Saint-Étienne, Le Puy-en-Velay, Orléans, Cahors, Agen, Mende, Angers, Saint-Lô, Chaumont, Laval, Nancy, Bar-le-Duc, Vannes, Metz, Nevers, Beauvais, Alençon, Arras, Pau, Tarbes, Colmar, Vesoul, Mâcon, Le Mans, Chambéry, Annecy, Rouen, Melun, Versailles, Niort, Amiens, Albi, Montauban, Toulon, Avignon, La Roche-sur-Yon, Poitiers, Épinal, Auxerre, Belfort, Mulhouse, Bayonne, Rochefort, Saintes, Royan, Cholet, Lorient, Saint-Nazaire, Saint-Malo, Cherbourg-en-Cotentin, Dunkerque, Calais, Cannes, Béziers, Arles',
    ),
  ],
  BE: [list('Brussels, Bruxelles'), list('Antwerpen, Gent, Liège, Charleroi, Namur, Brugge')],
  CH: [list('Genève, Zürich, Bern, Geneva'), list('Lausanne, Basel, Sitten, Lugano, Fribourg')],
  DE: [list('Köln, Frankfurt am Main, Stuttgart'), list('Freiburg, Karlsruhe, Saarbrücken, Trier, Mannheim')],
  ES: [
    list('Barcelona, Bilbao, Zaragoza'),
    list('San Sebastián, Pamplona, Girona, Santander, Logroño, Burgos'),
  ],
  GB: [
    list('London, Southampton'),
    list('Plymouth, Exeter, Brighton, Portsmouth, Bristol, Bournemouth, Dover'),
  ],
  IT: [list('Torino, Milano, Genova, Turin, Milan, Genoa'), list('Aosta, Cuneo, Sanremo, Novara')],
  LU: [list('Luxembourg'), []],
  MC: [[], list('Monaco')],
  AD: [[], list('Andorra la Vella')],
}
