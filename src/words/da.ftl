### Hver sætning, som medarbejdere eller lyttere læser, på dansk. `en.ftl` har de samme på engelsk, i
### samme rækkefølge; en test holder de to sammen.
###
### Almindelige ord: det, som en travl medarbejder straks forstår. Sig først, hvad der er, og så, hvad man
### gør. Kommandoer står sidst på linjen, klar til at blive kopieret. Navne på kommandoer og tilvalg
### oversættes aldrig. Tal (LUFS, dBTP) står kun i sætninger, hvis navn begynder med `figure` eller
### ender på det.

## Mål

length-hours =
    { $n ->
        [one] { $n } time
       *[other] { $n } timer
    }
length-minutes =
    { $n ->
        [one] { $n } minut
       *[other] { $n } minutter
    }
length-seconds =
    { $n ->
        [one] { $n } sekund
       *[other] { $n } sekunder
    }
# Tegnet for timer, som i "1 t 4 min".
length-short-hours = t
# Of something that is not made yet.
size-about = ca. { $size }
size-bytes =
    { $n ->
        [one] { $n } byte
       *[other] { $n } byte
    }
date =
    { $day }. { $month ->
        [1] januar
        [2] februar
        [3] marts
        [4] april
        [5] maj
        [6] juni
        [7] juli
        [8] august
        [9] september
        [10] oktober
        [11] november
       *[other] december
    } { $year }
date-time = { $date } kl. { $hour }.{ $minute }
# En værdi og ikke andet.
bare = { $value }

## Navne

show-title = { $title }
show-title-practice = { $title } (Øvelse)
# Hvad medarbejderne kalder et afsnit: inde i en sætning og først i den.
name =
    { $kind ->
        [trailer] trailer { $n }
        [bonus] bonus { $n }
       *[full] afsnit { $n }
    }
name-first =
    { $kind ->
        [item] "{ $n }"
        [trailer] Trailer { $n }
        [bonus] Bonus { $n }
       *[full] Afsnit { $n }
    }

## Hjælp: overskrifter, og hvad argumenter tager imod

help-heading-usage = Brug:
help-heading-commands = Kommandoer
help-heading-arguments = Argumenter
help-heading-options = Tilvalg
help-heading-sound = Lyd, hvor den ikke skal være som i episodes/show.toml
help-heading-globals = Tilvalg til alle kommandoer
help-after = Mere om en kommando: podcast help KOMMANDO
value-options = TILVALG
value-command = KOMMANDO
value-folder = MAPPE
value-file = FIL
value-recording = OPTAGELSE
value-text = TEKST
value-name = NAVN
value-n = NUMMER
value-date = DATO
value-type = TYPE
value-answer = SVAR
value-how = HVORDAN
value-language = SPROG
value-address = ADRESSE
value-email = E-MAIL
value-category = KATEGORI
value-shell = SHELL
value-player = AFSPILLER
value-numbers = NUMRE
value-place = STED
value-clock = TIDER
value-port = PORT
value-person = PERSON
value-moment = ØJEBLIK
value-feed = FEED
value-rule = REGEL
value-licence = LICENS

## Hjælp: kommandoer. `.long` følger efter første linje i den fulde hjælp; resten er argumenter.

help-podcast = Gør en optagelse til et udgivet podcastafsnit
    .long =
        Det vigtigste: podcast add OPTAGELSE

        Optagelsen får den rette lyd, det næste nummer og sin plads i feedet. Selve filen bliver aldrig ændret.

        Uden kommando fortæller podcast, hvordan det står til med din podcast, og hvad næste skridt er.
help-global =
    .show = Mappen med podcasten, hvis det ikke er den, du står i. Variablen PODCAST_SHOW siger det samme én gang for alle
    .json = Svar i JSON, til andre programmer
    .details = Fortæl mere: lydstyrke i tal, årsager til fejl
    .quiet = Sig kun noget, hvis der er fejl
    .lang = Sproget i svarene: da eller en. Ellers computerens
    .jobs = Hvor mange af processorens kerner der højst må bruges. Ellers alle
    .wait = Vent, så længe andre er i gang med podcasten, og ikke kun et minut
    .level = Bring stemmer af forskellig lydstyrke sammen: auto, off (aldrig), gentle (lidt) eller strong (meget)
    .channels = auto retter fejl mellem de to sider; keep lader siderne være, som de er
    .high_pass = Fjern rumlen under alle stemmer: on eller off
    .hum = Fjern brummen fra strømmen: on eller off
    .trim = Skær stilhed væk i begyndelsen og slutningen: on eller off
    .noise_reduction = Dæmp jævn støj bag stemmerne: on eller off
    .shorten_pauses = Gør lange pauser kortere: on eller off
    .de_ess = Dæmp skarpe s-lyde: on eller off
    .no_intro = Udelad introen
    .no_outro = Udelad outroen
    .chapters = Hent kapitlerne fra en fil: etiketter fra Audacity, linjer som 12:34 Titel, JSON, WebVTT, cue, ffmetadata, REAPER
    .no_chapters = Ingen kapitler, heller ikke hvis der findes nogen
    .transcript = Hent transskriptionen fra en fil: WebVTT, SRT, JSON eller ren tekst
    .no_transcript = Ingen transskription, heller ikke hvis der findes en
    .artwork = Afsnittets billede, hvis det skal have et andet end podcastens: JPEG, PNG eller WebP, helst kvadratisk og mindst 1400 pixels bredt; none for intet
    .help = Vis hjælp
    .version = Vis versionen
help-init = Lav en podcast
    .long =
        Laver en ny podcast i denne mappe eller i den, du nævner. Spørger om det, der mangler, hvis du sidder ved
        en terminal. Alt kan ændres senere i episodes/show.toml.
    .folder = Hvor den skal ligge. Ellers her
    .title = Hvad podcasten hedder
    .link = Den webadresse, hvor mappen feed/ kommer til at ligge, fx https://example.org/podcast
    .author = Hvem der står bag, som lytterne læser det
    .email = Hvor kataloger kan få fat i jer. Alle kan læse den i feedet
    .description = Hvad podcasten handler om
    .language = Sproget, der tales: da, en …
    .category = Apples kategori, fx "Arts/Books"
    .artwork = Coveret: et kvadratisk billede, JPEG eller PNG, mindst 1400 × 1400 pixels
    .goal = Det afsnitsnummer, I går efter. 0 for intet
    .practice = Lav en øveplads: mærket "Øvelse" overalt og aldrig udgivet
help-import = Flyt en podcast hertil fra et andet sted
    .long =
        Tager en podcasts feed, som adresse eller fil, og laver en podcast af det i denne mappe eller i den, du nævner: indstillinger, cover
        og hvert afsnit med lyd, dato, nummer og identitet, så lytterne ikke mærker noget. Bliver det afbrudt, fortsætter den samme linje.
    .feed = Feedets adresse eller en fil
    .folder = Hvor podcasten skal ligge. Ellers her
    .link = Den webadresse, hvor mappen feed/ kommer til at ligge
    .dry_run = Sig, hvad der ville komme med, og hvad der går tabt, uden at gøre noget
    .keep_going = Byg feedet uden de afsnit, der ikke kan hentes
    .remaster = Giv hvert afsnit ny lyd efter indstillingerne. Ellers bliver lyden, som den er, byte for byte
    .allow_local = Lad feedet henvise til adresser på denne computer og jeres eget netværk
help-add = Gør en optagelse til det næste afsnit
    .long =
        Flere optagelser bliver til flere afsnit, i den rækkefølge, du nævner dem; med --join bliver de til ét. Tager WAV, MP3, M4A, FLAC, Ogg og det
        meste andet, der optages i, også lyden fra en video. Sæt anførselstegn om navne med mellemrum.
    .recordings = Optagelsen eller flere
    .title = Titlen. Ellers optagelsens egen eller filens navn
    .notes = En tekst om afsnittet, til lytterne
    .notes_file = Læs den tekst fra en fil
    .date = Datoen, som lytterne ser: 2026-12-24 eller "2026-12-24 18:00". Ligger den i fremtiden, venter afsnittet
    .kind = full (det sædvanlige), trailer eller bonus
    .season = Sæsonen, det hører til
    .explicit = Mærk det som anstødeligt (yes), som ikke anstødeligt (no), eller lad podcasten afgøre det (show)
    .person = Hvem der høres, fx "Anna Holm, gæst". Kan gives flere gange
    .soundbite = En smagsprøve: "1:15-2:00 Hvad det handler om". Kan gives flere gange
    .licence = På hvilke vilkår afsnittet må bruges, hvis de er andre end podcastens: cc-by-4.0
    .consent = At de, der høres, har sagt ja, med jeres egne ord. Det gemmes her og offentliggøres aldrig
    .rights = Med hvilken ret musik og oplæsning er med. Det gemmes her og offentliggøres aldrig
    .draft = Udgiv det ikke endnu; det gør podcast release
    .again = Lav et ekstra afsnit af en optagelse, der allerede er et
    .force = Tilføj den, selv om den er tavs
    .join = Lav ét afsnit af alle optagelserne, den ene efter den anden
    .dry_run = Sig kun, hvad der ville ske
    .times = Hvis tider filerne angiver: recording (optagelsens, som den kom ind) eller episode (afsnittets). Ellers recording
help-master = Lav færdig lyd uden en podcast
    .long = Giver en optagelse samme lyd som et afsnit og skriver den i en fil for sig.
    .recording = Optagelsen
    .to = Filen, der skal laves, med .mp3 eller .wav til sidst
    .force = Lav den, selv om optagelsen er tavs
    .replace = Erstat filen, hvis den findes i forvejen
help-list = Vis en liste over afsnittene
help-show = Vis alt om et afsnit
    .episode = Afsnittet: dets nummer eller et navn som trailer-1
help-report = Lav en side, der viser, hvordan lyden i et afsnit forløb
    .long =
        Én fil til enhver webbrowser, til at se på, skrive ud og gemme: lydbølgen, lydstyrken før og efter, spidser,
        hvad udjævner, kompressor og limiter gjorde, og hvad der blev bemærket og repareret. Med --json selve
        tallene; så laves der kun en fil med --to.
    .episode = Afsnittet: dets nummer eller et navn som trailer-1
    .to = Filen, der skal laves. Ellers report-007.html her, med afsnittets nummer
help-poster = Lav en plakat til opslagstavlen
    .long =
        Én side i A4 med cover, titel, adressen i stor skrift og en QR-kode til telefonen. Åbn den i en
        webbrowser, og print den. Podcasten skal have en webadresse (link i episodes/show.toml).
    .to = Filen, der skal laves. Ellers poster.html her
help-edit = Ret titel, noter, dato, kapitler, transskription eller billede for et afsnit
    .long =
        Det, du ikke nævner, bliver, som det er. Feed og sider følger med det samme. Nummeret og den udgivne lyd
        bliver, som de er; --retag laver en ny udgave af MP3-filen med de nye ord i.
    .episode = Afsnittet: dets nummer eller et navn som trailer-1
    .title = Den nye titel
    .notes = En ny tekst om afsnittet
    .notes_file = Læs den tekst fra en fil
    .date = Den nye dato: 2026-12-24 eller "2026-12-24 18:00"
    .season = Sæsonen, det hører til, eller none for ingen
    .explicit = Mærk det som anstødeligt (yes), som ikke anstødeligt (no), eller lad podcasten afgøre det (show)
    .person = Hvem der høres, fx "Anna Holm, gæst", flere, hvis det gives flere gange; none for ingen
    .soundbite = En smagsprøve: "1:15-2:00 Hvad det handler om"; none for ingen
    .licence = På hvilke vilkår afsnittet må bruges, hvis de er andre end podcastens: cc-by-4.0; show for podcastens
    .consent = At de, der høres, har sagt ja, med jeres egne ord. Det gemmes her og offentliggøres aldrig
    .rights = Med hvilken ret musik og oplæsning er med. Det gemmes her og offentliggøres aldrig
    .retag = Lav en ny udgave af MP3-filen med de nye ord i
    .times = Hvis tider filerne angiver: episode (afsnittets, som det høres) eller recording (optagelsens). Ellers episode
help-replace = Giv et afsnit ny lyd fra en anden optagelse
    .long = Nummer, titel og identitet bliver, som de er. MP3-filen får et nyt navn, så apps henter den igen.
    .episode = Afsnittet: dets nummer eller et navn som trailer-1
    .recordings = Den nye optagelse
    .join = Lav lyden af flere optagelser, den ene efter den anden
    .again = Brug en optagelse, der allerede er et andet afsnit
    .force = Brug den, selv om den er tavs
    .times = Hvis tider filerne angiver: recording (optagelsens, som den kom ind) eller episode (afsnittets). Ellers recording
help-remaster = Lav lyden til et afsnit forfra ud fra den gemte optagelse
    .long =
        Nyttigt, når fx lydstyrken er ændret i episodes/show.toml, eller for at prøve en anden lyd:
        podcast remaster 7 --level strong. Lyden bliver, som indstillingerne siger nu, og som du siger her; det, der
        blev sagt til en tidligere lyd af afsnittet, gælder ikke længere.
    .episode = Afsnittet: dets nummer eller et navn som trailer-1
    .force = Lav den, selv om optagelsen er tavs
help-transcribe = Lad et program til talegenkendelse skrive et afsnits transskription
    .long =
        Programmet skal ligge på denne computer og stå som transcribe i episodes/show.toml; README fortæller hvordan.
        Intet sendes nogen steder hen. Det kan tage så lang tid, som afsnittet varer, eller længere. Læs
        teksten igennem bagefter: maskiner hører forkert.
    .episodes = Afsnittene: deres numre eller navne som trailer-1
    .again = Lad den nye transskription afløse en, der er der, også selv om den er rettet i hånden
help-release = Udgiv en kladde, så den kommer i feedet
    .episode = Afsnittet: dets nummer eller et navn som trailer-1
help-remove = Fjern et afsnit fra podcasten
    .long = Det lægges i papirkurven, og podcast restore henter det tilbage. Nummeret forbliver brugt.
    .episode = Afsnittet: dets nummer eller et navn som trailer-1
    .everywhere = Fjern det for altid: feed, lyd, optagelse og papirkurv. Det kan ikke fortrydes
    .reason = Hvorfor det fjernes for altid; gemmes sammen med nummeret
help-restore = Hent et afsnit tilbage fra papirkurven
    .episode = Afsnittet: dets nummer eller det navn i papirkurven, som podcast status viser
help-undo = Fortryd den seneste ændring
    .long = Gentag det for at gå tilbage skridt for skridt. Et afsnit, som ingen andre har fået, giver sit nummer tilbage.
    .again = Hent det tilbage, som den seneste undo fortrød
help-log = Vis, hvem der har ændret hvad og hvornår
    .episode = Kun dette afsnit
    .all = Hele loggen, ikke kun det nyeste
help-build = Byg feedet
    .long = Laver mappen feed/ ud fra episodes/. Alle kommandoer, der ændrer podcasten, gør det af sig selv.
    .allow_removal = Lad afsnit forsvinde fra feedet, som var i det og ikke findes mere
help-serve = Se podcasten i browseren, før andre får den
    .long =
        Starter en forhåndsvisning på denne computer, til browseren og til podcastapps. Kladder og kommende afsnit er med,
        og de er mærket. Den følger med i alle ændringer, indtil du trykker Ctrl-C. Intet bliver udgivet.
    .port = Den port, den svarer på. Ellers 8017; 0 tager en ledig
    .lan = Lad alle på samme netværk se den, fx på en telefon. Også kladder
help-opml = Lav en liste over alle podcasts i en mappe til podcastapps
    .long = Skriver OPML, som podcastapps læser som en liste over abonnementer: hver podcast i mappen, der har en webadresse.
    .folder = Hvor der skal ledes. Ellers her
    .to = Skriv den i denne fil
help-players = Vis de afspillere, der er sat til, og hvad der ligger på dem
    .all = Også dem, podcasten kender, og som ikke er sat til: hvad hver fik sidst, og hvornår
    .forget = Glem en afspiller, der er blevet væk, så en anden kan få dens navn
help-sync = Bring udlånsafspillere ajour
    .long =
        Hver afspiller får de afsnit, den mangler, i den rigtige rækkefølge, og hvert bliver læst igen, når det er skrevet. Det, der ikke
        længere er i podcasten, bliver taget af. Andres filer på den bliver aldrig rørt. Bliver kablet trukket ud, koster det kun
        tid: Sæt afspilleren til igen, og kør samme linje. Uden AFSPILLER tages alle vores, der er sat til.
    .players = Mappen, hvor afspilleren er monteret, eller flere
    .init = Gør den til afspiller for denne podcast
    .yes = Spørg ikke, selv om det ikke er et flytbart drev, eller der ligger andres filer på det
    .name = Hvad den hedder, fx "Afspiller 7"
    .room = Hvor den hører til, med dine egne ord
    .profile = I hvilken form den får sine filer: universal (som udgivet, det almindelige), car (korte navne), tiny (små filer, i dele på ti minutter) eller en af jeres egne
    .latest = Kun så mange afsnit, dem med de højeste numre
    .only = Kun afsnit med disse numre: 1-50,52
    .fit = Så mange afsnit, der er plads til, de nyeste først. Ellers alle eller ingen
    .with = Musik eller kursusfiler i denne mappe kommer med, også mapperne i den. Kan gives flere gange
    .heard = Om et afsnit, der er slettet fra den, regnes for hørt og ikke lægges på igen: til eller fra
    .unheard = Denne gang regnes et afsnit, der er slettet fra en afspiller, for hørt og lægges ikke på igen
    .again = Læg også det på igen, der er hørt
    .dry_run = Sig kun, hvad der ville ske
    .verify = Læs også alle de filer, der ligger der i forvejen
    .no_read_back = Læs ikke kopierne igen. Hurtigere, men en slidt afspiller bliver ikke opdaget
    .eject = Skub hver afspiller ud, når den er klar, så den kan tages ud uden advarsel
help-course = Gør et kursus' afspillere klar, og hold dem ajour
    .long =
        En lille fil siger, hvad kurset hedder (title), hvor mange afspillere det har, eller hvad hver af dem hedder (players), hvad
        nummererede navne begynder med (name), hvornår og hvor det er (date, room), og hvilke afsnit der skal på afspillerne (latest
        eller only som ved sync). Der er et eksempel i README.

        Med --init bliver nye drev til kursets afspillere med de næste ledige navne. Så, og hver gang uden --init, bliver alle kursets
        afspillere, der er sat til, bragt ajour. Næste års kursus er den samme fil med en anden dato. Det er filen, der gælder:
        En af kursets afspillere, der har en anden profil eller et andet lokale, får dem, der står i filen.
    .file = Filen med kurset
    .players = Mappen, hvor en afspiller er monteret, eller flere. Ellers alle, der er sat til
    .init = Gør de nye drev, der er sat til, til kursets afspillere. Et drev, der ikke er tomt, tages kun, hvis det er nævnt
    .one_by_one = Vent på én ny afspiller ad gangen, til alle navne er givet ud
    .yes = Spørg ikke
    .labels = Skriv etiketter til print, én til hver afspiller, i denne fil. Uden --init sker der ikke andet
    .dry_run = Sig kun, hvad der ville ske
    .verify = Læs også alle de filer, der ligger der i forvejen
    .no_read_back = Læs ikke kopierne igen. Hurtigere, men en slidt afspiller bliver ikke opdaget
    .eject = Skub hver afspiller ud, når den er klar
help-unload = Tag alt, hvad der hører til podcasten, af en afspiller
    .long = Det, der er lagt på, bliver taget af, også mærket. Andres filer, og dem af vores, som nogen har ændret, bliver liggende.
    .player = Mappen, hvor afspilleren er monteret
    .yes = Spørg ikke, heller ikke hvis afspilleren hører til en anden podcast
help-export = Lav en pakke til en USB-nøgle: lyd, tekster og en side, der afspiller det hele
    .long =
        En mappe eller zip-fil, der klarer sig selv: til en USB-nøgle, til at give videre eller til dem, der ikke har internet.
        Filen index.html afspiller det hele i en almindelig webbrowser; mappen PODCASTS er magen til den på udlånsafspillerne;
        med SHA256SUMS kan man efterprøve, at alt er kommet frem. Ligger der i forvejen en pakke, som podcast har lavet, bliver
        den erstattet helt. Andet bliver aldrig erstattet.
    .numbers = Kun afsnit med disse numre: 1-50,52. Ellers alle
    .to = Den mappe, der skal laves, eller en fil, der ender på .zip
    .latest = Kun så mange afsnit, dem med de højeste numre
    .profile = I hvilken form: universal (som udgivet, det almindelige), car (korte navne), tiny (små filer, i dele på ti minutter) eller en af jeres egne
    .dry_run = Sig kun, hvad der ville ske
help-check = Tjek podcasten: alt, der er galt, eller som kunne være bedre
    .long =
        Alt, der er galt eller kunne være bedre, med hvad man gør ved det. Får den et feed, som adresse eller fil, tjekker den det i
        stedet, hvem der end har lavet det.
    .feed = Adressen på et feed, eller filen med et, der er lavet et andet sted
    .explain = Forklar en regel: hvad den handler om, hvorfor den er der, hvem der kræver den, og hvad man gør
    .rules = Vis alle regler
help-status = Vis, hvordan det står til med podcasten
help-completions = Skriv det, der lader din shell gøre kommandoer færdige med tabulatortasten
    .shell = bash, zsh, fish, elvish eller powershell
help-help = Vis hjælp til en kommando
    .command = Kommandoen

## En kommandolinje, der ikke kan læses

asked-unknown-command = Kommandoen "{ $command }" findes ikke.
asked-unknown-option = Tilvalget { $option } findes ikke her.
asked-too-much = "{ $value }" er én ting for meget.
asked-missing = Der mangler noget: { $missing }.
asked-no-value = Der skal stå en værdi efter { $option }.
asked-wrong-value = "{ $value }" passer ikke til { $option }.
asked-valid-values = Mulige værdier: { $values }
asked-roles = Mulige roller: vært, medvært, gæstevært, gæst, … eller på engelsk: { $values }
asked-number = Skriv et helt tal fra 1.
asked-number-between = Skriv et helt tal mellem { $least } og { $most }.
asked-twice = { $option } står der to gange.
asked-conflict = { $option } og { $other } kan ikke bruges sammen.
asked-not-text = Noget på kommandolinjen er ikke læsbar tekst.
asked-unreadable = Denne kommandolinje giver ikke mening.
asked-did-you-mean = Mente du { $suggestion }?
asked-file-like-option = Hvis du mener filen med det navn, så skriv: { $file }
asked-add-file = Sådan bliver filen til et afsnit: { $command }
asked-see-help = Hjælp: { $command }
asked-not-an-episode = "{ $value }" er hverken nummeret på et afsnit eller et navn som trailer-1.
asked-not-a-date = "{ $value }" er ikke en dato.
asked-date-example = Skriv den sådan: 2026-12-24, eller med klokkeslæt: "2026-12-24 18:00"
asked-season-example = Et tal fra 1, eller none for ingen
asked-person-example = Sådan: --person "Anna Holm, gæst"
asked-soundbite-example = Sådan: --soundbite "1:15-2:00 Hvad det handler om"
soundbite-outside = Smagsprøven ved { $at } ligger ikke inden for afsnittet, som slutter ved { $ends }.
title-too-long = Titlen har { $characters } tegn, og der er højst plads til { $most }.
title-too-long-notes = Gør den kortere; resten kan stå i noterne: --notes
asked-licence-example = Sådan: --licence cc-by-4.0. Jeres egen skrives som licence i afsnittets episode.toml, med sin adresse.
see-list = Alle afsnit: podcast list

## Fejl: podcasten

no-show = Der er ingen podcast i mappen "{ $folder }".
no-show-make-one = Lav en: podcast init.
no-show-say-where = Eller skriv, hvor din ligger: { $command }
no-show-make-there = Lav en der: { $command }
show-exists = Der er allerede en podcast i mappen "{ $folder }". Intet er ændret.
show-exists-edit = Dens indstillinger står i episodes/show.toml.
no-episode = { name-first } findes ikke.
no-episode-highest = Det højeste nummer er { $episode }.
no-episode-trash = { name-first } ligger i papirkurven.
no-episode-restore = Hent det tilbage: podcast restore { $episode }
not-in-trash = "{ $name }" ligger ikke i papirkurven.
not-in-trash-see = Se, hvad der ligger der: podcast status
newer-format = { $file } er skrevet af en nyere udgave af podcast. Den kan læses her, men ikke ændres.
newer-format-update = Installér den nyere udgave på denne computer også.
in-use = En anden er ved at ændre podcasten lige nu. Intet er ændret.
in-use-by = { $who } er ved at ændre podcasten lige nu. Intet er ændret.
in-use-wait = Prøv igen om et øjeblik, eller vent på din tur med --wait.
stopped = Afbrudt.
nothing-changed = Intet er ændret.
nothing-made = Der er ikke lavet noget afsnit og ikke brugt noget nummer.
output-unwritten = Svaret kunne ikke skrives: { $why }.
failure-cause = Årsag: { $cause }

## Fejl: filer og diske

io =
    "{ $file }" kunne ikke { $doing ->
        [read] læses
        [made] oprettes
        [removed] fjernes
        [replaced] erstattes
        [moved] flyttes
        [shelved] sættes på plads
        [locked] låses
        [tidied] ryddes op
        [copied] kopieres
       *[written] skrives
    }: { $why }.
why-denied = du har ikke adgang til det
why-missing = den findes ikke
why-exists = der er allerede noget med det navn
why-full = disken er fuld
why-quota = din plads på disken er brugt op
why-too-large = den er for stor til denne disk
why-read-only = disken er skrivebeskyttet
why-busy = et andet program bruger den
why-no-folder = en del af stien er ikke en mappe
why-a-folder = det er en mappe
why-bad-name = disken tillader ikke det navn
why-other-disk = den ligger på en anden disk
why-no-file = det er ikke en almindelig fil
why-other = { $error }
no-room = Der er for lidt plads på disken til "{ $folder }": der skal bruges { $needed }, og der er kun { $free }.
no-room-make = Skaf plads, og kør så samme linje igen.

## Fejl: show.toml og episode.toml, som man kan rette i hånden

form-wrong-line = { $file }, linje { $line }: { $problem }.
form-wrong = { $file }: { $problem }.
form-mend = Åbn filen i et tekstprogram, og ret den der. Så virker kommandoerne igen med det samme.
form-empty = her skal stå noget, og der står intet
form-too-large = filen er for stor til at være en af vores
form-not-text = det er ikke ren tekst (UTF-8)
form-number = her skal stå et tal
form-from = her skal stå et tal fra { $least } og opefter
form-number-or-handle = her skal stå enten number eller handle
form-handle = her skal stå et navn som trailer-1 eller bonus-1
form-profile-name = profilen mangler et navn, som i [profile.bus]
form-profile-rate = når rate er så lav, kan her højst stå { $most }
form-between = her skal stå et tal fra { $least } til { $most }
form-one-of = her skal stå { $rest } eller { $last }
form-transcribe = her skal stå et program og dets argumenter med { "{" }audio{ "}" }, hvor lyden hører til: ["whisper-cli", "-f", "{ "{" }audio{ "}" }"]
form-apps = her skal stå et navn og en webadresse: ["Apple Podcasts https://podcasts.apple.com/…"]
form-date = det er ikke en dato som 2026-12-24T08:00:00+01:00
form-missing = "{ $key }" mangler
form-whole-number = her skal stå et helt tal, og det må ikke være under nul
form-twice = det samme står to gange i filen
form-wrong-type = her skal stå en anden slags værdi: tekst står i anførselstegn, tal gør ikke
form-quotes = her skal stå en værdi, og tekst skal stå i anførselstegn
form-players = her skal stå et antal afspillere fra 1 til { $most } eller deres navne
form-player-names = hver afspiller skal have sit eget navn
form-latest-or-only = her skal stå enten latest eller only, ikke begge
form-unknown = "{ $key }" betyder ikke noget i denne fil; måske er det stavet forkert
form-unreadable = noget på linjen er skrevet forkert; måske mangler der et anførselstegn eller en parentes

## Fejl: optagelsen

no-file = Der er ingen fil "{ $file }".
no-file-similar = Mente du { $file }?
no-file-where = Se navnet efter en gang til, eller træk filen ind i dette vindue for at få dens navn.
split-name = Der er ingen fil "{ $piece }", men der er "{ $file }".
split-name-quote = Sæt anførselstegn om navnet: { $command }
a-folder = "{ $file }" er en mappe, ikke en optagelse.
a-folder-name-files = Skriv optagelserne i den, én for én.
a-stream = "{ $file }" er ikke en fil, men en enhed eller et rør.
a-stream-save = Gem lyden som en fil først.
empty = "{ $file }" er tom.
copy-again = Kopiér den fra optageren igen. Bliver den ved med at være sådan, så prøv at åbne den i Audacity.
seems-audacity = "{ $file }" er et Audacity-projekt, ikke en lydfil. Eksportér den som WAV i Audacity, og tilføj den fil.
seems-reaper = "{ $file }" er et Reaper-projekt, ikke en lydfil. Render den som WAV i Reaper, og tilføj den fil.
seems-project = "{ $file }" er et projekt fra et lydprogram, ikke en lydfil. Eksportér det som WAV der, og tilføj den fil.
seems-playlist = "{ $file }" er en afspilningsliste, ikke en lydfil. Tilføj de optagelser, der står i den.
seems-midi = "{ $file }" indeholder noder til instrumenter (MIDI), ikke lyd. Eksportér dem som WAV, og tilføj den fil.
seems-web-page = "{ $file }" er en webside, ikke en lydfil. Der gik nok noget galt, da den blev hentet; hent filen igen.
seems-pdf = "{ $file }" er en PDF, ikke en lydfil. Tilføj selve optagelsen.
seems-document = "{ $file }" er et dokument, ikke en lydfil. Tilføj selve optagelsen.
seems-picture = "{ $file }" er et billede, ikke en lydfil. Tilføj selve optagelsen.
seems-archive = "{ $file }" er et arkiv med andre filer i. Pak det ud, og tilføj optagelsen.
seems-program = "{ $file }" er et program, ikke en lydfil. Tilføj selve optagelsen.
seems-text = "{ $file }" er tekst, ikke en lydfil. Tilføj selve optagelsen.
seems-unknown = "{ $file }" er ikke en lydfil, der kan læses her. Eksportér optagelsen som WAV, og tilføj den fil.
no-sound-inside = Der er ingen lyd i "{ $file }".
codec = Lyden i "{ $file }" er af en slags, der ikke kan læses her ({ $codec }).
export-as-wav = Åbn den i det program, den er lavet med, eller i Audacity, eksportér den som WAV, og tilføj den fil.
claims-rate = "{ $file }" siger, at den har { $rate } målinger i sekundet. Det har ingen optagelse.
claims-channels = "{ $file }" siger, at den har { $channels } kanaler. Her kan læses fra 1 til 32.
claims-bits = "{ $file }" siger, at den har { $bits } bit i hver måling. Det har ingen optagelse.
claims-change = "{ $file }" skifter format undervejs, som to optagelser, der er sat sammen.
damaged = "{ $file }" er beskadiget: den kan kun høres i { $length }.
not-finished = "{ $file }" blev aldrig gjort færdig: slutningen mangler, og uden den kan intet læses.
not-finished-save = Kører optageren stadig, så stop den, og kopiér filen igen. Gik strømmen, så åbn filen i optageren; mange retter det selv.
stalled = Efter { $length } kom der ikke mere fra "{ $file }".
stalled-copy = Er disken eller netforbindelsen væk? Kopiér filen til denne computer, og tilføj den derfra.
not-numbers = Der er ingen brugbar lyd i "{ $file }": ikke én af målingerne er et tal.
growing = "{ $file }" vokser stadig. Stop optagelsen, eller vent, til kopieringen er færdig, og kør så samme linje igen.
changed-meanwhile = Nogen skrev i "{ $file }", mens den blev læst. Kør samme linje igen, når den er færdig.
jingle-without = Det er den { $key }, som episodes/show.toml nævner. For at undvære den denne gang: { $option }
joined-twice = "{ $file }" er nævnt to gange.
joined-twice-again = Hvis den skal høres to gange: --again
same-recording = Optagelsen er allerede { name }, "{ $title }".
same-recording-replace = Ny lyd til afsnittet: podcast replace { $episode } FIL.
same-recording-again = Et ekstra afsnit alligevel: --again
silent = Optagelsen er tavs fra ende til anden ({ $length }). Var mikrofonen tændt?
silent-force = Hvis den skal være tavs: --force
no-such-format = "{ $file }" skal ende på .mp3 eller .wav.
no-folder = Der er ingen mappe "{ $folder }".
no-folder-make = Lav den først, eller skriv et andet sted efter --to.
output-exists = "{ $file }" findes i forvejen.
output-exists-replace = Erstat den: --replace
nothing-kept = Der er ikke gemt nogen optagelse sammen med { name }.
nothing-kept-replace = Hvis du stadig har den: { $command }
our-fault = Lyden, der blev lavet af "{ $file }", er ikke i orden, så den blev smidt væk. Fejlen ligger i podcast, ikke i din optagelse.
our-fault-report = Sig det til den, der passer podcast hos jer, og vis, hvad samme linje svarer med --details.
artwork-wanted = Der skal bruges et kvadratisk billede, JPEG eller PNG, 1400 til 3000 pixels bredt.
artwork-unknown = Billedet er hverken JPEG, PNG eller WebP.
artwork-too-large = Billedet har { $width } × { $height } pixels, og det er for stort.
artwork-too-long = Billedets fil er for stor ({ $size }).
artwork-damaged = Billedet er beskadiget: det kan ikke læses til ende.
notes-too-long = "{ $file }" er for lang til at være noter.
notes-not-text = "{ $file }" er ikke ren tekst.
notes-not-text-save = I Word eller LibreOffice: gem den som ren tekst med tegnsættet UTF-8.

## Fejl: ændringer

edit-nothing = Der står ikke, hvad der skal ændres.
edit-nothing-example = For eksempel: podcast edit 7 --title "Ny titel"
edit-already-so = { name-first } er sådan i forvejen; intet er ændret.
edit-already-so-retag = Skal ordene i MP3-filen skrives igen: podcast edit { $number } --retag
edit-no-title = En titel kan ikke være tom.
already-released = { name-first } er allerede udgivet.
already-released-date = Skal det i feedet på et andet tidspunkt: podcast edit { $number } --date DATO
place-taken = Der er kommet et andet { name } imens.
place-taken-again = Begge kan ikke have nummeret. Tilføj optagelsen igen, så får den det næste.
gone-for-good = { name-first } er fjernet for altid; det kan ikke fortrydes.
undo-nothing = Der er ikke noget at fortryde.
undo-nothing-again = Der er ikke noget at hente tilbage: den seneste ændring var ikke podcast undo.
undo-nothing-log = Se, hvad der er gjort: podcast log
feed-refused = Feedet er ikke bygget igen; det gamle står, som det var. Dette skal rettes først:
feed-refused-check = Alt på én gang: podcast check
feed-not-built = Det, du bad om, er gjort; kun feedet er stadig det gamle. Når fejlen er rettet: podcast build
feed-vanished = "{ $file }" forsvandt, mens feedet blev bygget.
feed-unfit = Feedet, der blev lavet, er ikke i orden, så det gamle bliver stående. Fejlen ligger i podcast.
build-again = Prøv en gang til: podcast build
template-wrong-line = { $file }, linje { $line }: skabelonen kan ikke bruges: { $problem }.
template-wrong = { $file }: skabelonen kan ikke bruges: { $problem }.
template-too-large = den fylder mere end { $most }
template-form = noget er skrevet forkert eller ikke lukket; måske mangler der { "%}" }, { "}}" } eller en slutning som { "{% endif %}" }
template-name = noget har et navn, som siden ikke kender; måske er det stavet forkert
template-template = den henter en anden skabelon, som ikke findes
template-tool = den bruger et filter eller noget andet, som ikke findes; måske er det stavet forkert
template-use = noget kan ikke bruges på den måde
template-endless = den ville aldrig blive færdig
template-mend = Siderne og feedet er, som de var. Ret filen, eller flyt den væk, så den indbyggede bruges. Kør så: podcast build

## podcast init

init-done = { $show } er klar i { $folder }.
init-took = Valgt for dig: { $key } = { $value }
init-edit = Alt kan ændres i { $file }.
init-practice = Dette er en øveplads: prøv alt, den bliver aldrig udgivet.
init-link-later = Når du kender feedets webadresse, så skriv den der som link.
init-next = Næste skridt: podcast add { $recording }
init-next-there = Gå derhen: { $command }
init-usual-title = Min podcast
init-usual-description = En podcast: { $title }.
init-no-title = Titlen er tom.
init-unanswered = Spørgsmålet fik intet svar.
init-wrong-link = "{ $value }" er ikke en webadresse.
init-wrong-link-example = Skriv den sådan: https://example.org/podcast
init-wrong-email = "{ $value }" er ikke en e-mailadresse.
init-wrong-email-example = Skriv den sådan: podcast@example.org
init-wrong-language = "{ $value }" er ikke koden for et sprog.
init-wrong-language-example = Skriv da, en eller en anden kode på to bogstaver.
init-wrong-category = Der er ingen kategori "{ $value }" i Apples katalog.
init-categories = De øverste er: { $names }
ask-title = Hvad hedder podcasten?
ask-author = Hvem står bag?
ask-description = Hvad handler den om?
ask-email = En e-mailadresse til kataloger? (må være tom; alle kan læse den)
ask-link = Webadressen til feedet? (må være tom indtil videre)

## podcast add, master

add-ready = { name-first } "{ $title }" er klar, { $length }.
add-ready-draft = { name-first } "{ $title }" er klar som kladde, { $length }.
add-planned = "{ $file }" ville blive til { name }, "{ $title }": { $length }, cirka { $size }.
add-planned-nothing = Det var kun en prøve; der er ikke gjort noget.
add-one-title = Flere optagelser kan ikke have samme titel.
add-one-title-how = Tilføj dem én for én, hver med sin egen --title, eller udelad --title: så bliver filernes navne til titler.
add-one-title-join = Er de dele af ét afsnit: --join
master-ready = "{ $file }" er klar, { $length }, { $size }.
file-at = Lydfil: { $file }
goal-left =
    { $left ->
        [one] Der er ét igen til nummer { $goal }.
       *[other] Der er { $left } igen til nummer { $goal }.
    }
goal-reached = Nummer { $goal }! I har nået målet. Tillykke til alle, der har gjort det muligt!
goal-passed =
    { $past ->
        [one] I er ét afsnit over målet på { $goal }.
       *[other] I er { $past } afsnit over målet på { $goal }.
    }
hear-nobody = { name-first } er klar på denne computer; ingen andre kan høre det endnu.
hear-nobody-link = Sådan når det ud til lytterne: skriv podcastens webadresse som link i episodes/show.toml, og kør podcast build
hear-copy = Sådan når det ud til lytterne: kopiér mappen feed/ til { $link }
hear-draft = { name-first } er en kladde og ikke i feedet endnu. Sådan udgives det: { $command }
hear-scheduled = { name-first } kommer i feedet, første gang podcast build køres efter { $date }.
undo-how = Fortryd: podcast undo

## Hvad der blev lagt mærke til

noticed-title-from-tag = Titlen er den, der står i optagelsen. En anden: { $command }
noticed-title-from-name = Titlen er lavet af filens navn. En anden: { $command }
noticed-number-in-title = Apps viser selv nummeret, så det kommer til at stå to gange. Bedre: { $command }
noticed-number-alone = Apps viser selv nummeret, så titlen siger ikke noget nyt. Bedre: { $command }
noticed-title-taken = { name-first } har samme titel.
noticed-same-recording = Den samme optagelse er også { name }.
noticed-very-quiet = Optagelsen er meget svag. Der er skruet { $gain } dB op for den, så meget som muligt, og afsnittet er stadig { $short } dB svagere end andre.
noticed-too-peaky = Enkelte smæld er meget kraftigere end talen, så afsnittet bliver lidt svagere end andre.
noticed-too-peaky-figures = { $short } LU under den ønskede lydstyrke.
noticed-peak-over = Enkelte toppe i den færdige lyd er lidt højere, end de bør være; nogle afspillere kan skratte der.
noticed-peak-over-figures = { $by } dB over den højeste ønskede top, hvad der end blev prøvet.
noticed-too-loud = Afsnittet blev lidt kraftigere end andre.
noticed-too-quiet = Afsnittet blev lidt svagere end andre.
noticed-loudness-off-figures = { $by } LU fra den ønskede lydstyrke.
noticed-mixed-down = Optagelsen har { $channels } kanaler; de er mikset til to.
noticed-video = Det er en video; kun lyden er brugt.
noticed-other-tracks =
    { $count ->
        [one] Filen har ét lydspor mere; kun det første er brugt.
       *[other] Filen har { $count } lydspor mere; kun det første er brugt.
    }
noticed-damaged =
    { $places ->
        [one] Filen er beskadiget ét sted, som er sprunget over. Hør afsnittet igennem, før du udgiver det.
       *[other] Filen er beskadiget { $places } steder, som er sprunget over. Hør afsnittet igennem, før du udgiver det.
    }
noticed-length-differs = Filen siger, at den varer { $claimed }, men den varer { $found }. Hør slutningen, før du udgiver den.
noticed-cut-off = Filen blev aldrig gjort færdig: optageren eller kopieringen blev afbrudt. Alt, hvad der er, er brugt: { $found }. Hør slutningen, før du udgiver den.
noticed-not-numbers = Dele af filen har ingen brugbar lyd; der er nu stille. Hør afsnittet igennem, før du udgiver det.
noticed-not-numbers-figures = Målinger, der ikke er tal: { $samples }
noticed-very-short = Den er for kort til, at lydstyrken kan bedømmes ordentligt.
noticed-clock-behind = Det nyeste afsnit har datoen { $newest }, og så langt er uret i denne computer ikke. Går uret rigtigt?
noticed-scheduled = Det kommer i feedet, første gang podcast build køres efter { $date }.
noticed-tags-differ = Feedet har de nye ord; MP3-filen siger stadig "{ $title }": podcast edit { $episode } --retag

## Hvad der blev gjort ved lyden

sound-levelled-gentle = Stemmer af forskellig lydstyrke er bragt tættere på hinanden.
sound-levelled-strong = Stemmer af forskellig lydstyrke er bragt på samme niveau.
sound-two-microphones = Hver stemme var i sin egen side; nu er alle i midten.
sound-trimmed = Stilhed er skåret væk: { $start } i begyndelsen, { $end } i slutningen.
sound-trimmed-start = Stilhed er skåret væk: { $start } i begyndelsen.
sound-trimmed-end = Stilhed er skåret væk: { $end } i slutningen.
sound-pauses =
    { $count ->
        [one] En lang pause er gjort kortere, med { $by }.
       *[other] { $count } lange pauser er gjort kortere, med { $by } i alt.
    }
sound-noise = Jævn støj bag stemmerne er dæmpet.
sound-sibilance = Skarpe s-lyde er dæmpet.

## Lydtjekket: hvad der er galt med en optagelse (`how` siger, hvad man gør, nu og næste gang)

sound-check-silent = Der er intet at høre i optagelsen.
sound-check-silent-how = Tag hovedtelefoner på næste gang, før I begynder, sig noget, og se, om måleren på optageren slår ud. Er mikrofonen sat til, tændt og valgt?
sound-check-dead-left = Der er ingen lyd i venstre side af optagelsen; højre side er brugt til begge.
sound-check-dead-right = Der er ingen lyd i højre side af optagelsen; venstre side er brugt til begge.
sound-check-dead-how = Afsnittet tager ikke skade af det. Skub stikket helt ind næste gang; hjælper det ikke, så prøv et andet kabel.
sound-check-dead-kept-left = Der er ingen lyd i venstre side af optagelsen, og derfor heller ikke i afsnittets.
sound-check-dead-kept-right = Der er ingen lyd i højre side af optagelsen, og derfor heller ikke i afsnittets.
sound-check-dead-kept-how = Med --channels auto høres den anden side i begge. Skub stikket helt ind næste gang; hjælper det ikke, så prøv et andet kabel.
sound-check-antiphase = De to sider af optagelsen modarbejder hinanden og ville forsvinde på en telefon; den ene er vendt om.
sound-check-antiphase-how = Afsnittet tager ikke skade af det. Et kabel eller en adapter er forbundet forkert: prøv med et andet næste gang.
sound-check-antiphase-kept = De to sider af optagelsen modarbejder hinanden, så afsnittet forsvinder på en telefon.
sound-check-antiphase-kept-how = Med --channels auto vendes den ene om. Et kabel eller en adapter er forbundet forkert: prøv med et andet næste gang.
sound-check-sides-left = Venstre side af optagelsen er { $by } dB svagere end højre; i afsnittet ligger begge i midten.
sound-check-sides-right = Højre side af optagelsen er { $by } dB svagere end venstre; i afsnittet ligger begge i midten.
sound-check-sides-how = Sæt begge optagerens sider til samme niveau (gain) næste gang, og se på begge målere, før I går i gang.
sound-check-sides-kept-left = Venstre side af optagelsen er { $by } dB svagere end højre, og sådan er det også i afsnittet.
sound-check-sides-kept-right = Højre side af optagelsen er { $by } dB svagere end venstre, og sådan er det også i afsnittet.
sound-check-sides-kept-how = Hør afsnittet i hovedtelefoner; i Audacity kan der skrues op for den svage side. Sæt begge optagerens sider til samme niveau (gain) næste gang, og se på begge målere, før I går i gang.
sound-check-clipped =
    { $places ->
        [one] Optagelsen er overstyret ét sted, { $first } inde: lyden var for kraftig til optageren og skratter.
       *[other] Optagelsen er overstyret { $places } steder, første gang { $first } inde: lyden var for kraftig til optageren og skratter.
    }
sound-check-clipped-how = Det kan ikke rettes: hør efter, og optag det stykke igen, hvis det generer. Skru ned på niveauhjulet (gain) næste gang, til selv den højeste latter holder sig ude af det røde.
sound-check-too-quiet = Optagelsen er meget svag, og når der skrues op for den, suser den.
sound-check-too-quiet-how = Sæt mikrofonen 15-20 cm fra munden næste gang, så langt som en spredt hånd er bred. Skru op på niveauhjulet (gain), til almindelig tale når midten af måleren.
sound-check-too-quiet-figures = Optagelsen: { $loudness } LUFS
sound-check-silence =
    { $places ->
        [one] Ét sted siger ingen noget i { $longest }: { $first } inde.
       *[other] { $places } steder siger ingen noget i ti sekunder eller mere, første gang { $first } inde; den længste stilhed varer { $longest }.
    }
sound-check-silence-how = Hør efter: kørte optageren videre i en pause, eller var en mikrofon slukket? Klip det ud i et lydprogram som Audacity, eller lad det være, hvis det er meningen.
sound-check-silence-cut = { sound-check-silence }
sound-check-silence-cut-how = Der er kortet ned nu. Var en mikrofon slukket, så optag det stykke igen.
sound-check-noise = Der er støj bag stemmerne.
sound-check-noise-down = Støjen bag stemmerne er dæmpet, men kan stadig høres.
sound-check-noise-how = Gå tættere på mikrofonen næste gang, 15-20 cm fra munden (en spredt hånd), og skru til gengæld ned på niveauhjulet (gain). Sluk for ventilation og projektor, og luk døre og vinduer.
sound-check-noise-figures = Støj { $floor } LUFS; talen ligger { $distance } LU over
sound-check-hum = Brummen fra strømmen er fjernet.
sound-check-hum-how = Lad optageren køre på batteri næste gang, og hold mikrofonens kabel væk fra strømkabler, opladere og lamper. Sidder et stik løst, så prøv et andet kabel.
sound-check-hum-figures = { $mains } Hz
sound-check-offset = Der lå en konstant spænding på optagelsen (DC-offset); den er fjernet.
sound-check-offset-how = Det kommer fra optageren eller lydkortet: prøv en anden indgang eller et andet kabel næste gang, og få apparatet set efter, hvis det bliver ved.
sound-check-echo = Rummet kan høres: ordene klinger længe efter.
sound-check-echo-how = Det kan ikke fjernes bagefter. Sid tættere på mikrofonen næste gang, 15-20 cm fra munden, i et rum med tæpper, gardiner og bøger; mellem reolerne er godt. En dug eller et tæppe på bordet hjælper også.
sound-check-echo-figures = Ordene falder 60 dB på { $seconds } s
sound-check-voices-apart = En af stemmerne er meget kraftigere end en anden.
sound-check-voices-apart-levelled = En af stemmerne er meget kraftigere end en anden; de er bragt tættere på hinanden.
sound-check-voices-apart-how = Sid lige langt fra mikrofonen næste gang, eller giv hver sin egen. Ryk den tættere på den, der taler lavt.
sound-check-plosives = Luft fra munden rammer mikrofonen igen og igen, fx ved p og b.
sound-check-plosives-how = Sæt mikrofonen ved siden af munden næste gang og ikke foran den, 15-20 cm væk (en spredt hånd), så den peger mod mundvigen. Et popfilter eller en skumhætte hjælper.
sound-check-plosives-figures =
    { $count ->
        [one] Én gang, { $first } inde; { $rate } pr. minuts tale
       *[other] { $count } gange, første gang { $first } inde; { $rate } pr. minuts tale
    }

## Tal, til --details

figure-none = ingen
figure-limited = toppe holdt nede
figure-not-limited = intet holdt nede
figures-before = Optagelsen: { $loudness } LUFS, true peak { $peak } dBTP
figures-plan = Forstærkning { $gain } dB, { $limiter }; master { $loudness } LUFS
figures-dynamics = Dæmpet højst { $compressed } dB af kompressoren, { $reduction } dB af limiteren
figures-again =
    { $places ->
        [0] Kodet om på grund af en top: intet
        [one] Kodet om på grund af en top: ét sted
       *[other] Kodet om på grund af toppe: { $places } steder
    }
figure-level-off = uændret
figure-level-gentle = bragt tættere på hinanden
figure-level-strong = bragt på samme niveau
figures-even = Talen er nogenlunde lige kraftig hele vejen igennem
figures-levelling = Der er { $spread } LU mellem stemmerne: { $done }
figures-level = Stemmer af forskellig lydstyrke: { $done }
figures-high-pass = Rumlen under stemmerne: fjernet
figures-offset = Forskudt nulpunkt: fjernet
figures-copied-channel = Begge sider har samme lyd
figures-trimmed = Skåret væk: { $start } s i begyndelsen, { $end } s i slutningen
figures-form =
    { $channels ->
        [one] { $rate } kHz, mono, { $kbps } kbit/s
       *[other] { $rate } kHz, stereo, { $kbps } kbit/s
    }
figures-form-wav =
    { $channels ->
        [one] { $rate } kHz, mono
       *[other] { $rate } kHz, stereo
    }
figures-heard = Som lytterne hører det: { $loudness } LUFS, spændvidde { $range } LU, true peak { $peak } dBTP
figures-speech = Stemmerne alene: { $loudness } LUFS
figures-size = Størrelse: { $size }

## podcast alene, list, show, status, log

here-what = podcast gør en optagelse til et udgivet podcastafsnit.
here-show = { $show }, i { $folder }
here-episodes =
    { $count ->
        [one] Ét afsnit indtil nu.
       *[other] { $count } afsnit indtil nu.
    }
here-next = Næste skridt: { $step }
here-help = Alt, hvad podcast kan: podcast --help
here-init = lav en her med podcast init, eller gå til mappen, hvor din ligger.
here-check = noget er gået i stykker. Se hvad: podcast check
here-release = { name } "{ $title }" er stadig en kladde. Udgiv det: { $command }
here-link = ingen andre kan høre podcasten endnu. Skriv dens webadresse som link i episodes/show.toml, og kør podcast build
here-add = tilføj nummer { $number }: podcast add OPTAGELSE
next-add-first = tilføj det første afsnit: podcast add OPTAGELSE
list-empty = { $show } har ingen afsnit endnu.
list-head-number = Nr.
list-head-title = Titel
list-head-length = Længde
list-head-date = Dato
list-head-state = Status
list-broken = { $folder } kan ikke læses.
state-draft = kladde
state-scheduled = venter
show-title-line = { name-first }: { $title }
show-length = { $length }, { $size }
show-draft = Kladde: ikke i feedet
show-scheduled = Venter på { $date }
show-released = Udgivet { $date }
show-season = Sæson { $season }
show-explicit = Mærket som anstødeligt
show-not-explicit = Mærket som ikke anstødeligt
show-person = Med { $name }
show-person-role = Med { $name } ({ $role })
show-location = Sted: { $place }
show-licence = Licens: { $licence }
show-soundbite = Smagsprøve: { $length }, { $from } inde
show-consent = Samtykke (offentliggøres aldrig): { $consent }
show-rights = Rettigheder (offentliggøres aldrig): { $rights }
show-tags-differ = MP3-filen siger stadig "{ $title }": podcast edit { $episode } --retag
show-sound = Lyd: { $file }
show-kept = Lavet af "{ $name }", gemt som { $file }
show-not-kept = Lavet af "{ $name }", som ikke er gemt
show-guid = Identitet (GUID): { $guid }
show-notes = Noter:
show-history = Historik:
status-goal =
    { $left ->
        [one] { $highest } af { $goal }, ét igen
       *[other] { $highest } af { $goal }, { $left } igen
    }
status-goal-reached = { $highest } af { $goal }: målet er nået
status-released =
    { $count ->
        [one] 1 afsnit udgivet
       *[other] { $count } afsnit udgivet
    }
status-draft = Kladde: { name }, "{ $title }"
status-scheduled = Venter på { $date }: { name }, "{ $title }"
status-room = Optagelserne fylder { $originals }, den færdige lyd { $sound }
status-trash = I papirkurven: { name }, "{ $title }", { $size }. Hent det tilbage: { $command }
status-fine = Alt er i orden
status-warnings =
    { $warnings ->
        [one] I orden, med ét godt råd: podcast check
       *[other] I orden, med { $warnings } gode råd: podcast check
    }
status-errors =
    { $errors ->
        [one] Én ting skal rettes: podcast check
       *[other] { $errors } ting skal rettes: podcast check
    }
log-empty = Der er ikke gjort noget endnu.
log-line = { $when }, { $who }: { $what }
log-line-episode = { $when }, { $who }: { name }, "{ $title }": { $what }
log-line-untitled = { $when }, { $who }: { name }: { $what }
log-more =
    { $count ->
        [one] … og én ældre ændring: podcast log --all
       *[other] … og { $count } ældre ændringer: podcast log --all
    }
log-add = tilføjet
log-edit = rettet
log-retag = nye ord i MP3-filen
log-replace = ny lyd
log-remaster = lyden lavet forfra
log-release = udgivet
log-remove = lagt i papirkurven
log-bury = fjernet for altid
log-restore = hentet tilbage fra papirkurven
log-undo = seneste ændring fortrudt

## Ændringer: edit, replace, release, remove, restore, undo

edit-done = { name-first } "{ $title }" er rettet.
replace-done = { name-first } "{ $title }" har fået ny lyd, { $length }.
replace-several = Et afsnit laves af én optagelse.
replace-several-join = Skal flere sættes sammen til ét afsnit: --join
release-done = { name-first } "{ $title }" er ikke længere en kladde.
remove-done = { name-first } "{ $title }" ligger i papirkurven. Nummeret forbliver brugt.
remove-restore = Hent det tilbage: { $command }
remove-everywhere-done = { name-first } "{ $title }" er væk for altid. Nummeret forbliver brugt. Kopier, som lyttere allerede har hentet, kan ikke kaldes tilbage.
restore-done = { name-first } "{ $title }" er tilbage.
undo-add-free = "{ $title }" er taget tilbage; næste afsnit bliver nummer { $number } igen.
undo-add-free-handle = "{ $title }" er taget tilbage; den næste af slagsen bliver { $handle } igen.
undo-add-used = { name-first } "{ $title }" er taget tilbage. Andre kan have fået det, så nummeret forbliver brugt.
undo-edit = Rettelsen af { name }, "{ $title }", er fortrudt.
undo-retag = { name-first } "{ $title }" har fået sin tidligere MP3-fil igen.
undo-sound = { name-first } "{ $title }" har fået sin tidligere lyd igen.
undo-release = { name-first } "{ $title }" er en kladde igen.
undo-remove = { name-first } "{ $title }" er hentet tilbage fra papirkurven.
undo-restore = { name-first } "{ $title }" ligger i papirkurven igen.
undo-undo = { name-first } "{ $title }" er, som det var før podcast undo.
undo-again-how = Hent det tilbage: podcast undo --again

## Hvad folk laver i et afsnit

role-host = vært
role-co-host = medvært
role-guest-host = gæstevært
role-guest = gæst
role-narrator = oplæser
role-author = forfatter
role-editor = redaktør
role-producer = tilrettelægger
role-reporter = journalist
role-translator = oversætter
role-audio-engineer = lyd
role-composer = musik

## podcast report

report-ready = Rapporten om { name }, "{ $title }", er klar: { $file }
report-open = Åbn den i en webbrowser.
report-none = Der er ingen analyse af lyden i { name }.
report-none-remaster = Sådan laves lyden forfra, denne gang med en: podcast remaster { $episode }
report-none-recording = Optagelsen er ikke gemt, så der kan ikke laves en. Ny lyd fra en optagelse får en med: podcast replace { $episode } OPTAGELSE
report-broken = Analysen af lyden i { name } kan ikke læses: { $file }
report-newer = { $file } er skrevet af en nyere udgave af podcast; denne kan ikke læse den.
report-taken = { $file } findes allerede og er ikke en rapport; den bliver, som den er.
report-taken-other = Giv et andet navn: --to FIL
report-title = { $name }: { $title }
report-lead = { $length }, { $date }. Lavet af "{ $recording }".
report-figures = I tal
report-verdict-on-target = I mål: afsnittet har { $after } LUFS, og der var ønsket { $target }.
report-verdict-off-target = Ved siden af målet: afsnittet har { $after } LUFS, og der var ønsket { $target }.
report-verdict-missed = Ikke helt i mål: afsnittet har { $after } LUFS, { $by } LU mindre end de ønskede { $target }.
report-verdict-silent = Afsnittet er stille hele vejen, så der er ingen lydstyrke at tale om.
report-missed-quiet = Optagelsen er så svag, at mere forstærkning mest ville løfte støj.
report-missed-peaks = Enkelte spidser rager så højt op over resten, at man ville høre det, hvis de blev holdt mere nede.
report-facts = Hvad en måler siger om optagelsen og om den færdige lyd
report-head-measured = Målt
report-head-before = Optagelsen
report-head-after = Færdig
report-head-wanted = Ønsket
report-row-loudness = Samlet lydstyrke (LUFS)
report-row-speech = Talens lydstyrke (LUFS)
report-row-range = Udsving i lydstyrke (LU)
report-row-peak = Højeste sande spids (dBTP)
report-at-most = højst { $ceiling }
report-gain = Forstærkning
report-db = { $gain } dB
report-leveller = Udjævner
report-leveller-moved = Gik fra { $low } til { $high } dB.
report-compressor = Kompressor
report-limiter = Limiter
report-taken-away = Tog højst { $most } dB og arbejdede i { $percent } % af sekunderne.
report-not-needed = Ikke nødvendig
report-remarks = Bemærket og repareret
report-remarks-none = Intet stak ud, og intet skulle repareres.
report-remark-unknown = Noget, som kun en nyere udgave af podcast har ord for: { $id }
report-plots = Undervejs i lyden
report-table = Som tabel
report-table-minutes = Minut for minut
report-table-every-minutes = Hvert { $minutes }. minut
report-table-every-seconds = Hvert { $seconds }. sekund
report-from = Fra
report-foot = Lavet af podcast. Lydstyrke efter ITU-R BS.1770 og EBU R 128.
report-silent-said = Der er ikke andet end stilhed.
report-wave = Lydbølgen
report-wave-said = De højeste udslag i procent af fuld skala. Det højeste af alle når { $highest } %, ved { $at }; halvdelen holder sig under { $middle } %.
report-loudness = Lydstyrke i LUFS
report-loudness-said = Det meste af optagelsen ligger mellem { $before-low } og { $before-high } LUFS, og det meste af den færdige lyd mellem { $after-low } og { $after-high }. Det hele skulle have { $target } LUFS med et spillerum på { $tolerance }.
report-key-before = Optagelsen
report-key-after = Færdig
report-key-target = Mål
report-peaks = Sande spidser i dBTP
report-peaks-said = Den højeste spids er { $highest } dBTP, ved { $at }. Loftet er { $ceiling } dBTP.
report-peaks-below = Ingen spids er over det.
report-peaks-above =
    { $count ->
        [one] I ét sekund er der spidser over det.
       *[other] I { $count } sekunder er der spidser over det.
    }
report-key-peak = Højeste spids
report-key-ceiling = Loft
report-gains = Forstærkning i dB
report-gains-said = Udjævneren går fra { $low } til { $high } dB. Kompressoren tager højst { $compressor } dB og limiteren { $limiter } dB; den arbejder i { $percent } % af sekunderne.
report-key-leveller = Udjævner
report-key-compressor = Kompressor
report-key-limiter = Limiter
report-activity = Tale, musik og pauser
report-activity-said = Der tales i { $speech } % af tiden, der er musik i { $music } %, og { $pause } % er pauser.
report-speech = Tale
report-music = Musik
report-pause = Pause
report-column-highest = Højeste udslag
report-column-before = Optagelsen (LUFS)
report-column-after = Færdig (LUFS)
report-column-peak = Højeste spids (dBTP)
report-column-leveller = Udjævner, i snit (dB)
report-column-compressor = Kompressor, højst (dB)
report-column-limiter = Limiter, højst (dB)

## Siderne til lytterne: hvad lytterne læser på dem

site-skip = Gå til indholdet
site-navigation = Sider
site-episodes = Afsnit
site-all = Alle afsnit
site-search = Søg
site-subscribe = Abonnér
site-newest = Nyeste afsnit
site-recent = Tidligere afsnit
site-first = Begynd med det første
site-none = Det første afsnit er på vej.
site-play = Afspil
site-pause = Sæt på pause
site-back = 15 sekunder tilbage
site-ahead = 30 sekunder frem
site-speed = Hastighed
site-position = Position i lyden
site-of = af
site-player = Afspiller
site-unplayable = Lyden kan ikke afspilles lige nu.
site-people = Med
site-about = Om afsnittet
site-chapters = Kapitler
site-chapter-more = Læs mere
site-transcript = Afsnittet på skrift
site-download = Hent afsnittet ({ $size })
site-embed = Vis afsnittet på din egen side
site-embed-how = Kopiér denne linje ind på din side, så viser den afspilleren.
site-embed-code = Linjen, der skal kopieres
site-newer = Næste afsnit
site-older = Forrige afsnit
site-beside = Flere afsnit
site-explicit = Ikke for børn
site-season = Sæson { $n }
site-no-season = Øvrige
site-part = { $group }, del { $n }
site-groups = Sæsoner og år
site-count = { $count } afsnit
site-goal = På vej mod nummer { $goal }
site-goal-said = af { $goal } afsnit
site-goal-left =
    { $left ->
        [one] Kun ét afsnit tilbage.
       *[other] { $left } afsnit tilbage.
    }
site-goal-reached = Vi er i mål!
site-search-what = Hvad leder du efter?
site-search-go = Søg
site-search-off = Søgningen kræver JavaScript, som er slået fra i din browser.
site-found-none = Intet fundet. Prøv med færre eller andre ord.
site-found-one = Ét afsnit fundet.
site-found-more = { $count } afsnit fundet.
site-found-first = De første { $count } vises.
site-at = Ved
site-subscribe-lead = Med en podcastapp på telefonen kommer nye afsnit af sig selv. Det er gratis.
site-subscribe-address = Podcastens adresse
site-subscribe-how = Kopiér adressen, og sæt den ind i søgefeltet i din podcastapp. Alle apps kan bruge den.
site-subscribe-open = Åbn direkte i en app
site-subscribe-apps = Lyt andre steder
site-subscribe-code = Ret telefonen mod koden
site-subscribe-code-alt = Koden rummer podcastens adresse. Podcastapps, der kan læse QR-koder, kan bruge den til at abonnere.
site-subscribe-nowhere = Podcasten har endnu ingen adresse på nettet. Indtil da kan alle afsnit høres her.
site-copy = Kopiér
site-copied = Kopieret
site-feed = Feed (RSS)
site-lost = Siden findes ikke
site-lost-more = Måske er den flyttet, eller også er adressen stavet forkert. Fra forsiden kommer du videre til alle afsnit.
site-practice = Kun til øvelse: denne podcast er ikke udgivet.
site-cover = Podcastens cover
site-picture = Billedet til afsnittet

## podcast poster

poster-title = Plakat: { $title }
poster-lead = Lyt med her
poster-how = Ret telefonens kamera mod koden, eller skriv adressen i din browser.
poster-free = Gratis, uden app og uden login.
poster-ready = Plakaten er klar: { $file }
poster-open = Åbn den i en webbrowser, og print den på A4-papir.
poster-no-link = Podcasten har endnu ingen adresse, som en plakat kan sende folk hen til.
poster-no-link-write = Skriv podcastens webadresse som link i episodes/show.toml, og kør så: podcast poster
poster-pdf = Plakaten er en webside; en browser laver den til en PDF.
poster-pdf-how = Lav siden, åbn den, og udskriv den som PDF: { $command }
print-in-feed = { $file } ville ligge i feed/, som er til lytterne.
poster-taken = { $file } findes allerede og er ikke en plakat. Filen er ikke ændret.

## podcast build, check

build-done =
    { $episodes ->
        [one] Feedet til { $show } er bygget med ét afsnit: { $folder }
       *[other] Feedet til { $show } er bygget med { $episodes } afsnit: { $folder }
    }
build-same =
    { $episodes ->
        [one] Feedet til { $show } er ajour med ét afsnit: { $folder }
       *[other] Feedet til { $show } er ajour med { $episodes } afsnit: { $folder }
    }
build-local = Det virker kun på denne computer. Sådan når det ud til lytterne: skriv podcastens webadresse som link i episodes/show.toml, og kør podcast build
build-copy = Sådan når det ud til lytterne: kopiér mappen feed/ til { $link }
practice-mark = Øvelse: denne podcast bliver på denne computer.
build-draft = Ikke med: { name }, "{ $title }", en kladde. Sådan udgives det: { $command }
build-scheduled = Ikke med endnu: { name }, "{ $title }", som venter på { $date }
build-warnings =
    { $count ->
        [one] Ét godt råd: podcast check
       *[other] { $count } gode råd: podcast check
    }
check-errors =
    { $count ->
        [one] Én ting skal rettes. Indtil da bliver feedet, som det er:
       *[other] { $count } ting skal rettes. Indtil da bliver feedet, som det er:
    }
check-warnings =
    { $count ->
        [one] Ét godt råd:
       *[other] { $count } gode råd:
    }
check-item = - { $finding }
check-feed = "{ $title }", { $count } afsnit, i { $file }.
check-feed-untitled = Tjekket: { $file }
check-feed-errors =
    { $count ->
        [one] Én ting hindrer apps i at læse feedet:
       *[other] { $count } ting hindrer apps i at læse feedet:
    }
check-feed-fine = Der er intet galt med feedet, så vidt man kan se på filen.
check-feed-next = Feedet fortsætter på en ældre side, som tjekkes for sig: podcast check { $address }
check-feed-where = Det rettes dér, hvor feedet er lavet.
check-no-rule = Der er ingen regel "{ $rule }".
check-no-rule-list = Alle regler: podcast check --rules
check-rule = { $rule } ({ $weight })
check-rule-why = Hvorfor: { $why }
check-rule-source = Kilde: { $short }: { $title }
check-rule-remedy = Hvad man gør: { $remedy }
check-rule-line = { $rule } ({ $weight }; { $sources })
check-rules-count = { $count } regler. Mere om en: podcast check --explain REGEL
check-weight-error = skal rettes
check-weight-warning = godt råd
check-fine = { $show }: alt er i orden.
check-no-errors = Intet er i stykker, og feedet kan bygges.

## podcast serve

serve-address = Forhåndsvisningen af { $show } ligger på { $address }
serve-lan = Alle på samme netværk kan se den, også kladder, så længe den kører:
serve-no-network = Der blev ikke fundet noget netværk. Computerens netværksindstillinger viser, hvilken adresse den har.
serve-not-public =
    { $count ->
        [one] Ét afsnit er ikke offentligt endnu og er mærket.
       *[other] { $count } afsnit er ikke offentlige endnu og er mærket.
    }
serve-changed =
    { $episodes ->
        [0] Ændret. Forhåndsvisningen er opdateret og har ingen afsnit.
        [one] Ændret. Forhåndsvisningen er opdateret, med ét afsnit.
       *[other] Ændret. Forhåndsvisningen er opdateret, med { $episodes } afsnit.
    }
serve-mend = Forhåndsvisningen viser podcasten, som den var før. Ret fejlen, så opdaterer den sig selv.
serve-stop = Den opdaterer sig selv ved hver ændring. Afslut med Ctrl-C
serve-ended = Forhåndsvisningen er afsluttet.
serve-port-taken = Port { $port } er optaget af et andet program eller af en anden forhåndsvisning.
serve-port-refused = Port { $port } kan ikke bruges på denne computer.
serve-port-other = Vælg en anden: podcast serve --port { $other }
preview-title = { $title } (forhåndsvisning)
preview-draft = Kladde: { $title }
preview-scheduled = Kommer { $date }: { $title }
preview-noticed = Bemærket ved lyden
preview-noticed-only = Det er kun for jer: det står i forhåndsvisningen og ikke på den side, lytterne får.
preview-lost = Her er ikke noget.
preview-elsewhere = Forhåndsvisningen svarer kun på de adresser, som podcast serve har oplyst.

## podcast import, opml, og det, der er tilbage, når et feed flytter

import-would =
    { $episodes ->
        [0] "{ $show }": intet afsnit ville komme med.
        [one] "{ $show }": ét afsnit ville komme med.
       *[other] "{ $show }": { $episodes } afsnit ville komme med.
    }
import-size = Tilsammen fylder de { $size }.
import-instead = Et andet afsnit har også nummer { $wanted }, så "{ $title }" bliver { name }.
import-left = "{ $title }" kan ikke komme med:
import-left-no-sound = der er ingen lyd.
import-left-not-web = lydens adresse, { $address }, er ikke en webadresse.
import-left-twice = "{ $first }" har samme identitet, og apps viser kun det ene.
import-left-identity = dets identitet kan ikke bevares.
import-loss-encoding = Feedet siger, at det er UTF-8, men det er det ikke; det er læst som { $value }. Se efter, om alle bogstaver er rigtige.
import-loss-pages = Feedet fortsætter på en ældre side, som ikke er læst, { $value }: hvad der står dér, kommer ikke med. Ligger feedet på nettet, så importér adressen.
import-loss-moved = Feedet siger, at det er flyttet til { $value }. Passer det, så importér den adresse.
import-loss-category = Apples katalog har ingen kategori "{ $value }"; den sædvanlige er valgt. Se på category i episodes/show.toml.
import-loss-categories =
    { $count ->
        [one] Én kategori mere er udeladt; kataloger bruger den første.
       *[other] { $count } kategorier mere er udeladt; kataloger bruger den første.
    }
import-loss-website = Podcastens gamle hjemmeside, { $value }, kommer ikke med: feedet nævner sin egen adresse.
import-loss-seasons = Hver sæson tæller fra 1, så afsnittene er talt igennem efter dato. Sæsonen står ved hvert afsnit.
import-loss-number = Et nummer er der to gange: { $value }
import-loss-no-guid =
    { $count ->
        [one] Ét afsnit har ingen identitet; det får lydens adresse, som apps kender det på.
       *[other] { $count } afsnit har ingen identitet; de får lydens adresse, som apps kender dem på.
    }
import-loss-no-date =
    { $count ->
        [one] Ét afsnit har ingen dato, der kan læses; det får datoen fra det nærmeste ældre.
       *[other] { $count } afsnit har ingen dato, der kan læses; de får datoen fra det nærmeste ældre.
    }
import-loss-no-date-now =
    { $count ->
        [one] Ét afsnit har ingen dato, der kan læses, og det har intet ældre afsnit heller. Det får datoen i dag.
       *[other] { $count } afsnit har ingen dato, der kan læses, og det har intet ældre afsnit heller. De får datoen i dag.
    }
import-loss-title =
    { $count ->
        [one] Én titel er meget lang og er skåret af.
       *[other] { $count } titler er meget lange og er skåret af.
    }
import-loss-notes =
    { $count ->
        [one] I noterne til ét afsnit kan { $value } ikke bevares.
       *[other] I noterne til { $count } afsnit kan { $value } ikke bevares.
    }
import-loss-sounds =
    { $count ->
        [one] Ét afsnit har flere lydfiler; den første er taget.
       *[other] { $count } afsnit har flere lydfiler; den første er taget.
    }
import-loss-extras =
    { $count ->
        [one] Ét afsnit har flere filer med kapitler eller transskriptioner, end der ses på; de første seksten af hver er med.
       *[other] { $count } afsnit har flere filer med kapitler eller transskriptioner, end der ses på; de første seksten af hver er med.
    }
import-loss-unknown =
    { $count ->
        [one] Ikke forstået og ikke taget med: { $value }
       *[other] Ikke forstået og ikke taget med: { $value }, { $count } gange
    }
import-done =
    { $episodes ->
        [0] { $show } i { $folder }: intet nyt afsnit er kommet.
        [one] { $show } i { $folder }: ét afsnit er kommet.
       *[other] { $show } i { $folder }: { $episodes } afsnit er kommet.
    }
import-already =
    { $episodes ->
        [one] Ét afsnit var her i forvejen.
       *[other] { $episodes } afsnit var her i forvejen.
    }
import-no-artwork = Coveret kunne ikke hentes: { $why }
import-no-artwork-give = Der er tegnet et enkelt cover. Læg jeres eget i episodes/, og skriv dets navn som artwork i episodes/show.toml
import-no-chapters = { name-first } er kommet uden sine kapitler.
import-no-transcript = { name-first } er kommet uden sin transskription.
import-no-picture = { name-first } er kommet uden sit billede.
import-no-type = { $address } er en transskription af typen "{ $given }", og den slags læses ikke.
import-give = Hent filen, og giv afsnittet den: { $command } FIL
import-missing-more =
    { $count ->
        [one] Der mangler én ting mere. Det hele står i { $file }
       *[other] Der mangler { $count } ting mere. Det hele står i { $file }
    }
import-host-silent = { $address } er ikke forsøgt: den server har ikke svaret før.
import-noted = { $told }
import-remastered =
    { $episodes ->
        [0] Intet afsnit behøvede ny lyd.
        [one] Ét afsnit har fået ny lyd, så kraftig som podcastens.
       *[other] { $episodes } afsnit har fået ny lyd, så kraftig som podcastens.
    }
import-as-it-was = Lyden i { name } bliver, som den kom.
import-failed = { name-first }, "{ $title }", er her ikke endnu.
import-no-sound = Det, der kom fra dets adresse, er ikke lyd.
import-not-tried = Det er ikke forsøgt, fordi dem før det ikke kunne nås.
import-again = Der bygges intet feed, før alle er her. Prøv igen: { $command }
import-without = Sådan undværes de: { $command }
import-next = Det næste afsnit bliver nummer { $number }: podcast add FIL
import-goes-on = Det, der er kommet, bliver. Fortsæt med den samme linje igen.
import-older-page = En ældre side af feedet kunne ikke hentes, så intet er kommet med.
import-older-page-again = Måske er feedet lige ændret: kør samme linje igen.
import-unreadable = "{ $feed }" kan ikke læses som et podcastfeed.
import-no-episodes = Der er ikke noget afsnit i feedet, som kan komme med.
import-look = Se på det: podcast import FEED --dry-run
import-not-empty = Podcasten i { $folder } har allerede afsnit.
import-not-empty-how = Nævn en ny mappe efter feedet, så bliver podcasten lavet der.
import-no-room = Der er plads til { $free }; der skal bruges { $needed }.
feed-too-large = Det fylder mere end { $most }.
feed-doctype = Det har en dokumenttype (DOCTYPE), som intet podcastfeed behøver, og som kan gøre skade. Slet den linje i en kopi, og importér kopien.
feed-not-xml = Det er ikke velformet XML. Den, der udgiver det, kan sige hvorfor.
feed-cut = Det slutter midt i det hele. Hent det en gang til.
feed-too-much = Der er mere i det end i noget podcastfeed.
feed-encoding = Det er skrevet i "{ $encoding }", en tegnkodning, som ingen kender.
feed-not-text = Det er ikke skrevet i den tegnkodning, det selv nævner.
feed-not-a-feed = Det begynder med <{ $name }>. Måske er det en hjemmeside: find adressen på RSS-feedet dér.
fetch-not-web = { $address } er ikke en webadresse: der skal stå https://…
fetch-inside = { $host } ligger i jeres eget netværk, og dér har et feed udefra ikke noget at gøre.
fetch-inside-allow = Er det rigtigt nok: --allow-local
fetch-redirects = { $address } sender videre og videre og ender ingen steder.
fetch-status = { $address } svarer med fejl { $status }.
fetch-look = Åbn adressen i en browser, og se efter, om den er skrevet rigtigt.
fetch-later = Prøv igen senere.
fetch-too-long = { $address } fylder mere end { $most }.
fetch-short = { $address } blev afbrudt midtvejs.
fetch-slow = { $address } svarer ikke i tide.
fetch-unreachable = { $address } kan ikke nås. Er der forbindelse til internettet?
move-in = Flyt nu lytterne fra { $old }:
move-in-copy = 1. Kopiér mappen feed/ til webserveren, og se efter, om { $new } kan åbnes.
move-in-redirect = 2. Lad den gamle adresse sende videre for bestandigt (301) til { $new } hos den gamle udbyder. Kan det ikke indstilles, så skriv den nye adresse som itunes:new-feed-url dér.
move-in-keep = 3. Lad { $old } leve i mindst fire uger: apps følger med, næste gang de ser efter.
move-in-directories = 4. Se efter nogle dage i Apple Podcasts og Spotify, om de nye afsnit kommer, og ret adressen dér, hvis de ikke gør.
move-in-over = 5. Når alt er godt, så slet linjen moved_from i episodes/show.toml.
move-in-link = Før lytterne kan flytte med: skriv podcastens nye webadresse som link i episodes/show.toml, og kør podcast build
move-on = Feedet fortæller apps, at det er flyttet til { $new }:
move-on-there = 1. Se efter, om { $new } kan åbnes og har de samme afsnit med de samme identiteter (guid).
move-on-redirect = 2. Lad webserveren sende dette feeds adresse videre for bestandigt (301) til { $new }
move-on-keep = 3. Lad dette feed ligge i mindst fire uger, og læg ikke noget nyt i det.
move-on-directories = 4. Se efter nogle dage i Apple Podcasts og Spotify, om de viser den nye adresse.
opml-title = Podcasts
opml-without = "{ $show }" er ikke med på listen: den har ingen webadresse.
opml-taken = { $file } findes allerede og er ikke en liste over podcasts. Filen er ikke ændret.
opml-done =
    { $shows ->
        [one] "{ $file }" er klar med én podcast.
       *[other] "{ $file }" er klar med { $shows } podcasts.
    }

## podcast export

# Mappen med tekster i en pakke: et navn, som alle systemer kan tage.
export-texts = Tekster
export-ready =
    "{ $place }" er klar: { $count ->
        [one] ét afsnit
       *[other] { $count } afsnit
    }, { $length }, { $size }.
export-would =
    "{ $place }" ville komme til at indeholde { $count ->
        [one] ét afsnit
       *[other] { $count } afsnit
    }, { $length }, { $size }.
export-would-profile =
    "{ $place }" ville komme til at indeholde { $count ->
        [one] ét afsnit
       *[other] { $count } afsnit
    }, { $length }, { $size }, i den form, som profilen "{ $profile }" beskriver.
export-replaced = Den erstatter den, der lå der i forvejen.
export-open = Åbn filen index.html, der ligger i den, i en webbrowser. Skal lyden på en afspiller, så kopiér mappen PODCASTS derfra over på afspilleren.
export-unpack = Modtageren skal pakke den ud og åbne index.html i en webbrowser.
export-file = { $file }, { $size }
profile-unknown = Der findes ingen profil "{ $profile }".
profile-unknown-known = Disse findes: { $profiles }
profile-unknown-own = Jeres egne skrives i episodes/show.toml som [profile.NAVN].
export-nothing = Ingen afsnit er offentlige endnu, så der er ikke noget at give videre.
export-nothing-list = Alle numre: podcast list
export-wrong-numbers = "{ $value }" er ikke afsnitsnumre.
export-wrong-numbers-example = Skriv dem sådan: podcast export 1-50,52 --to MAPPE
export-taken = { $file } findes allerede og er ikke lavet af podcast export; den bliver, som den er.
export-taken-other = Vælg et andet navn: --to STED
export-stranger = I "{ $file }" ligger "{ $stranger }", som podcast export ikke har lagt der. Intet er erstattet.
export-stranger-move = Flyt filen et andet sted hen, eller vælg et andet navn: --to STED
export-volume = "{ $folder }" er et helt drev; en pakke er en mappe på det.
export-volume-folder = Til en mappe på det: { $command }
export-within = "{ $folder }" ligger inde i podcasten, hvor kun podcastens egne filer hører til.
export-no-folder = Mappen "{ $folder }" findes ikke.
export-no-folder-make = Lav den først, eller vælg et andet sted: --to STED
export-no-room-fewer = Skaf plads, eller tag færre afsnit: --latest 10
export-altered = { $file } er ikke længere, som den blev lagt på hylden, så der er ikke lavet nogen pakke med den.
export-altered-check = Hvad der er galt med den: podcast check
# Hvad siden i en pakke siger til lytterne.
bundle-sum =
    { $count ->
        [one] Ét afsnit
       *[other] { $count } afsnit
    }, { $length }
bundle-begin = Afspil fra begyndelsen
bundle-go-on = Fortsæt med
bundle-more = Om afsnittet
bundle-text = Det hele som tekst
bundle-file = Lydfilen
bundle-part = Del { $n } af { $of }
part-title = { $title } ({ $n } af { $of })
bundle-how = Alt her virker uden internet. Lyden ligger i { $folder }; kopiér mappen PODCASTS over på en afspiller, så spiller den afsnittene i denne rækkefølge.

## podcast sync, players

asked-only-example = Skriv det sådan: --only 1-50,52
sync-only-nothing = Ingen offentlige afsnit har nummer { $only }.
sync-only-nothing-list = Alle numre: podcast list. Skal alt tages af en afspiller: podcast unload
sync-init-which = Sig, hvilket drev der skal være afspiller: podcast sync AFSPILLER --init
sync-see-players = Hvad der er sat til: podcast players
sync-name-one = Et navn er til én afspiller. Tag dem én ad gangen.
sync-none = Der er ikke sat nogen af vores afspillere til.
sync-none-init = Sådan laver du en: podcast sync AFSPILLER --init, med mappen, hvor den er monteret
sync-would-init = "{ $player }" ville blive afspiller for denne podcast.
sync-init-question = Skal "{ $player }" alligevel være afspiller for denne podcast? (ja/nej)
sync-ready =
    "{ $player }" er klar med { $episodes ->
        [one] ét afsnit
       *[other] { $episodes } afsnit
    }. Den må tages ud.
sync-would =
    "{ $player }" ville få { $episodes ->
        [one] ét afsnit
       *[other] { $episodes } afsnit
    } i alt.
sync-copied =
    { $count ->
        [one] Ét afsnit kommer på
       *[other] { $count } afsnit kommer på
    }, { $size }.
sync-removed =
    { $count ->
        [one] Ét afsnit bliver taget af.
       *[other] { $count } afsnit bliver taget af.
    }
sync-copied-along =
    { $count ->
        [one] En af dine egne filer kommer med, { $size }.
       *[other] { $count } af dine egne filer kommer med, { $size }.
    }
sync-removed-along =
    { $count ->
        [one] En af dine egne filer bliver taget af igen.
       *[other] { $count } af dine egne filer bliver taget af igen.
    }
sync-heard =
    { $count ->
        [one] Ét afsnit er hørt og bliver ikke lagt på igen. Skal det på alligevel: --again
       *[other] { $count } afsnit er hørt og bliver ikke lagt på igen. Skal de på alligevel: --again
    }
sync-with-within = Mappen "{ $folder }" ligger på afspilleren "{ $player }", eller omvendt.
sync-with-nothing = Der er ingen lyd i "{ $folder }", som alle afspillere kan afspille.
sync-with-nothing-mp3 = Gem det, der skal med, som MP3. Skal det, der kom med, tages af igen: Udelad --with.
sync-with-unplayable = "{ $file }" kommer ikke med: Den kan ikke læses her, og det er ikke alle afspillere, der kan afspille den.
sync-with-convert = Gem den som MP3, og kør samme linje igen.
sync-with-others =
    { $count ->
        [one] Én fil i "{ $folder }" er ikke en lydfil og kommer ikke med.
       *[other] { $count } filer i "{ $folder }" er ikke lydfiler og kommer ikke med.
    }
sync-reordered = Rækkefølgen bliver rettet; det er kun navnene, der flyttes.
sync-small = Kun navne, listen eller billedet var ikke ajour.
sync-missing = Der mangler { $size }.
sync-see-below = Se nedenfor.
sync-second-try = Det lykkedes først i andet forsøg; se efter, om kablet og hubben sidder ordentligt.
sync-tried-twice = Det blev forsøgt to gange.
sync-was-cut = Sidste gang blev den afbrudt; alt på den er kontrolleret og bragt i orden.
sync-nothing = Der mangler ikke noget; der bliver ikke skrevet noget.
sync-left = "{ $file }" er ikke længere, som da den blev lagt der, og bliver ikke rørt.
sync-left-again = Vil du have den, som den var: Slet den på afspilleren, og kør samme linje igen.
sync-needs-mending = To navne på den fører til de samme data, fordi kablet blev trukket ud, mens der blev skrevet. Lad computeren kontrollere og reparere den (Windows: Egenskaber, Værktøjer, Kontrollér), og kør så samme linje igen.
sync-out-of-order = Navnene kunne ikke komme i den rigtige rækkefølge. Kør samme linje igen.
sync-moved = Der ligger andres filer i mappen "{ $folder }"; de bliver liggende. Afsnittene ligger nu i "{ $now }".
sync-left-out =
    { $count ->
        [one] Der er ikke plads til ét ældre afsnit; det er ikke taget med.
       *[other] Der er ikke plads til { $count } ældre afsnit; de er ikke taget med.
    }
sync-waiting =
    { $count ->
        [one] Ét afsnit venter på at blive frigivet og er ikke taget med.
       *[other] { $count } afsnit venter på at blive frigivet og er ikke taget med.
    }
sync-tagged = { name-first } hedder stadig "{ $title }" på de afspillere, der havde det i forvejen. Skal det kopieres over igen: { $command }
sync-about = "{ $player }":
sync-many =
    { $ready } af { $all ->
        [one] én afspiller
       *[other] { $all } afspillere
    } klar.
sync-head-player = Afspiller
sync-head-state = Tilstand
sync-head-episodes = Afsnit
sync-head-done = Ændringer
sync-state-ready = klar
sync-state-planned = planlagt
sync-state-full = fuld
sync-state-read-only = skrivebeskyttet
sync-state-gone = væk
sync-state-stopped = stoppet
sync-state-failed = ikke klar
player-not-there = Der er ingen mappe "{ $player }".
player-not-ours = "{ $player }" er ikke afspiller for denne podcast endnu.
player-not-ours-init = Sådan bliver den det: { $command }
eject-done = "{ $player }" er skubbet ud og kan tages ud nu.
eject-no-volume = "{ $player }" kan ikke skubbes ud herfra. Den kan tages ud alligevel: Alt ligger på den.
eject-no-program = "{ $player }" kan kun skubbes ud med programmet { $program }, og det er ikke installeret her. Den kan tages ud alligevel: Alt ligger på den.
eject-held = "{ $player }" er stadig i brug af { $programs } og er derfor ikke skubbet ud. Luk det først, og tag den så ud; det, podcasten har lagt der, er i sikkerhed.
eject-refused = Computeren vil ikke skubbe "{ $player }" ud: { $said }. Den kan tages ud alligevel: Alt ligger på den.

## podcast course

course-none = Der er ikke sat nogen afspiller fra kurset "{ $course }" til.
course-none-new = Der er heller ikke sat noget nyt, tomt drev til. Sæt en afspiller til, eller skriv efter filen, hvilken mappe den er monteret i.
course-none-init = Sådan gør du dem klar: podcast course FIL --init
course-other = "{ $player }" er en afspiller, men hører ikke til kurset "{ $course }".
course-unread = Se efter, om navnet og mappen er rigtige. Et kursus er en lille tekstfil, som du selv skriver; hvad der skal stå i den: podcast help course
course-follows = "{ $player }" retter sig nu efter kursusfilen: { $what }.
course-would-follow = "{ $player }" ville rette sig efter kursusfilen: { $what }.
course-follows-profile = profilen "{ $now }" i stedet for "{ $was }"
course-follows-room = lokalet "{ $now }" i stedet for "{ $was }"
course-follows-first-room = lokalet "{ $now }"
course-too-many = Der er sat { $volumes } nye drev til, men der er kun navne tilbage til { $names } af dem.
course-too-many-lost = Er en afspiller blevet væk, så giv dens navn fri: podcast players --forget NAVN
course-too-many-how = Sæt tallet ved players op i filen med kurset, eller skriv efter filen, hvilke drev du mener.
course-becomes = { $folder } bliver "{ $player }".
course-keeps =
    { $count ->
        [one] Der ligger en fil eller mappe på den, som ikke er vores; den bliver ikke rørt.
       *[other] Der ligger { $count } filer eller mapper på den, som ikke er vores; de bliver ikke rørt.
    }
course-question =
    { $count ->
        [one] Skal den gøres klar? (ja/nej)
       *[other] Skal alle { $count } gøres klar? (ja/nej)
    }
course-unasked = Intet drev bliver afspiller, uden at nogen siger ja, og her er ingen at spørge.
course-unasked-yes = Uden at blive spurgt: --yes
course-declined = Der er ikke ændret noget.
course-not-empty =
    { $count ->
        [one] "{ $player }" er ikke taget: Der ligger en fil eller mappe på den, som ikke er vores.
       *[other] "{ $player }" er ikke taget: Der ligger { $count } filer eller mapper på den, som ikke er vores.
    }
course-not-empty-name = Skal den med alligevel, så nævn dens mappe efter filen med kurset: { $folder }
course-next = Sæt den afspiller til, der skal være "{ $player }".
course-stopped = Stoppet. Den samme linje fortsætter med det næste navn.
course-ready =
    Kurset "{ $course }": { $ready } af { $all ->
        [one] én afspiller
       *[other] { $all } afspillere
    } klar.
course-unready = Ikke klar: { $players }
course-absent =
    { $count ->
        [one] Én er ikke sat til: { $players }
       *[other] { $count } er ikke sat til: { $players }
    }
labels-title = Etiketter: { $course }
labels-scan = Lyt videre hjemme
labels-ready =
    { $count ->
        [one] Arket med én etiket er klar: { $file }
       *[other] Arket med { $count } etiketter er klar: { $file }
    }
labels-open = Åbn det i en webbrowser, og print det på A4 i 100 %.
labels-taken = { $file } findes allerede og er ikke et ark med etiketter. Filen er ikke ændret.
labels-taken-other = Giv et andet navn: --labels FIL

player-fixed = "{ $player }" er ikke et drev, der kan tages ud, men en mappe eller en disk i computeren.
player-fixed-strangers =
    { $count ->
        [one] Der ligger en fil eller mappe i den, som ikke er vores; den ville ikke blive rørt.
       *[other] Der ligger { $count } filer eller mapper i den, som ikke er vores; de ville ikke blive rørt.
    }
player-strangers =
    { $count ->
        [one] Der ligger en fil eller mappe på "{ $player }", som ikke er vores; den ville ikke blive rørt.
       *[other] Der ligger { $count } filer eller mapper på "{ $player }", som ikke er vores; de ville ikke blive rørt.
    }
player-unasked-yes = Skal den alligevel være afspiller: { $command }
player-within = "{ $player }" ligger inde i podcastens mappe, eller omvendt.
player-within-name = Skriv mappen, hvor afspilleren er monteret.
player-foreign = "{ $player }" hører til en anden podcast, "{ $show }". Intet er ændret.
player-take-in = Sådan bruges den til denne podcast; det, der ligger på den, bliver liggende, men regnes ikke længere for vores: { $command }
player-profile = "{ $player }" er sat til profilen "{ $profile }", og sådan en har podcasten ikke. Intet er ændret.
player-profile-other = Sådan får den en anden: { $command }
player-recognise = Sådan tages den i brug igen; det, computeren husker at have lagt der, bliver genkendt, og alt andet bliver liggende som andres: { $command }
player-twin = "{ $player }" har samme mærke som "{ $other }": Den ene er en kopi af den anden. Intet er ændret.
player-copy = "{ $player }" er en kopi af en anden afspiller, også mærket. Intet er ændret.
player-twin-name = Giv den sit eget navn og mærke: { $command }
player-newer = En nyere udgave af programmet podcast har skrevet på "{ $player }". Intet er ændret.
player-endless = Det, podcast havde skrevet om sig selv på "{ $player }", nævner flere filer, end nogen afspiller kan rumme. Intet er ændret.
player-too-many = Der skulle { $count } filer på "{ $player }", og ingen afspiller kan rumme flere end 10.000. Intet er ændret.
player-too-many-fewer = Tag færre: --latest, --only
player-corrupt = Det, podcast havde skrevet om sig selv på "{ $player }", kan ikke læses længere. Intet er ændret.
player-no-folder = "{ $file }" på "{ $player }" er ikke en mappe, og der skal bruges en med det navn.
player-no-folder-rename = Giv den et andet navn, og kør samme linje igen.
player-in-use = Programmet podcast er allerede i gang med "{ $player }" et andet sted på computeren.
player-read-only = Der kan ikke skrives på "{ $player }".
player-read-only-switch = Sidder der en knap på den, som låser den?
player-mend = Hjælper det ikke: Lad computeren kontrollere og reparere den (Windows: Egenskaber, Værktøjer, Kontrollér; Linux: fsck.vfat -a, indtil den ikke finder mere).
player-no-room = Der er for lidt plads på "{ $player }": Der mangler { $size }. Intet er ændret.
player-no-room-make = Slet noget på den, som ikke skal bruges, eller tag færre afsnit med: --fit, --latest, --only
player-no-room-course = Slet noget på den, som ikke skal bruges, eller skriv i filen med kurset, at der skal færre afsnit med: latest eller only. Med fit = true kommer der så mange på, som der er plads til.
player-no-room-latest =
    { $count ->
        [one] Der er plads til ét af de nye
       *[other] Der er plads til { $count } af de nye
    }: { $command }
player-full = "{ $player }" blev fuld, mens der blev skrevet. Det, der var færdigt, er helt.
player-full-again = Slet noget på den, som ikke skal bruges, og kør så: { $command }
player-root-full = Den øverste mappe på "{ $player }" kan ikke rumme flere navne, selv om der er plads.
player-root-full-move = Flyt nogle filer på den ind i en mappe, og kør samme linje igen.
player-gone = "{ $player }" blev trukket ud, eller forbindelsen blev afbrudt.
player-again = Sæt den til igen, og kør samme linje; så bliver det afbrudte bragt i orden: { $command }
player-unfaithful = Det, der kan læses af "{ $file }" på "{ $player }", er ikke det, der blev skrevet.
player-unfaithful-worn = Hukommelsen er slidt op eller mindre, end den giver sig ud for. Brug en anden afspiller.
player-unfit = Lydfilen "{ $file }" er ikke, som afsnittet siger.
player-unfit-check = Hvad der er galt med podcasten: podcast check
player-changing = "{ $file }" blev ændret, mens den blev kopieret.
player-changing-again = Kør samme linje igen, når den er færdig.
player-io = "{ $file }" på "{ $player }" kunne ikke { $doing ->
        [read] læses
        [removed] fjernes
        [moved] flyttes
        [made] laves
       *[written] skrives
    }: { $why }.
player-ledger = Det, computeren husker om afspillere, kunne ikke skrives: { $error }.
unload-question = "{ $player }" hører til en anden podcast, "{ $show }". Skal alt, hvad den har lagt der, tages af? (ja/nej)
unload-foreign-yes = Sådan tages det, som den anden podcast har lagt der, af: { $command }
unload-done =
    { $count ->
        [0] Intet afsnit er taget af "{ $player }"
        [one] Ét afsnit er taget af "{ $player }"
       *[other] { $count } afsnit er taget af "{ $player }"
    }. Den er ikke længere en af vores afspillere og må tages ud.
players-none = Der er ikke sat nogen afspiller til.
players-none-how = Den skal dukke op som et drev. Det gør en telefon ikke; dér tager enhver podcast-app imod podcastens adresse.
players-elsewhere =
    { $count ->
        [one] Én afspiller mere er kendt, men ikke sat til
       *[other] { $count } afspillere mere er kendt, men ikke sat til
    }: podcast players --all
players-forget-here = "{ $player }" er sat til og altså ikke blevet væk.
players-forget-unload = Sådan tages det, der er lagt på den, af, og den glemmes: { $command }
players-forget-none = Podcasten kender ingen afspiller "{ $player }".
players-forget-which = Dem, den kender: podcast players --all
players-forgotten = "{ $player }" er glemt. Navnet kan gives til en anden.
players-not-here = ikke sat til
players-not-ours = "{ $player }" er ikke en af vores afspillere. Sådan bliver den det: { $command }
players-telephone = "{ $name }" viser ikke noget drev (MTP): Vælg "USB-drev" eller "MSC" i dens egen menu, eller brug en app på den.
players-head-room = Lokale
players-head-profile = Profil
players-head-free = Ledig
players-head-synced = Ajour
players-head-folder = Mappe

## Hvad check finder. `.remedy` siger, hvad man gør. `.without` og `.remedy-without` træder i stedet, hvor
## en af værdierne er tom.

finding-field-missing = Podcasten mangler { $key }, og det kræver alle kataloger.
    .remedy = Skriv det i episodes/show.toml.
    .elsewhere = Føj det til channel.
    .why = Kataloger afviser et feed uden.
finding-category-unknown = Apples katalog har ingen kategori "{ $given }".
    .remedy = Skriv i episodes/show.toml: category = "{ $suggestion }"
    .remedy-without = Skriv en i episodes/show.toml, som det har, fx "Arts/Books".
    .elsewhere = Skriv "{ $suggestion }".
    .elsewhere-without = Skriv en, som det har, fx "Arts/Books".
    .why = Kataloger sorterer efter Apples liste og udelader, hvad der ikke står på den.
finding-language-unknown = "{ $given }" er ikke koden for et sprog.
    .remedy = Skriv i episodes/show.toml: language = "{ $suggestion }"
    .remedy-without = Skriv da, en eller en anden kode på to bogstaver i episodes/show.toml.
    .elsewhere = Skriv { $suggestion }.
    .elsewhere-without = Skriv da, en eller en anden kode på to bogstaver.
    .why = Kataloger sorterer efter sprog og afviser et feed, hvis sprog de ikke kender.
finding-moving-in = Podcasten er stadig ved at flytte ind; ikke alle afsnit er her.
    .remedy = Kør den samme podcast import igen: den fortsætter, hvor den slap.
    .why = Et halvt feed ville koste lyttere.
finding-link-wrong = Linket "{ $given }" er ikke en webadresse.
    .remedy = Skriv et som dette i episodes/show.toml: link = "https://example.org/podcast"
    .why = Hver adresse i feedet er lavet af den.
finding-link-missing = Podcasten har ingen webadresse, så feedet virker kun på denne computer.
    .remedy = Når du kender adressen, så skriv den som link i episodes/show.toml.
    .why = Uden en adresse kan ingen andre hente feedet.
finding-email-missing = Podcasten har ingen e-mailadresse; nogle kataloger beder om en.
    .remedy = Skriv den som email i episodes/show.toml. Alle kan læse den i feedet.
    .elsewhere = Føj itunes:owner med en itunes:email til channel.
    .why = Kataloger sender en mail for at sikre sig, at podcasten er jeres.
finding-email-wrong = "{ $given }" er ikke en e-mailadresse.
    .remedy = Ret email i episodes/show.toml.
    .why = En mail til den når aldrig frem, og så kan I ikke vise, at podcasten er jeres.
finding-author-missing = Podcasten siger ikke, hvem der står bag.
    .remedy = Skriv det som author i episodes/show.toml.
    .elsewhere = Føj itunes:author til channel.
    .why = Apps viser, hvem der står bag, under titlen, og nogle kataloger kræver det.
finding-description-long = Beskrivelsen af podcasten er længere, end kataloger tager imod.
    .remedy = Forkort description i episodes/show.toml til cirka { $most } bogstaver; den fylder { $bytes } nu.
    .why = Apple tæller bytes og klipper resten af; æ, ø og å tæller for to.
finding-text-long = Podcastens { $key } er for lang: { $characters } bogstaver. Lytterne ser de første { $most }.
    .remedy = Forkort den i episodes/show.toml.
    .why = Kataloger tager højst 255 tegn.
finding-setting-unknown = I episodes/show.toml står "{ $key }", som ingen her kender. Det har ingen virkning.
    .remedy = Er det { $suggestion }, der menes?
    .remedy-without = Se efter en stavefejl, eller tag linjen ud.
    .why = En stavefejl i en indstilling gør ingenting, og ingen opdager det.
finding-artwork-none = Podcasten har ikke sit eget cover; der er tegnet et enkelt.
    .remedy = Læg et kvadratisk billede i episodes/, og skriv dets navn i episodes/show.toml: artwork = "cover.jpg"
    .why = Folk vælger podcasts efter coveret.
finding-artwork-lost = Coveret { $file } findes ikke; der er tegnet et enkelt i stedet.
    .remedy = Læg billedet der, eller ret artwork i episodes/show.toml.
    .why = Podcasten ville skifte ansigt, uden at nogen har besluttet det.
finding-artwork-unreadable =
    { $why ->
        [large] Coveret { $file } er for stort til at blive læst; der er tegnet et enkelt i stedet.
       *[other] Coveret { $file } kan ikke læses; der er tegnet et enkelt i stedet.
    }
    .remedy =
        { $why ->
            [large] Gem det mindre: 3000 × 3000 pixels er nok.
           *[other] Gem billedet igen som JPEG eller PNG.
        }
    .why = Apps kunne heller ikke vise det.
finding-artwork-small = Billedet { $file } er lille: { $width } × { $height } pixels. I feedet bliver det forstørret og ser uskarpt ud.
    .remedy = Brug et billede på mindst { $least } × { $least } pixels.
    .why = Kataloger tager 1400 til 3000 pixels.
finding-artwork-not-square = Billedet { $file } er ikke kvadratisk ({ $width } × { $height } pixels). I feedet får det kanter.
    .remedy = Beskær det til et kvadrat.
    .why = Kataloger viser kvadrater.
finding-artwork-not-rgb = Billedet { $file } har farver, som apps kan vise forkert. I feedet bliver det omdannet.
    .remedy = Gem det som JPEG eller PNG i RGB, uden noget gennemsigtigt.
    .why = Farver til tryk ser forkerte ud på skærme, og det gennemsigtige bliver sort i nogle apps.
finding-artwork-heavy = Billedet { $file } er stort: { $kb } kB. Nogle apps viser ikke billeder på over { $most } kB.
    .remedy = Gem det som JPEG i lavere kvalitet.
    .why = Nogle apps opgiver billeder på over en halv megabyte.
finding-jingle-lost = Optagelsen { $file }, som episodes/show.toml nævner som { $key }, findes ikke. Der kan ikke tilføjes afsnit.
    .remedy = Læg den der, eller ret { $key } i episodes/show.toml.
    .why = Hvert afsnit skal have den.
finding-title-numbered = { name-first }: titlen "{ $title }" indeholder nummeret, og det viser apps selv.
    .remedy = { $command }
    .remedy-without = Giv det en titel, der siger, hvad det handler om: podcast edit { $episode } --title "…"
    .elsewhere = Skriv: { $without }
    .elsewhere-without = Giv det en titel, der siger, hvad det handler om.
    .why = Apps viser nummeret ved siden af titlen, så det ville stå der to gange.
finding-title-names-show = { name-first }: titlen "{ $title }" gentager podcastens navn, som apps viser ved siden af.
    .remedy = podcast edit { $episode } --title "…"
    .why = Apps viser podcastens navn over titlen og har ikke megen plads.
finding-title-twice = { name-first } hedder "{ $title }", og det gør { $other } også.
    .remedy = podcast edit { $episode } --title "…"
    .why = Lytterne kan ikke skelne de to.
finding-notes-long = { name-first }: noterne er længere, end kataloger tager imod, og kan blive klippet af.
    .remedy = Forkort dem: podcast edit { $episode } --notes-file FIL
    .why = Apple tæller bytes og klipper resten af.
finding-date-ahead = { name-first } venter på { $date }.
    .remedy = Det kommer i feedet, første gang podcast build køres derefter.
    .why = Så ingen undrer sig over, hvor det er.
finding-date-future = { name-first } er i feedet med en dato, der ikke er kommet endnu, { $date }; nogle apps skjuler det til da.
    .remedy = Gik computerens ur forkert? Giv det den rigtige dato: podcast edit { $episode } --date DATO
    .elsewhere = Giv det den rigtige dato, eller tag det ud til da.
    .why = Apps skjuler afsnit til deres dato.
finding-tags-stale = { name-first } hedder "{ $title }"; MP3-filen siger stadig "{ $tagged }".
    .remedy = podcast edit { $episode } --retag
    .why = Afspillere uden net viser, hvad der står i filen.
finding-chapters-stale = { name-first } har fået andre kapitler; i selve MP3-filen er de stadig som før.
    .remedy = podcast edit { $episode } --retag
    .why = Afspillere uden net viser det, der står i filen.
finding-picture-stale = { name-first } har fået et andet billede; i selve MP3-filen er det stadig som før.
    .remedy = podcast edit { $episode } --retag
    .why = Afspillere uden net viser det, der står i filen.
finding-chapters-unlisted = { name-first }: noterne er så lange, at der ikke er plads til kapitlerne under dem.
    .remedy = Apps viser alligevel kapitlerne. Skal de også stå i teksten, så gør noterne kortere: podcast edit { $episode } --notes-file FIL
    .why = Mange apps viser kun kapitler under afspilning; en liste i noterne kan læses før.
finding-transcript-missing = { name-first }: transskriptionen { $file } findes ikke.
    .remedy = Hent den fra jeres sikkerhedskopi, eller giv afsnittet en anden: podcast edit { $episode } --transcript FIL. Undvær den: --no-transcript
    .why = Feedet ville nævne en tekst, som ingen kan hente.
finding-transcript-damaged = { name-first }: transskriptionen { $file } er ikke, som da den blev hentet ind.
    .remedy = Har du rettet i den dér, så gem den et andet sted, og brug den fil: podcast edit { $episode } --transcript FIL. Hent den ellers fra jeres sikkerhedskopi.
    .why = Det, lytterne læser, skal være det, der blev hentet ind.
finding-picture-missing = { name-first }: billedet { $file } findes ikke; podcastens cover træder i stedet.
    .remedy = Hent det fra jeres sikkerhedskopi, eller giv afsnittet et andet: podcast edit { $episode } --artwork FIL. Undvær det: --artwork none
    .why = Lytterne ville se afsnittet uden dets billede, uden at nogen har besluttet det.
finding-picture-damaged = { name-first }: billedet { $file } er ikke, som da det blev hentet ind; podcastens cover træder i stedet.
    .remedy = Har du rettet i det dér, så gem det et andet sted, og brug den fil: podcast edit { $episode } --artwork FIL. Hent det ellers fra jeres sikkerhedskopi.
    .why = Det, lytterne ser, skal være det, der blev hentet ind.
finding-media-missing = { name-first }: lyden { $file } findes ikke.
    .remedy = Hent den fra en sikkerhedskopi, eller lav den forfra: podcast remaster { $episode }
    .why = Feedet ville nævne en lyd, som ingen kan hente.
finding-media-length = { name-first }: lyden { $file } er ikke, som den var, da den blev lavet.
    .remedy = Hent den fra en sikkerhedskopi, eller lav den forfra: podcast remaster { $episode }
    .why = Apps henter så mange bytes, som feedet siger.
finding-media-damaged = { name-first }: lyden { $file } er beskadiget eller ændret.
    .remedy = Hent den fra en sikkerhedskopi, eller lav den forfra: podcast remaster { $episode }
    .why = Det, lytterne får, skal være det, der blev lavet.
finding-recording-missing = { name-first }: den gemte optagelse { $file } findes ikke.
    .remedy = Afsnittet klarer sig uden. Har du optagelsen et sted, så læg den tilbage.
    .why = Uden den kan lyden ikke laves forfra.
finding-recording-length = { name-first }: den gemte optagelse { $file } er ikke, som den var.
    .remedy = Afsnittet fejler ikke noget. Har du optagelsen et sted, så læg den tilbage.
    .why = Den lyd, der laves af den, ville være en anden.
finding-record-broken = { $file }, linje { $line }: { $problem }.
    .without = { $file }: { $problem }.
    .remedy = Åbn filen i et tekstprogram, og ret den. Tidligere udgaver af den ligger i mappen .history ved siden af.
    .why = Uden sin fil ville et afsnit falde ud af feedet.
finding-record-newer = { $file } er skrevet af en nyere udgave af podcast. Den kan læses her, men ikke ændres.
    .remedy = Installér den nyere udgave på denne computer også.
    .why = Et ældre program kunne ødelægge, hvad det nyere skrev.
finding-folder-differs = { name-first } ligger i en mappe, der hedder { $folder }; den skulle hedde { $expected }.
    .remedy = Det gør ingen skade. Hvis det forvirrer, så giv mappen det rette navn.
    .why = Folk leder efter et afsnit efter mappens navn.
finding-number-twice = { $first } og { $second } er begge nummer { $number }.
    .remedy = En af dem er nok en kopi, der er lavet i hånden: flyt den ud af episodes/.
    .why = Et nummer bruges aldrig to gange: nogen kan have henvist til det.
finding-guid-twice = { $first } og { $second } er ét og samme afsnit for apps.
    .remedy = En af dem er nok en kopi, der er lavet i hånden: flyt den ud af episodes/, og tilføj dens optagelse med podcast add.
    .elsewhere = Giv det ene af dem en guid for sig.
    .why = Apps viser kun det ene af de to.
finding-enclosure-twice = { name-first } ville få samme adresse som { $other }: { $media }.
    .remedy = Ret slug i episode.toml for det nyeste af dem.
    .why = Kataloger udelader det andet.
finding-published-lost = { name-first } var i feedet og findes ikke mere. Lytterne ville miste det.
    .remedy = Hent mappen fra en sikkerhedskopi. Hvis det skal væk: podcast build --allow-removal
    .why = Et afsnit, der forsvinder ved et uheld, er tabt for lytterne.
finding-guid-changed = { name-first } har en anden identitet end i det seneste feed. Apps ville vise det som et nyt.
    .remedy = Skriv den gamle guid i dets episode.toml igen: { $was }. Hvis det er meningen: podcast build --allow-removal
    .why = Hver app ville hente det igen som et nyt afsnit.
finding-stranger = { $file } ligger i episodes/ og er ikke et afsnit. Det får lov til at ligge.
    .remedy = Flyt det et andet sted hen, hvis det er i vejen.
    .why = Så intet ligger der ved en fejl.
finding-symlink = { $file } peger kun på et andet sted og bliver ikke fulgt.
    .remedy = Læg selve mappen der.
    .why = Det, den peger på, kan mangle andre steder.
finding-conflict-copy = { $file } er en kopi, som en skymappe har lavet, fordi to har ændret samme fil.
    .remedy = Sammenlign de to, behold den rigtige under det rigtige navn, og flyt den anden ud af episodes/.
    .why = En af de to ændringer ville gå tabt.
finding-page-taken = { $file } ligger, hvor en side til lytterne skulle ligge. Den får lov til at ligge.
    .remedy = Flyt den et andet sted hen, hvis du vil have siden: podcast build
    .why = En fil, vi ikke har lavet, bliver aldrig erstattet.
finding-category-dead = Kategorien "{ $given }" findes ikke længere i kataloger.
    .remedy = Skriv i episodes/show.toml: category = "{ $suggestion }"
    .elsewhere = Skriv "{ $suggestion }".
    .why = Kataloger sorterer efter den liste, der gælder nu.
finding-category-misplaced = I kategorien "{ $given }" hører den anden ikke under den første.
    .remedy = Skriv i episodes/show.toml: category = "{ $suggestion }"
    .elsewhere = Skriv "{ $suggestion }".
    .why = Kataloger læser de to sammen og finder ikke sådan et par.
finding-address-wrong = Adressen "{ $given }" ({ $key }) er ikke en webadresse.
    .remedy = Skriv den helt ud, som https://example.org/side. Indtil da udelader feedet den.
    .elsewhere = Skriv den helt ud, som https://example.org/side.
    .why = Apps kan ikke åbne, hvad der ikke er en adresse.
finding-address-insecure = Adressen "{ $given }" ({ $key }) begynder med http, så andre kan læse og ændre, hvad der hentes.
    .remedy = Skriv https i stedet for http, hvis serveren svarer der.
    .elsewhere = Skriv https i stedet for http, hvis serveren svarer der.
    .why = Telefoner nægter at hente over http, og det, der kommer den vej, kan andre ændre.
finding-address-odd = Adressen "{ $given }" ({ $key }) har mellemrum eller bogstaver, som en adresse ikke kan have.
    .remedy = Skriv den sådan: { $suggestion }
    .elsewhere = Skriv den sådan: { $suggestion }
    .why = Nogle apps stopper ved det første af den slags tegn.
finding-text-entity = I { $key } står "{ $given }", og det er præcis, hvad apps viser.
    .remedy = Skriv selve tegnet, fx & i stedet for &amp;.
    .elsewhere = Tegnet skal kun omskrives én gang: &amp; i XML'en for &.
    .why = Det er gjort til tekst én gang for meget.
finding-description-markup = I beskrivelsen står "{ $given }", og det er præcis, hvad lytterne ser.
    .remedy = Tag den slags koder ud af description i episodes/show.toml. En tom linje begynder et nyt afsnit.
    .why = Beskrivelsen er ren tekst.
finding-artwork-ending = Coveret { $file } er et { $right }-billede, men navnet ender på noget andet.
    .remedy = Giv det et navn, der ender på .{ $right }, og ret artwork i episodes/show.toml.
    .why = Kataloger stoler på navnet og afviser billedet.
finding-new-feed-same = Feedet siges at være flyttet til { $address }, hvor det allerede er.
    .remedy = Tag new_feed ud af episodes/show.toml, eller skriv adressen på det andet feed.
    .elsewhere = Tag itunes:new-feed-url ud, eller skriv adressen på det andet feed.
    .why = Apps ville gå i ring.
finding-feed-guid-wrong = Feedets identitet "{ $given }" har ikke den form, identiteter har.
    .remedy = Skriv den guid tilbage, der stod i episodes/show.toml før. Var der ingen, så tag linjen ud, og næste build giver en.
    .why = Apps kender podcasten på den, også når den er flyttet.
finding-person-nameless = En er nævnt som { $role } uden navn.
    .without = En er nævnt uden navn.
    .remedy = Skriv navnet, eller tag personen ud af listen.
    .elsewhere = Skriv navnet, eller tag personen ud.
    .why = Apps nævner folk ved navn.
finding-role-unknown = { $name } er nævnt som "{ $given }", og den rolle kender ingen app.
    .remedy = Er det "{ $suggestion }", der menes?
    .remedy-without = Almindelige roller er host (vært), co-host, guest (gæst), narrator, author, editor og producer.
    .elsewhere = Er det "{ $suggestion }", der menes?
    .elsewhere-without = Almindelige roller er host, co-host, guest, narrator, author, editor og producer.
    .why = Apps kender roller fra en fælles liste.
finding-licence-unknown = Ingen kender licensen "{ $given }", og den har ingen adresse, hvor man kan læse den.
    .remedy = Er det "{ $suggestion }", der menes?
    .remedy-without = Skriv en kendt som "cc-by-4.0" eller jeres egen med adressen som url.
    .elsewhere = Er det "{ $suggestion }", der menes?
    .elsewhere-without = Skriv en kendt som "cc-by-4.0", eller tilføj adressen på dens tekst som url.
    .why = Andre kan kun bruge podcasten på vilkår, de kan læse.
finding-location-wrong = Stedet "{ $given }" kan ikke forstås.
    .remedy = Et sted har et navn; geo er to tal som 56.4607,10.0364, og osm et navn fra OpenStreetMap som R2186660.
    .why = Apps sætter steder på et kort.
finding-update-wrong = Apps kan ikke forstå, hvor tit podcasten kommer: "{ $given }".
    .remedy = Skriv rrule sådan: FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
    .why = Apps fortæller lytterne efter den, hvornår næste afsnit kommer.
finding-medium-unknown = Ingen app kender mediet "{ $given }".
    .remedy = Er det "{ $suggestion }", der menes?
    .remedy-without = Skriv podcast, audiobook, course, music, newsletter eller blog.
    .elsewhere = Er det "{ $suggestion }", der menes?
    .elsewhere-without = Skriv podcast, audiobook, course, music, newsletter eller blog.
    .why = Apps vælger efter det, hvordan de afspiller.
finding-value-long = "{ $given }" ({ $key }) er langt; apps viser de første { $most } tegn.
    .remedy = Forkort det.
    .why = Apps klipper det længere af.
finding-season-unused = Sæson { $season }, "{ $name }", har ingen afsnit.
    .remedy = Giv dens afsnit sæsonen: podcast edit N --season { $season }
    .why = Måske er nummeret forkert.
finding-complete-ahead = { name-first } er på vej, men podcasten siger, at den er slut.
    .remedy = Tag complete ud af episodes/show.toml, og skriv det igen, når det sidste afsnit er ude.
    .why = Apps holder op med at se efter afsnit i en podcast, der er slut.
finding-feed-large = Feedet fylder { $kb } kB. Over { $most } kB er det langsomt at hente, og nogle apps giver op.
    .remedy = Forkort noterne til de ældste afsnit: podcast edit N --notes-file FIL. Eller skriv feed_page = 100 i episodes/show.toml: så står de ældre afsnit på sider for sig, som kun nogle apps henter.
    .why = Hver app henter hele feedet hver gang.
finding-notes-markup = { name-first }: i noterne står "{ $given }", og det er præcis, hvad lytterne ser.
    .remedy = Skriv noter uden den slags koder: en tom linje giver nyt afsnit, "- " en liste, **fed** fed skrift, [tekst](adresse) et link.
    .why = Noter skrives i Markdown, og HTML i dem vises, som det står.
finding-notes-link-wrong = { name-first }: linket "{ $given }" i noterne fører ingen steder hen.
    .remedy = Skriv hele adressen med https:// foran.
    .why = Apps åbner kun hele adresser.
finding-date-order = { name-first } er dateret før { $other }, selv om nummeret er højere; apps viser dem i forkert rækkefølge.
    .remedy = Giv det en senere dato: podcast edit { $episode } --date DATO
    .why = Apps sorterer efter dato.
finding-duration-differs = { name-first }: feedet siger, at det varer { $expected } sekunder; filen varer { $seconds }.
    .remedy = Lav lyden forfra: podcast remaster { $episode }
    .why = Apps viser længden, før de har filen, og springer efter den.
finding-sound-empty = { name-first } varer 0 sekunder; kataloger afviser det.
    .remedy = Giv det en anden optagelse: podcast replace { $episode } OPTAGELSE
    .why = Kataloger afviser afsnit uden længde.
finding-season-mixed = { name-first } har ingen sæson, selv om afsnittene før og efter har.
    .remedy = podcast edit { $episode } --season N
    .why = Apps lægger det uden for alle sæsoner.
finding-soundbite-outside = { name-first }: smagsprøven ved { $given } ligger ikke inden for afsnittet.
    .remedy = Giv den igen med tider: podcast edit { $episode } --soundbite "1:15-2:00"
    .why = Apps kan ikke afspille, hvad der ikke er der.
finding-soundbite-length = { name-first }: smagsprøven ved { $given } varer { $seconds } sekunder; apps vil have 15 til 120.
    .remedy = Giv den igen med tider: podcast edit { $episode } --soundbite "1:15-2:00"
    .why = Er den kortere, når den ikke at sige noget; er den længere, hører ingen den til ende.
finding-transcript-none =
    { $episodes ->
        [one] Ét afsnit har ingen transskription.
       *[other] { $episodes } afsnit har ingen transskription.
    }
    .remedy = Læg den ved siden af optagelsen, giv den med --transcript, eller få den skrevet: podcast transcribe. Kan I ikke, så skriv transcripts = false i episodes/show.toml.
    .why = Den, der ikke kan høre, har kun transskriptionen, og offentlige skal levere den.
finding-consent-missing = { name-first }: ingen har skrevet op, at de, der høres, har sagt ja.
    .remedy = podcast edit { $episode } --consent "Anna Holm har skrevet under 3. oktober, mappe 7"
    .why = I skal kunne vise, at de, der høres, har sagt ja. Podcasten beder om det med indstillingen consent.
finding-rights-missing = { name-first }: ingen har skrevet op, med hvilken ret musik og oplæsning er med.
    .remedy = podcast edit { $episode } --rights "Ingen musik; læst med forfatterens tilladelse"
    .why = Musik og oplæsning tilhører nogen. Podcasten beder om det med indstillingen consent.
finding-feed-broken = Feedet kan ikke læses: i linje { $line } er XML'en i stykker ({ $problem }).
    .remedy = Det, der skriver feedet, skal stave & og < som &amp; og &lt; og lukke, hvad det åbner.
    .why = Apps læser intet af et feed med XML i stykker.
finding-feed-doctype = Feedet har en DOCTYPE, og den slags læses ikke.
    .remedy = Tag linjen, der begynder med <!DOCTYPE, ud af det.
    .why = Den kan få et program til at arbejde i det uendelige, og et feed har ikke brug for den.
finding-feed-oversize = Filen fylder mere end { $most } MB. Så stort er intet feed.
    .remedy = Er det den rigtige fil?
    .why = Hver app ville hente det hele, hver gang.
finding-feed-encoding = Feedet er ikke skrevet i UTF-8.
    .remedy = Få det, der skriver det, til at skrive UTF-8.
    .why = Bogstaver som æ, ø og å ville blive forkerte.
finding-no-channel = Det er ikke et podcastfeed: det begynder med "{ $given }".
    .remedy = Et feed begynder med <rss> og har en <channel>. Er det siden om podcasten og ikke dens feed?
    .why = Apps finder intet at abonnere på.
finding-namespace-wrong = Navnerummet "{ $given }" er stavet forkert; mange apps ser intet af, hvad det rummer.
    .remedy = Skriv { $right }, bogstav for bogstav.
    .why = Programmer sammenligner adressen bogstav for bogstav.
finding-self-link-missing = Feedet siger ikke, hvor det står.
    .remedy = Føj <atom:link rel="self" type="application/rss+xml" href="…"/> til channel.
    .why = Apps ser på det, hvor feedet hører hjemme, uanset hvor de har fået det fra.
finding-locked-missing = Feedet siger ikke, om andre må flytte det over til sig.
    .remedy = Føj <podcast:locked>yes</podcast:locked> til channel.
    .why = Det holder andre fra at tage podcasten til sig.
finding-feed-guid-missing = Feedet har ingen identitet, der bliver, når det flytter.
    .remedy = Føj podcast:guid til channel, lavet af feedets adresse.
    .why = Apps kender podcasten på den, også når den er flyttet.
finding-show-empty = Feedet har ingen afsnit.
    .remedy = Kataloger tager en podcast med, når den har sit første afsnit; en trailer er nok.
    .why = Kataloger optager ikke en podcast uden afsnit.
finding-text-spaces = Der er mellemrum før eller efter { $key } "{ $given }".
    .remedy = Tag dem ud.
    .why = Nogle kataloger afviser den slags tekster.
finding-explicit-old = I itunes:explicit står "{ $given }", et gammelt ord.
    .remedy = Skriv true eller false.
    .why = Kataloger læser true og false.
finding-type-unknown = I itunes:type står "{ $given }", og den slags findes ikke.
    .remedy = Skriv episodic eller serial.
    .why = Apps sorterer efter den: nyeste først eller første først.
finding-yes-wanted = I { $key } står "{ $given }", og det har ingen virkning.
    .remedy = Skriv Yes, eller udelad det.
    .why = Ethvert andet ord bliver der set bort fra.
finding-image-ending = Billedet "{ $given }" ender ikke på .jpg eller .png.
    .remedy = Kataloger tager JPEG og PNG, og navnet skal ende på .jpg eller .png.
    .why = Kataloger ser på navnet, hvad slags billede det er.
finding-file-gone =
    { $answer ->
        [slow] { name-first }: { $given } svarer ikke i tide.
        [unreachable] { name-first }: { $given } kan ikke nås.
        [inside] { name-first }: { $given } ligger i et netværk, som ingen udefra kan se.
        [around] { name-first }: { $given } sender videre og videre og ender ingen steder.
        [unaddressed] { name-first }: { $given } er ikke en webadresse.
       *[other] { name-first }: { $given } svarer med fejl { $answer }.
    }
    .remedy = Læg filen der igen, eller ret dens adresse i feedet.
    .why = Apps henter det, feedet nævner, og lytterne får en fejl.
finding-file-page = { name-first }: hvor lyden skulle være, { $given }, er der en webside.
    .remedy = Skriv adressen på selve lydfilen.
    .why = Apps ville prøve at afspille siden.
finding-file-length = { name-first }: { $given } fylder { $bytes } bytes; feedet siger { $told }.
    .remedy = Skriv det rigtige antal bytes i feedet.
    .why = Apps viser størrelsen ud fra det og kan se, om hele filen er hentet.
finding-file-parts = Serveren udleverer kun hele lydfiler, for eksempel { $given }.
    .remedy = Få webserveren til at svare på dele af en fil (HTTP range requests).
    .why = Uden det kan afspillere ikke springe i et afsnit, og Apple afviser podcasten.
finding-cover-unreadable = Coveret, { $given }, kan ikke hentes, eller det er hverken JPEG eller PNG, der kan læses.
    .remedy = Læg et billede der, JPEG eller PNG.
    .why = Kataloger afviser en podcast, hvis cover de ikke kan vise.
finding-cover-shape = Coveret har { $width } × { $height } pixels.
    .remedy = Kataloger vil have et kvadrat på { $least } til { $most } pixels.
    .why = Andre billeder bliver skåret til, slørede eller afvist.
finding-title-missing = { name-first } har ingen titel.
    .remedy = Hvert item skal have en; ellers udelader apps det.
    .why = Kataloger afviser et afsnit uden titel.
finding-title-long = { name-first }: titlen har { $characters } tegn; kataloger tager højst { $most }.
    .remedy = Forkort den.
    .why = Kataloger klipper i en længere titel eller afviser den.
finding-enclosure-missing = { name-first } har ingen lyd.
    .remedy = Tilføj en enclosure med url, length og type, eller tag item ud.
    .why = Uden den er der intet at høre.
finding-enclosure-length = { name-first }: lydens længde er "{ $given }".
    .without = { name-first }: lydens længde er ikke nævnt.
    .remedy = Skriv filens antal bytes.
    .why = Apps viser størrelsen ud fra den og kan se, om hele filen er hentet.
finding-enclosure-type = { name-first }: lydens type er "{ $given }".
    .without = { name-first }: lydens type er ikke nævnt.
    .remedy = Skriv { $right }.
    .remedy-without = Skriv { $right }.
    .why = Apps udelader det, de ikke tror er lyd.
finding-guid-missing = { name-first } har ingen identitet.
    .remedy = Tilføj en guid, der aldrig ændrer sig. Lav den ikke af titlen eller af lydens adresse.
    .why = Ellers ligner afsnittet et nyt, når dets titel eller adresse ændrer sig.
finding-guid-permalink = { name-first }: identiteten "{ $given }" siges at være en webadresse, men er det ikke.
    .remedy = Skriv <guid isPermaLink="false">. Selve identiteten skal blive.
    .why = Apps åbner den som en side og finder ingen.
finding-date-wrong = { name-first }: datoen "{ $given }" har ikke den form, feeds har.
    .without = { name-first } har ingen dato.
    .remedy = Skriv den sådan: Tue, 03 Nov 2026 10:00:00 +0100
    .why = Apps sorterer efter dato, og et afsnit uden dato kan havne hvor som helst.
finding-date-weekday = { name-first }: datoen "{ $given }" nævner en forkert ugedag; der skal stå { $right }.
    .remedy = Ret ugedagen, eller udelad den.
    .why = Strenge programmer afviser hele datoen.
finding-duration-wrong = { name-first }: varigheden "{ $given }" er ikke en tid.
    .remedy = Skriv antallet af sekunder.
    .why = Apps viser længden, før de har filen.
finding-number-zero = { name-first }: { $key } er "{ $given }".
    .remedy = Skriv et tal fra 1, eller udelad det.
    .why = Kataloger tager tal fra 1.
finding-episode-type-unknown = { name-first }: i itunes:episodeType står "{ $given }".
    .remedy = Skriv full, trailer eller bonus.
    .why = Apps lægger trailere og bonusafsnit for sig.
finding-serial-numberless = { name-first } har intet nummer, selv om podcasten skal høres i rækkefølge.
    .remedy = Tilføj itunes:episode, eller gør podcasten episodic.
    .why = Apps ordner afsnittene i en serie efter nummer.
finding-notes-html = { name-first }: noterne har <{ $given }>, som kataloger fjerner.
    .remedy = Brug p, br, ul, ol, li, a, b, i, strong og em.
    .why = Kataloger lader kun få elementer slippe igennem.
finding-transcript-type = { name-first }: transskriptionens type er "{ $given }", og den læser ingen app.
    .without = { name-first }: transskriptionens type er ikke nævnt.
    .remedy = Skriv text/vtt, application/x-subrip, application/json, text/html eller text/plain.
    .why = Apps ser på den, om de kan læse transskriptionen.
finding-chapters-type = { name-first }: kapitlernes type er "{ $given }", og den læser ingen app.
    .without = { name-first }: kapitlernes type er ikke nævnt.
    .remedy = Skriv application/json+chapters.
    .why = Apps ser på den, om de kan læse kapitlerne.

## Forklaringer i show.toml, én til hver nøgle

setting-title = Hvad podcasten hedder.
setting-author = Hvem der står bag, som lytterne læser det.
setting-email = Hvor kataloger får fat i jer. Alle kan læse den i feedet, så brug en fælles adresse.
setting-description = Hvad podcasten handler om. Kataloger viser det, og alle podcasts skal have det.
setting-language = Sproget, der tales: da, en, eller med et land: en-gb.
setting-category = Apples kategori, med den underste, hvis der er en: "Arts/Books".
setting-explicit = Om indholdet er anstødeligt. Hvert afsnit kan sige noget andet.
setting-type =
    "episodic": hvert afsnit står for sig, og apps viser det nyeste først.
    "serial": de høres i rækkefølge, og apps viser det første først.
setting-link = Webadressen, hvor mappen feed/ kommer til at ligge. Så er feedet LINK/feed.xml.
setting-apps =
    Hvor man ellers kan lytte: navne, hvert med adressen på jeres podcast dér. Siderne viser dem.
    apps = ["Apple Podcasts https://…", "Spotify https://…"]
setting-artwork = Coveret: et kvadratisk billede i denne mappe, JPEG eller PNG, 1400 til 3000 pixels bredt.
setting-copyright = Hvem der har rettighederne, fx "© 2026 Biblioteket".
setting-licence =
    På hvilke vilkår andre må bruge podcasten: en licens, som alle kender, fx "cc-by-4.0",
    eller { "{" } name = "vores", url = "https://…" { "}" }.
setting-persons =
    Hvem der høres i hvert afsnit eller arbejder på dem alle:
    { "[" }{ "{" } name = "Anna Holm", role = "host", href = "https://…", img = "https://…" { "}" }].
setting-seasons = Hvad sæsonerne hedder: { "{" } 1 = "Begyndelsen", 2 = "Ved havet" { "}" }.
setting-location = Det sted, den handler om: "Randers" eller { "{" } name = "Randers", geo = "56.4607,10.0364" { "}" }.
setting-funding = Hvor man kan støtte den: { "{" } url = "https://…", title = "Bliv ven af biblioteket" { "}" }.
setting-update = Hvor tit den kommer: { "{" } text = "Hver anden tirsdag", rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU" { "}" }.
setting-medium = Hvad slags den er: podcast, audiobook, course, music, newsletter eller blog.
setting-ai_content = Hvilken del kunstig intelligens har i den, i ord til lytterne.
setting-apple_verify = Koden fra Apple Podcasts, som viser, at podcasten er jeres.
setting-block = Om Apples katalog skal udelade podcasten.
setting-complete = Om podcasten er slut, og der ikke kommer flere afsnit.
setting-new_feed = Adressen på det feed, som dette er flyttet til. Apps følger med og glemmer dette.
setting-feed_page =
    Hvor mange afsnit der er på en side af feedet, 10 til 10000. Uden den står alle i feed.xml, sådan som apps
    helst vil have det; med den beholder feed.xml de nyeste, og de ældre står på sider, som kun nogle apps henter.
setting-consent = Om check spørger efter samtykke fra dem, der høres, og efter rettigheder til musik og oplæsning.
setting-transcripts = Om check spørger efter transskriptioner.
setting-transcribe =
    Programmet til talegenkendelse, som podcast transcribe bruger: dets navn og argumenter med { "{" }audio{ "}" } for lyden,
    { "{" }output{ "}" } for den fil, det skriver, uden endelsen, og { "{" }language{ "}" } for sproget.
setting-goal = Det afsnitsnummer, I går efter.
setting-practice = true gør den til en øveplads: mærket "Øvelse" overalt og aldrig udgivet.
setting-release =
    "at once": et nyt afsnit kommer i feedet med podcast add.
    "by hand": det venter på podcast release.
setting-locked = Om andre tjenester skal spørge jer, før de overtager feedet.
setting-guid = Feedets egen identitet. Den kommer af sig selv og må ikke ændres.
setting-moved_from =
    Adressen, hvor feedet lå, før podcasten flyttede ind. Så længe den står her, siger podcast build,
    hvad der mangler at blive gjort. Slet linjen, når flytningen er overstået.
setting-keep_recording = Om optagelsen gemmes sammen med afsnittet, så lyden kan laves forfra.
setting-hard_links =
    Om lyden i feed/ deler plads med den i episodes/.
    Lad det stå på false i skymapper, på USB-stik og på netværksdrev.
setting-loudness = Lydstyrken af den færdige lyd, i LUFS. -16 er det rette til podcasts.
setting-level =
    Hvor meget stemmer af forskellig lydstyrke bringes sammen. "auto": hvor der er langt imellem dem;
    "off": aldrig; "gentle": lidt; "strong": så meget, der skal til.
setting-channels =
    "auto": fejl mellem de to sider rettes, og to personer med hver sin mikrofon bringes ind på midten.
    "keep": siderne bliver, som de er.
setting-high_pass = Om rumlen under alle stemmer fjernes.
setting-hum = Om brummen fra strømmen fjernes, hvis der er nogen.
setting-trim = Om stilhed i begyndelsen og slutningen skæres væk.
setting-noise_reduction = Om jævn støj bag stemmerne dæmpes.
setting-shorten_pauses = Om lange pauser gøres kortere.
setting-de_ess = Om skarpe s-lyde dæmpes.
setting-intro = Det, der høres før hvert afsnit: en optagelse i denne mappe.
setting-outro = Det, der høres efter hvert afsnit: en optagelse i denne mappe.
setting-mono_file = Om en optagelse af én stemme bliver til en fil med én kanal. false passer til alle afspillere.
setting-stereo_kbps = Bithastighed for lyd i stereo, i kbit/s.
setting-mono_kbps = Bithastighed for lyd i mono, i kbit/s.
setting-encoder_quality = MP3-koderens omhu: 5, eller den langsommere 4.
setting-profile =
    Jeres egne profiler: filernes form ved podcast export og sync --profile. Skriv dem sidst i denne fil:
    { "[" }profile.bus]
    kbps = 64, channels = "mono", rate = 44100: lyden, hver på sin linje; ellers som den er
    split = 10: lange afsnit i dele på omtrent så mange minutter
    longest_name = 32, artwork = 240, files = 255: højst så mange tegn i et navn, pixels i coveret, filer i én mappe
setting-format = Filens form. Den ændres kun af podcast selv.

## Undervejs

progress-measuring = Lytter til optagelsen
progress-mastering = Gør lyden færdig
progress-copying = Kopierer
progress-verifying = Kontrollerer, hvad der er
progress-building = Bygger feedet
progress-transcribing = Genkender talen
progress-turn = { $nth } af { $of }: { $what }
progress-waits = venter på tur
progress-again = { $what }, andet forsøg
progress-once-more = Det lykkedes ikke; der prøves én gang til …
progress-left = { $left } tilbage
progress-speed = { $times }× realtid
progress-waiting = En anden er ved at ændre podcasten; venter på tur …
progress-growing = Der skrives stadig i "{ $file }"; venter, til den er færdig …
progress-waiting-for = { $who } er ved at ændre podcasten; venter på tur …

## Talegenkendelse

transcribe-done =
    { name-first } "{ $title }" har fået en transskription på { $count ->
        [one] én linje
       *[other] { $count } linjer
    }.
transcribe-correct = Den er skrevet af en maskine, som kan have hørt forkert. Ret i en kopi af { $file }, og giv afsnittet den: { $command }
transcribe-none = Podcasten har ikke noget program til talegenkendelse, så der er ingen til at skrive transskriptionen.
transcribe-none-set = Installér et, fx whisper.cpp, og skriv det som transcribe i episodes/show.toml. README fortæller hvordan. Har du allerede en transskription: podcast edit NUMMER --transcript FIL
transcribe-has-one = { name-first } har allerede en transskription, og nogen kan have rettet i den.
transcribe-has-one-again = Skal en maskine skrive en ny alligevel: { $command }
transcribe-same = Programmet skrev det samme om { name } som før. Intet er ændret.
transcribe-missing = Programmet "{ $program }" findes ikke på denne computer.
transcribe-missing-install = Installér det, eller ret linjen transcribe i episodes/show.toml. Ligger programmet et usædvanligt sted, skal hele stien stå der.
transcribe-not-started = Programmet "{ $program }" kunne ikke startes: { $why }.
transcribe-gave-up = "{ $program }" gav op over for { name }. Intet er ændret.
transcribe-said = Det meldte: { $said }
transcribe-see = Se efter, om linjen transcribe i episodes/show.toml er rigtig; README har eksempler.
transcribe-too-long = "{ $program }" var stadig i gang med { name } efter { $length } og blev stoppet. Intet er ændret.
transcribe-too-long-smaller = En mindre model er hurtigere. Eller lad en hurtigere computer gøre det.
transcribe-too-much = "{ $program }" skrev mere om { name }, end en transskription kan rumme (over { $size }). Intet er ændret.
transcribe-nothing = "{ $program }" blev færdig uden at efterlade en transskription af { name }. Intet er ændret.
transcribe-nothing-how = I linjen transcribe i episodes/show.toml står { "{" }output{ "}" } for den fil, programmet skal skrive. Uden det er transskriptionen det, programmet skriver på skærmen. Bliver der slet ikke talt i afsnittet, er der ikke noget at skrive.
transcribe-wrong = Det, "{ $program }" skrev om { name }, kan ikke bruges: { $problem }. Intet er ændret.
transcribe-behind = Det, "{ $program }" skrev om { name }, begynder først, efter at lyden er slut. Intet er ændret.
transcribe-other-sound = { name-first } fik anden lyd, mens transskriptionen blev skrevet, så den passer ikke længere. Intet er ændret.
transcribe-other-sound-again = Sådan bliver den nye lyd skrevet ud: { $command }

## Kapitler, transskriptioner og billeder

belong-wrong-line = "{ $file }", linje { $line }: { $problem }.
belong-wrong-entry = "{ $file }", punkt { $entry }: { $problem }.
belong-wrong = "{ $file }": { $problem }.
belong-without = Ret filen, og kør samme linje igen, eller undvær den: { $option }
belong-unknown-chapters = det er ikke en liste over kapitler, som podcast kender. Den enkleste har et tidspunkt og en titel på hver linje: 12:34 Titel
belong-unknown-transcript = det er ikke en transskription, som podcast kender. Gem den som WebVTT, SRT eller ren tekst
belong-not-text = det er ikke tekst. Eksportér den som tekst fra det program, den er lavet i
belong-no-chapters = der er ingen kapitler i den
belong-no-words = der er ingen ord i den
belong-too-many = der er mere i den, end et afsnit kan have ({ $most })
belong-time = "{ $found }" er ikke et tidspunkt. Skriv det sådan: { $wanted }
belong-form = "{ $found }" kan ikke forstås. Linjen skal se sådan ud: { $wanted }
belong-no-title = kapitlet har ingen titel
belong-not-after = det begynder ikke efter det forrige
belong-ends-early = det slutter, før det begynder
belong-link = "{ $found }" er ikke en webadresse
belong-several-files = herfra handler den om en anden lydfil, og den kan kun gælde én optagelse
belong-json = det er ikke JSON: måske mangler der et komma, et anførselstegn eller en parentes
belong-json-cut-off = det er ikke JSON: filen holder op midt i det hele
belong-artwork = "{ $file }" kan ikke bruges som billede til et afsnit.
belong-too-large = "{ $file }" er for stor: der læses højst { $size }.
belong-behind = "{ $file }": kapitlet "{ $title }" begynder ved { $at }, og lyden slutter ved { $ends }.
belong-late = "{ $file }": den første linje siges ved { $at }, og lyden slutter ved { $ends }.
belong-behind-which = Er det filen til denne optagelse? Er det tider fra det færdige afsnit: --times episode. Er det optagelsens tider: --times recording.
add-one-belonging = Kapitler og transskription gives til ét afsnit, og flere optagelser bliver til flere afsnit.
add-one-belonging-beside = Læg hver fil ved siden af sin optagelse med samme navn: snak.chapters.txt og snak.vtt ved siden af snak.wav. Eller tilføj dem én ad gangen.
noticed-chapters =
    { $count ->
        [one] Ét kapitel
       *[other] { $count } kapitler
    } fra "{ $file }", efter optagelsens tider.
noticed-chapters-episode =
    { $count ->
        [one] Ét kapitel
       *[other] { $count } kapitler
    } fra "{ $file }", efter afsnittets tider.
noticed-chapters-behind =
    { $count ->
        [one] Ét kapitel begynder, efter at optagelsen er slut, og er udeladt. Er det den rigtige fil?
       *[other] { $count } kapitler begynder, efter at optagelsen er slut, og er udeladt. Er det den rigtige fil?
    }
noticed-chapters-cut =
    { $count ->
        [one] Ét kapitel er ikke med i afsnittet: det, det handlede om, er klippet fra.
       *[other] { $count } kapitler er ikke med i afsnittet: det, de handlede om, er klippet fra.
    }
noticed-belongings-stay = Kapitler og transskription er stadig dem fra den forrige optagelse. Passer de endnu? podcast show { $episode }
noticed-chapters-fallen =
    { $count ->
        [one] Afsnittet slutter nu ved { $ends }, og ét kapitel ligger efter det og er udeladt: { $names }. Det er gemt, hvis lyden bliver længere igen.
       *[other] Afsnittet slutter nu ved { $ends }, og { $count } kapitler ligger efter det og er udeladt: { $names }{ $more ->
            [0] {""}
           *[other] {" "}og { $more } til
        }. De er gemt, hvis lyden bliver længere igen.
    } Nye kapitler: podcast edit { $episode } --chapters FIL
noticed-soundbites-fallen =
    { $count ->
        [one] Én smagsprøve ligger ikke længere inden for afsnittet, som slutter ved { $ends }: den ved { $names }.
       *[other] { $count } smagsprøver ligger ikke længere inden for afsnittet, som slutter ved { $ends }: dem ved { $names }{ $more ->
            [0] {""}
           *[other] {" "}og { $more } til
        }.
    } En ny: podcast edit { $episode } --soundbite "1:15-2:00"
noticed-words-fallen =
    { $count ->
        [one] Den sidste linje i transskriptionen lå ved { $from }, altså efter den nye slutning ved { $ends }, og er udeladt.
       *[other] De sidste { $count } linjer i transskriptionen begyndte ved { $from }, altså efter den nye slutning ved { $ends }, og er udeladt.
    } En ny transskription: podcast edit { $episode } --transcript FIL
noticed-transcript = Transskription fra "{ $file }", efter optagelsens tider.
noticed-transcript-episode = Transskription fra "{ $file }", efter afsnittets tider.
noticed-transcript-text = Transskription fra "{ $file }", uden tider.
noticed-words-unheard =
    { $count ->
        [one] Én linje i transskriptionen høres ikke i afsnittet.
       *[other] { $count } linjer i transskriptionen høres ikke i afsnittet. Er det mange, så se efter, om det er den rigtige fil.
    }
noticed-chapters-differ = Feedet følger med straks; i selve MP3-filen er kapitlerne stadig som før: podcast edit { $episode } --retag
noticed-artwork = Billede fra "{ $file }".
noticed-artwork-small = Billedet er lille: { $width } × { $height } pixels. I feedet bliver det forstørret og ser uskarpt ud; mindst 1400 × 1400 ville være bedre.
noticed-artwork-differs = Feedet følger med straks; i selve MP3-filen er billedet stadig som før: podcast edit { $episode } --retag
noticed-chapters-artwork-differ = Feedet følger med straks; i selve MP3-filen er kapitlerne og billedet stadig som før: podcast edit { $episode } --retag
show-chapters = Kapitler:
show-chapter = { $at } { $title }
show-chapter-hidden = { $at } { $title } (ikke i lister)
show-transcript = Transskription: { $file }
show-transcript-text = Transskription uden tider: { $file }
show-artwork = Billede: { $file }, { $width } × { $height } pixels
form-time = her skal stå et tidspunkt som 0:12:34.500
form-link = her skal stå en webadresse som https://example.org
form-soundbites = start og length skal være tider, fx 75 eller "1:15"
form-seasons = her skal stå sæsonernes numre og navne: { "{" } 1 = "Begyndelsen" { "}" }
form-file = her skal stå navnet på en fil i denne mappe
form-kept = det, der er gemt af optagelsen, står på tre linjer, som hører sammen: kept, kept_bytes og kept_sha256
form-slug = her skal stå små bogstaver fra a til z, tal og enkelte bindestreger, som i "aabningsdag"
form-not-ours = det har podcast selv skrevet, og det er ændret siden
form-chapters = et afsnit kan have { $most } kapitler, og her er flere
form-cut-off = filen holder op midt i det hele
form-closed = filen kunne ikke læses: { $why }

## Et feed, der ikke er XML: dele af sætninger

xml-empty = filen er tom eller slet ikke XML
xml-cut-off = den slutter, før alt er lukket
xml-outside = der står noget uden for det yderste element
xml-too-many = den har flere elementer, end noget feed har
xml-crossed = der står </{ $found }>, hvor der skulle stå </{ $wanted }>
xml-ampersand = der står et & alene
xml-entity = &{ $name }; betyder ikke noget i XML
xml-prefix = ingen har erklæret præfikset { $prefix }
xml-character = tegnet { $number } må ikke stå der
xml-other = der står noget, som ikke er gyldig XML
