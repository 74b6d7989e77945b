/** L’aide et la déclaration d’accessibilité, en français ; chargées avec leurs pages. */
import type { HelpWords } from './help-en.ts'

export const helpFr: HelpWords = {
  title: 'Aide',
  intro:
    'Sillage garde vos déplacements pour vous seul·e. Cette page dit ce qui est enregistré, qui peut le lire, et que faire quand quelque chose ne marche pas.',
  contents: 'Sur cette page',
  start: {
    title: 'Relier un téléphone',
    intro:
      'Sillage n’a pas d’application à lui. Votre téléphone en utilise une qui existe déjà, et qui est gratuite : {apps}. Quelle que soit celle que vous prenez, quelques minutes suffisent.',
    steps: [
      'Créez un coffre, si vous n’en avez pas, et notez les 24 mots de secours sur papier.',
      'Installez l’application sur le téléphone, et autorisez-la à connaître votre position en permanence : sinon elle s’arrête quand l’écran s’éteint.',
      'Ouvrez la page « Téléphones » de votre coffre, donnez un nom au téléphone et créez son jeton.',
      'Sur le téléphone, suivez le lien qui s’affiche, ou scannez son code avec le téléphone, ou saisissez les champs dans l’application.',
      'Sortez marcher. Regardez ensuite la page « Déplacements » : elle dit combien de messages attendent ; « Voir les nouveautés » en fait des déplacements.',
    ],
    files: 'Les traces que vous avez déjà, en GPX, GeoJSON ou CSV, se reprennent à la page « Importer ».',
  },
  stored: {
    title: 'Ce qui est enregistré',
    encrypted:
      'Chiffré, de sorte que vous seul·e pouvez le lire : les points tels que vos téléphones les ont envoyés, les déplacements, les lieux, les corrections, les noms et les notes, les objectifs, les réglages.',
    clear:
      'En clair, parce que le serveur en a besoin : votre identifiant ; le nombre de vos téléphones, de leurs messages et de vos liens partagés ; le dernier jour où chaque téléphone a été vu ; la taille des données chiffrées, arrondie au-dessus ; et un journal de ce qui est arrivé au coffre, que vous pouvez lire aussi.',
    device:
      'Sur cet appareil : vos choix de langue et de couleurs, une empreinte du dernier état du coffre et, chiffrées, les corrections pas encore envoyées. Une copie du coffre, chiffrée elle aussi, n’y est gardée que si vous le choisissez dans « Réglages ».',
    never: 'Pas enregistré : l’adresse depuis laquelle un téléphone écrit, ni aucun compteur de visites.',
  },
  readers: {
    title: 'Qui peut lire',
    table: 'Qui peut lire quoi, en mode normal et en mode aveugle',
    who: 'Qui',
    normal: 'Mode normal',
    blind: 'Mode aveugle',
    rows: [
      ['Vous', 'Tout, avec votre phrase de passe ou vos 24 mots', 'De même'],
      ['Votre téléphone', 'Rien : il peut écrire, jamais lire', 'De même'],
      [
        'La personne qui gère le serveur',
        'Rien, sauf à lire la mémoire du serveur à l’instant même où un message arrive, ou pendant qu’il calcule pour vous',
        'Rien, sauf à lire la mémoire à l’instant même où un message arrive',
      ],
      ['Qui vole un disque ou une sauvegarde', 'Rien que ce qui est enregistré en clair', 'De même'],
      [
        'Qui a un lien que vous avez partagé',
        'Ce que vous avez vu dans son aperçu, jusqu’à son échéance',
        'De même',
      ],
    ],
    modes:
      'En mode normal, quand vous demandez les nouveautés, votre navigateur prête au serveur les clés nécessaires, le temps que cela prend : quelques secondes. En mode aveugle il ne le fait jamais : votre navigateur calcule lui-même les déplacements, ce qui est plus long sur un vieux téléphone. Les déplacements sont les mêmes. Vous choisissez dans « Réglages ».',
    page: 'Il y a une chose qu’aucune page web ne peut promettre : qui la sert pourrait en servir une autre. Choisissez le serveur de personnes à qui vous faites confiance pour servir la bonne page.',
  },
  operator: {
    title: 'Ce que voit la personne qui gère le serveur',
    text: 'Elle voit ce qui est enregistré en clair : qu’un coffre de cet identifiant existe, combien de messages sont arrivés, et quand il a servi pour la dernière fois. Elle ne voit ni point, ni déplacement, ni lieu, ni nom, ni note. Elle ne peut ni ouvrir un coffre, ni réinitialiser une phrase de passe, ni annuler un effacement.',
  },
  lost: {
    title: 'Quand quelque chose est perdu',
    passphrase:
      'La phrase de passe : à l’ouverture, choisissez « J’ai perdu ma phrase de passe », saisissez les 24 mots et choisissez-en une nouvelle.',
    words:
      'Les 24 mots : votre phrase de passe ouvre toujours le coffre, mais plus rien d’autre ne l’ouvrirait. Emportez une archive (« Emporter »), créez un nouveau coffre avec de nouveaux mots, reprenez-y l’archive, puis effacez l’ancien coffre.',
    both: 'Les deux : plus personne ne peut ouvrir le coffre, ni la personne qui gère le serveur, ni celles qui ont écrit ce logiciel. Ce qu’il contient est perdu.',
    phone:
      'Le téléphone : qui l’a peut ajouter des messages à votre coffre, pas le lire. Retirez-le dans « Téléphones ». Si votre coffre était ouvert dans son navigateur, terminez cette session dans « Réglages ».',
  },
  wrong: {
    title: 'Quand quelque chose ne marche pas',
    nothing:
      'Rien n’arrive d’un téléphone : regardez sa dernière erreur dans « Téléphones », et si l’application a le droit de connaître votre position.',
    missing:
      'Il manque des déplacements : demandez les nouveautés ; ajoutez dans « Déplacements » ce qui n’a pas été enregistré.',
    mode: 'Un mode ou une heure est faux : corrigez-le sur la page du déplacement. Votre correction reste, et sert de leçon pour la suite.',
    offline:
      'Le serveur est injoignable : vous pouvez continuer à lire, et corriger ; les corrections attendent, chiffrées, qu’il revienne.',
  },
  contact: {
    title: 'À qui s’adresser',
    text: 'D’abord à la personne qui gère ce serveur : elle vous en a donné l’adresse, et en répond. Elle ne vous demandera jamais votre phrase de passe ni vos mots ; qui le fait n’est pas elle. Les défauts du logiciel lui-même se signalent à celles et ceux qui l’entretiennent, là où son code source est publié.',
  },
  more: { about: 'Données, sources et crédits', accessibility: 'Accessibilité' },
  accessibility: {
    title: 'Déclaration d’accessibilité',
    intro:
      'Sillage veut pouvoir servir à tout le monde, quels que soient les yeux, les mains ou l’appareil. Cette déclaration est celle du logiciel ; qui en fait un service public publie la sienne.',
    stateTitle: 'État de conformité',
    state:
      'Personne d’extérieur n’a audité Sillage selon le RGAA 4.1.2. Tant que c’est le cas, la loi le dit « non conforme », et nous aussi. Il est conçu pour respecter les WCAG 2.2, niveau AA.',
    testsTitle: 'Ce qui a été vérifié, et comment',
    tests: [
      'Chaque page, dans chacun de ses états notables, en français et en anglais, en clair et en sombre, selon les règles d’axe-core pour les WCAG 2.2 A et AA : aucune n’est enfreinte.',
      'Chaque page à 320 pixels de large, et sur un grand écran à 200 % : rien ne déborde sur le côté.',
      'Chaque page en contraste élevé et en mouvement réduit : rien ne disparaît, rien ne bouge.',
      'Ce qui s’actionne mesure au moins 24 pixels ; après chaque lien, le focus est sur le nouveau titre.',
      'Les tâches principales au clavier seul, dans un vrai navigateur.',
    ],
    testsNote:
      'Ces vérifications sont refaites à chaque changement du logiciel. Une machine ne trouve qu’une partie de ce qui peut ne pas aller.',
    notTitle: 'Ce qui n’a pas été vérifié',
    not: [
      'Aucun audit par une personne extérieure, ni essai avec des personnes qui utilisent chaque jour un lecteur d’écran.',
      'Les champs de date et d’heure, et l’impression, sont ceux du navigateur, avec leurs qualités et leurs défauts.',
      'Les cartes sont des images : chacune est doublée d’un texte ou d’un tableau qui dit la même chose.',
      'Les applications du téléphone et les fichiers que vous emportez ne sont pas concernés.',
    ],
    contactTitle: 'Nous le dire, et vos droits',
    contact:
      'Si quelque chose vous empêche d’utiliser une page, dites-le à la personne qui gère ce serveur : elle vous doit une réponse, ou le contenu sous une autre forme.',
    rights:
      'En France, sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits : par son formulaire sur defenseurdesdroits.fr, auprès d’un délégué près de chez vous, ou par courrier, gratuitement : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.',
  },
}
