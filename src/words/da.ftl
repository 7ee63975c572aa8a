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
value-n = NUMMER
value-date = DATO
value-type = TYPE
value-answer = SVAR
value-how = HVORDAN
value-language = SPROG
value-address = ADRESSE
value-feed = FEED
value-email = E-MAIL
value-category = KATEGORI
value-shell = SHELL

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
help-import = Flyt en podcast hjem, som ligger et andet sted
    .long =
        Tager en podcasts feed, som adresse eller fil, og laver en podcast af det i denne mappe eller i den, du nævner: indstillinger, cover
        og hvert afsnit med lyd, dato, nummer og identitet, så lytterne ikke mærker noget. Bliver det afbrudt, fortsætter den samme linje.
    .feed = Feedets adresse eller en fil
    .folder = Hvor podcasten skal ligge. Ellers her
    .link = Den webadresse, hvor mappen feed/ kommer til at ligge
    .dry_run = Sig, hvad der ville komme med, og hvad der går tabt, uden at gøre noget
    .keep_going = Byg feedet uden de afsnit, der ikke kan hentes
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
    .draft = Udgiv det ikke endnu; det gør podcast release
    .again = Lav et ekstra afsnit af en optagelse, der allerede er et
    .force = Tilføj den, selv om den er tavs
    .join = Lav ét afsnit af alle optagelserne, den ene efter den anden
    .dry_run = Sig kun, hvad der ville ske
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
help-edit = Ret titel, noter eller dato for et afsnit
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
    .retag = Lav en ny udgave af MP3-filen med de nye ord i
help-replace = Giv et afsnit ny lyd fra en anden optagelse
    .long = Nummer, titel og identitet bliver, som de er. MP3-filen får et nyt navn, så apps henter den igen.
    .episode = Afsnittet: dets nummer eller et navn som trailer-1
    .recordings = Den nye optagelse
    .join = Lav lyden af flere optagelser, den ene efter den anden
    .again = Brug en optagelse, der allerede er et andet afsnit
    .force = Brug den, selv om den er tavs
help-remaster = Lav lyden til et afsnit forfra ud fra den gemte optagelse
    .long =
        Nyttigt, når fx lydstyrken er ændret i episodes/show.toml, eller for at prøve en anden lyd:
        podcast remaster 7 --level strong. Lyden bliver, som indstillingerne siger nu, og som du siger her; det, der
        blev sagt til en tidligere lyd af afsnittet, gælder ikke længere.
    .episode = Afsnittet: dets nummer eller et navn som trailer-1
    .force = Lav den, selv om optagelsen er tavs
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
help-opml = Lav en liste over alle podcasts i en mappe til podcastapps
    .long = Skriver OPML, som podcastapps læser som en liste over abonnementer: hver podcast i mappen, der har en webadresse.
    .folder = Hvor der skal ledes. Ellers her
    .to = Skriv den i denne fil
help-check = Tjek podcasten: alt, der er galt, eller som kunne være bedre
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
asked-number = Skriv et helt tal fra 1.
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
form-number-or-handle = her skal stå enten number eller handle
form-handle = her skal stå et navn som trailer-1 eller bonus-1
form-show-type = her skal stå "episodic" eller "serial"
form-release = her skal stå "at once" eller "by hand"
form-loudness = her skal stå et tal fra -31 til -9
form-kbps = her skal stå 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256 eller 320
form-quality = her skal stå 4 eller 5
form-level = her skal stå "auto", "off", "gentle" eller "strong"
form-channels = her skal stå "auto" eller "keep"
form-date = det er ikke en dato som 2026-12-24T08:00:00+01:00
form-missing = "{ $key }" mangler
form-wrong-type = her skal stå en anden slags værdi: tekst står i anførselstegn, tal gør ikke
form-quotes = her skal stå en værdi, og tekst skal stå i anførselstegn
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
artwork-unknown = Coveret er hverken JPEG eller PNG.
artwork-too-large = Coveret har { $width } × { $height } pixels, og det er for stort.
artwork-too-long = Coverets fil er for stor ({ $size }).
artwork-damaged = Coveret er beskadiget: det kan ikke læses til ende.
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
noticed-very-quiet = Optagelsen er meget svag, så afsnittet bliver svagere end andre.
noticed-very-quiet-figures = Hævet med { $gain } dB, så meget som muligt; { $short } LU under den ønskede lydstyrke.
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
check-fine = { $show }: alt er i orden.
check-no-errors = Intet er i stykker, og feedet kan bygges.

## Hvad check finder. `.remedy` siger, hvad man gør. `.without` og `.remedy-without` træder i stedet, hvor
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
import-loss-chapters =
    { $count ->
        [one] Kapitlerne til ét afsnit kommer ikke med.
       *[other] Kapitlerne til { $count } afsnit kommer ikke med.
    }
import-loss-transcript =
    { $count ->
        [one] Én udskrift kommer ikke med.
       *[other] { $count } udskrifter kommer ikke med.
    }
import-loss-artwork =
    { $count ->
        [one] Billedet til ét afsnit kommer ikke med; det viser podcastens cover.
       *[other] Billederne til { $count } afsnit kommer ikke med; de viser podcastens cover.
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
import-failed = { name-first }, "{ $title }", er her ikke endnu.
import-no-sound = Det, der kom fra dets adresse, er ikke lyd.
import-not-tried = Det er ikke forsøgt, fordi dem før det ikke kunne nås.
import-again = Der bygges intet feed, før alle er her. Prøv igen: { $command }
import-without = Sådan undværes de: { $command }
import-next = Det næste afsnit bliver nummer { $number }: podcast add
import-goes-on = Det, der er kommet, bliver. Fortsæt med den samme linje igen.
import-unreadable = "{ $feed }" kan ikke læses som et podcastfeed.
import-no-episodes = Der er ikke noget afsnit i feedet, som kan komme med.
import-look = Se på det: podcast import --dry-run
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
opml-done =
    { $shows ->
        [one] "{ $file }" er klar med én podcast.
       *[other] "{ $file }" er klar med { $shows } podcasts.
    }

## en af værdierne er tom.

finding-field-missing = Podcasten mangler { $key }, og det kræver alle kataloger.
    .remedy = Skriv det i episodes/show.toml.
finding-category-unknown = Apples katalog har ingen kategori "{ $given }".
    .remedy = Skriv i episodes/show.toml: category = "{ $suggestion }"
    .remedy-without = Skriv en i episodes/show.toml, som det har, fx "Arts/Books".
finding-language-unknown = "{ $given }" er ikke koden for et sprog.
    .remedy = Skriv i episodes/show.toml: language = "{ $suggestion }"
    .remedy-without = Skriv da, en eller en anden kode på to bogstaver i episodes/show.toml.
finding-moving-in = Podcasten er stadig ved at flytte ind; ikke alle afsnit er her.
    .remedy = Kør den samme podcast import igen: den fortsætter, hvor den slap.
finding-link-wrong = Linket "{ $given }" er ikke en webadresse.
    .remedy = Skriv et som dette i episodes/show.toml: link = "https://example.org/podcast"
finding-link-missing = Podcasten har ingen webadresse, så feedet virker kun på denne computer.
    .remedy = Når du kender adressen, så skriv den som link i episodes/show.toml.
finding-email-missing = Podcasten har ingen e-mailadresse; nogle kataloger beder om en.
    .remedy = Skriv den som email i episodes/show.toml. Alle kan læse den i feedet.
finding-email-wrong = "{ $given }" er ikke en e-mailadresse.
    .remedy = Ret email i episodes/show.toml.
finding-author-missing = Podcasten siger ikke, hvem der står bag.
    .remedy = Skriv det som author i episodes/show.toml.
finding-description-long = Beskrivelsen af podcasten er længere, end kataloger tager imod.
    .remedy = Kort description i episodes/show.toml ned til cirka { $most } bogstaver; den fylder { $bytes } nu.
finding-text-long = Podcastens { $key } er for lang: { $characters } bogstaver. Lytterne ser de første { $most }.
    .remedy = Kort den ned i episodes/show.toml.
finding-setting-unknown = I episodes/show.toml står "{ $key }", som ingen her kender. Det har ingen virkning.
    .remedy = Er det { $suggestion }, der menes?
    .remedy-without = Se efter en stavefejl, eller tag linjen ud.
finding-artwork-none = Podcasten har ikke sit eget cover; der er tegnet et enkelt et.
    .remedy = Læg et kvadratisk billede i episodes/, og skriv dets navn i episodes/show.toml: artwork = "cover.jpg"
finding-artwork-lost = Coveret { $file } findes ikke; der er tegnet et enkelt et i stedet.
    .remedy = Læg billedet der, eller ret artwork i episodes/show.toml.
finding-artwork-unreadable = Coveret { $file } kan ikke læses; der er tegnet et enkelt et i stedet.
    .remedy = Gem billedet igen som JPEG eller PNG.
finding-artwork-small = Coveret { $file } er lille: { $width } × { $height } pixels. I feedet bliver det forstørret og ser uskarpt ud.
    .remedy = Brug et billede på mindst { $least } × { $least } pixels.
finding-artwork-not-square = Coveret { $file } er ikke kvadratisk ({ $width } × { $height } pixels). I feedet får det kanter.
    .remedy = Beskær det til et kvadrat.
finding-artwork-not-rgb = Coveret { $file } har farver, som apps kan vise forkert. I feedet bliver det omdannet.
    .remedy = Gem det som JPEG eller PNG i RGB, uden noget gennemsigtigt.
finding-artwork-heavy = Coveret { $file } er stort: { $kb } kB. Nogle apps viser ikke et cover på over { $most } kB.
    .remedy = Gem det som JPEG i lavere kvalitet.
finding-jingle-lost = Optagelsen { $file }, som episodes/show.toml nævner som { $key }, findes ikke. Der kan ikke tilføjes afsnit.
    .remedy = Læg den der, eller ret { $key } i episodes/show.toml.
finding-title-numbered = { name-first }: titlen "{ $title }" indeholder nummeret, og det viser apps selv.
    .remedy = { $command }
    .remedy-without = Giv det en titel, der siger, hvad det handler om: podcast edit { $episode } --title "…"
finding-title-names-show = { name-first }: titlen "{ $title }" gentager podcastens navn, som apps viser ved siden af.
    .remedy = podcast edit { $episode } --title "…"
finding-title-twice = { name-first } hedder "{ $title }", og det gør { $other } også.
    .remedy = podcast edit { $episode } --title "…"
finding-notes-long = { name-first }: noterne er længere, end kataloger tager imod, og kan blive klippet af.
    .remedy = Kort dem ned: podcast edit { $episode } --notes-file FIL
finding-date-ahead = { name-first } venter på { $date }.
    .remedy = Det kommer i feedet, første gang podcast build køres derefter.
finding-date-future = { name-first } er i feedet med en dato, der ikke er kommet endnu, { $date }; nogle apps skjuler det til da.
    .remedy = Gik computerens ur forkert? Giv det den rigtige dato: podcast edit { $episode } --date DATO
finding-tags-stale = { name-first } hedder "{ $title }"; MP3-filen siger stadig "{ $tagged }".
    .remedy = podcast edit { $episode } --retag
finding-media-missing = { name-first }: lyden { $file } findes ikke.
    .remedy = Hent den fra en sikkerhedskopi, eller lav den forfra: podcast remaster { $episode }
finding-media-length = { name-first }: lyden { $file } er ikke, som den var, da den blev lavet.
    .remedy = Hent den fra en sikkerhedskopi, eller lav den forfra: podcast remaster { $episode }
finding-media-damaged = { name-first }: lyden { $file } er beskadiget eller ændret.
    .remedy = Hent den fra en sikkerhedskopi, eller lav den forfra: podcast remaster { $episode }
finding-recording-missing = { name-first }: den gemte optagelse { $file } findes ikke.
    .remedy = Afsnittet klarer sig uden. Har du optagelsen et sted, så læg den tilbage.
finding-recording-length = { name-first }: den gemte optagelse { $file } er ikke, som den var.
    .remedy = Afsnittet fejler ikke noget. Har du optagelsen et sted, så læg den tilbage.
finding-record-broken = { $file }, linje { $line }: { $problem }.
    .without = { $file }: { $problem }.
    .remedy = Åbn filen i et tekstprogram, og ret den. Tidligere udgaver af den ligger i mappen .history ved siden af.
finding-record-newer = { $file } er skrevet af en nyere udgave af podcast. Den kan læses her, men ikke ændres.
    .remedy = Installér den nyere udgave på denne computer også.
finding-folder-differs = { name-first } ligger i en mappe, der hedder { $folder }; den skulle hedde { $expected }.
    .remedy = Det gør ingen skade. Hvis det forvirrer, så giv mappen det rette navn.
finding-number-twice = { $first } og { $second } er begge nummer { $episode }.
    .remedy = En af dem er nok en kopi, der er lavet i hånden: flyt den ud af episodes/.
finding-guid-twice = { $first } og { $second } er det samme afsnit i apps' øjne.
    .remedy = En af dem er nok en kopi, der er lavet i hånden: flyt den ud af episodes/, og tilføj dens optagelse med podcast add.
finding-enclosure-twice = Afsnit { $episode } og { $other } ville få samme adresse: { $media }.
    .remedy = Ret slug i episode.toml for det nyeste af dem.
finding-published-lost = { name-first } var i feedet og findes ikke mere. Lytterne ville miste det.
    .remedy = Hent mappen fra en sikkerhedskopi. Hvis det skal væk: podcast build --allow-removal
finding-guid-changed = { name-first } har en anden identitet end i det seneste feed. Apps ville vise det som et nyt.
    .remedy = Skriv den gamle guid i dets episode.toml igen: { $was }. Hvis det er meningen: podcast build --allow-removal
finding-stranger = { $file } ligger i episodes/ og er ikke et afsnit. Det får lov til at ligge.
    .remedy = Flyt det et andet sted hen, hvis det er i vejen.
finding-symlink = { $file } peger kun på et andet sted og bliver ikke fulgt.
    .remedy = Læg selve mappen der.
finding-conflict-copy = { $file } er en kopi, som en skymappe har lavet, fordi to har ændret samme fil.
    .remedy = Sammenlign de to, behold den rigtige under det rigtige navn, og flyt den anden ud af episodes/.

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
setting-artwork = Coveret: et kvadratisk billede i denne mappe, JPEG eller PNG, 1400 til 3000 pixels bredt.
setting-copyright = Hvem der har rettighederne, fx "© 2026 Biblioteket".
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
setting-new_feed_url =
    Adressen, som feedet er flyttet til, hvis det flytter herfra: apps følger med.
    Feedets hele adresse, fx https://example.org/podcast/feed.xml
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
setting-format = Filens form. Den ændres kun af podcast selv.

## Undervejs

progress-measuring = Lytter til optagelsen
progress-mastering = Gør lyden færdig
progress-copying = Kopierer
progress-building = Bygger feedet
progress-turn = { $nth } af { $of }: { $what }
progress-left = { $left } tilbage
progress-speed = { $times }× realtid
progress-waiting = En anden er ved at ændre podcasten; venter på tur …
progress-waiting-for = { $who } er ved at ændre podcasten; venter på tur …
