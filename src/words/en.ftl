### Every sentence that staff or listeners read, in English. `da.ftl` has the same in Danish, in the
### same order; a test holds the two together.
###
### Plain words: what a hurried person at a desk understands at once. Say what is, then what to do.
### Commands stand last in their line, ready to be copied. Names of commands and options are never
### translated. Figures (LUFS, dBTP) stand only in sentences whose name begins with `figure`, or ends
### with it.

## Measures

length-hours =
    { $n ->
        [one] { $n } hour
       *[other] { $n } hours
    }
length-minutes =
    { $n ->
        [one] { $n } minute
       *[other] { $n } minutes
    }
length-seconds =
    { $n ->
        [one] { $n } second
       *[other] { $n } seconds
    }
# The sign for hours, as in "1 h 4 min".
length-short-hours = h
# Of something that is not made yet.
size-about = about { $size }
size-bytes =
    { $n ->
        [one] { $n } byte
       *[other] { $n } bytes
    }
date =
    { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[other] December
    } { $year }
date-time = { $date }, { $hour }:{ $minute }
# A value and nothing else.
bare = { $value }

## Names

show-title = { $title }
show-title-practice = { $title } (Practice)
# How staff call an episode: inside a sentence, and at its beginning.
name =
    { $kind ->
        [trailer] trailer { $n }
        [bonus] bonus { $n }
       *[full] episode { $n }
    }
name-first =
    { $kind ->
        [item] "{ $n }"
        [trailer] Trailer { $n }
        [bonus] Bonus { $n }
       *[full] Episode { $n }
    }

## Help: headings, and what arguments take

help-heading-usage = Usage:
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-heading-sound = Sound, where it shall not be as episodes/show.toml says
help-heading-globals = Options for every command
help-after = More about a command: podcast help COMMAND
value-options = OPTIONS
value-command = COMMAND
value-folder = FOLDER
value-file = FILE
value-recording = RECORDING
value-text = TEXT
value-name = NAME
value-n = NUMBER
value-date = DATE
value-type = TYPE
value-answer = ANSWER
value-how = HOW
value-language = LANGUAGE
value-address = ADDRESS
value-email = EMAIL
value-category = CATEGORY
value-shell = SHELL
value-player = PLAYER
value-numbers = NUMBERS
value-place = PLACE
value-clock = CLOCK
value-port = PORT
value-person = PERSON
value-moment = MOMENT
value-feed = FEED
value-rule = RULE
value-licence = LICENCE

## Help: commands. `.long` follows the first line in the full help; the others are arguments.

help-podcast = Turns a recording into a published podcast episode
    .long =
        The main job: podcast add RECORDING

        The recording gets the right sound, the next number and its place in the feed. The file itself is never changed.

        Without a command, podcast says how your show stands and what to do next.
help-global =
    .show = The show's folder, if it is not the one you are in. The variable PODCAST_SHOW says the same for good
    .json = Answer in JSON, for other programs
    .details = Tell more: loudness in figures, causes of errors
    .quiet = Say nothing but errors
    .lang = Language of the answers: da or en. Otherwise that of the computer
    .jobs = How many processor cores to use at most. Otherwise all
    .wait = Wait for as long as another desk is busy with the show, not just one minute
    .level = Bring voices of different loudness together: auto, off, gentle or strong
    .channels = auto puts faults between the two sides right; keep leaves the sides as they are
    .high_pass = Take away rumble below every voice: on or off
    .hum = Take away the hum of the power supply: on or off
    .trim = Cut away silence at the beginning and the end: on or off
    .noise_reduction = Turn down steady noise behind the voices: on or off
    .shorten_pauses = Make long pauses shorter: on or off
    .de_ess = Soften sharp s sounds: on or off
    .no_intro = Leave out the intro
    .no_outro = Leave out the outro
    .chapters = Take its chapters from a file: labels from Audacity, lines such as 12:34 Title, JSON, WebVTT, cue, ffmetadata, REAPER
    .no_chapters = No chapters, even if some are found
    .transcript = Take its transcript from a file: WebVTT, SRT, JSON or plain text
    .no_transcript = No transcript, even if one is found
    .artwork = Its picture, if it is to have another than the show: JPEG, PNG or WebP, best square and at least 1400 pixels wide; none for none
    .help = Show help
    .version = Show the version
help-init = Make a show
    .long =
        Makes a new show in this folder, or in the one you name. Asks for what is missing, if you sit at a terminal.
        Everything can be changed later in episodes/show.toml.
    .folder = Where to make it. Otherwise here
    .title = What the show is called
    .link = The web address where the folder feed/ will be, such as https://example.org/podcast
    .author = Who makes it, as listeners read it
    .email = Where directories can reach you. Anybody can read it in the feed
    .description = What the show is about
    .language = The language spoken in it: da, en, …
    .category = Apple's category, such as "Arts/Books"
    .artwork = The cover: a square picture, JPEG or PNG, at least 1400 × 1400 pixels
    .goal = The episode number that you are heading for. 0 for none
    .practice = Make a playground: marked "Practice" everywhere, and never published
help-import = Move in a show that lives elsewhere
    .long =
        Takes a podcast's feed, by its address or as a file, and makes a show of it in this folder, or in the one you name: settings, cover,
        and every episode with its sound, date, number and identity, so that listeners notice nothing. If it is cut off, the same line goes on.
    .feed = The address of the feed, or a file
    .folder = Where to make the show. Otherwise here
    .link = The web address where the folder feed/ will be
    .dry_run = Say what would come and what would be lost, and do nothing
    .keep_going = Build the feed without the episodes that cannot be fetched
    .remaster = Give every episode new sound, as the settings have it. Otherwise the sound stays as it is, byte for byte
    .allow_local = Let the feed name addresses of this computer and of your own network
help-add = Turn a recording into the next episode
    .long =
        Several recordings become several episodes, in the order given; with --join they become one. Takes WAV, MP3, M4A, FLAC, Ogg and most
        else that records sound, also the sound of a video. Put quotation marks round names with spaces.
    .recordings = The recording, or several
    .title = The title. Otherwise that of the recording, or the file's name
    .notes = A text about the episode, for listeners
    .notes_file = Take that text from a file
    .date = The date listeners see: 2026-12-24 or "2026-12-24 18:00". If it is still to come, the episode waits
    .kind = full (the usual), trailer or bonus
    .season = The season it belongs to
    .explicit = Mark it as explicit (yes), as not explicit (no), or leave that to the show (show)
    .person = Who is heard, as "Anna Holm, guest". May be given several times
    .soundbite = A moment to hear before the rest: "1:15-2:00 What it is about". May be given several times
    .licence = On what terms this episode may be used, if on others than the show: cc-by-4.0
    .consent = That those who are heard have agreed, in your own words. It is kept here and never published
    .rights = By what right music and readings are in it. It is kept here and never published
    .draft = Do not release it yet; podcast release does that
    .again = Make a second episode of a recording that is one already
    .force = Add it even though it is silent
    .join = Make one episode of all recordings, heard one after the other
    .dry_run = Only say what would be done
    .times = Whose times the files tell: recording (as it came in) or episode. Otherwise recording
help-master = Make finished sound without a show
    .long = Gives a recording the same sound as an episode and writes it to a file of its own.
    .recording = The recording
    .to = The file to make, ending in .mp3 or .wav
    .force = Make it even though the recording is silent
    .replace = Replace the file if it is there already
help-list = List the episodes
help-show = Show everything about an episode
    .episode = The episode: its number, or a name such as trailer-1
help-report = Make a page that shows how an episode's sound ran
    .long =
        One file for any web browser, to look at, to print and to keep: waveform, loudness before and after, peaks,
        what leveller, compressor and limiter did, and what was noticed and repaired. With --json the figures
        themselves; then a file is made only with --to.
    .episode = The episode: its number, or a name such as trailer-1
    .to = The file to make. Otherwise report-007.html here, with the episode's number
help-poster = Make a poster for the notice board
    .long =
        One page in A4 with the cover, the title, the address in large type and a square that telephones read.
        Open it with a web browser and print it. The show needs a web address (link in episodes/show.toml).
    .to = The file to make. Otherwise poster.html here
help-edit = Change the title, notes, date, chapters, transcript or picture of an episode
    .long =
        What you do not name stays. Feed and pages follow at once. The number and the published sound stay;
        --retag makes a new version of the MP3 file that carries the new words.
    .episode = The episode: its number, or a name such as trailer-1
    .title = The new title
    .notes = A new text about the episode
    .notes_file = Take that text from a file
    .date = The new date: 2026-12-24 or "2026-12-24 18:00"
    .season = The season it belongs to, or none
    .explicit = Mark it as explicit (yes), as not explicit (no), or leave that to the show (show)
    .person = Who is heard, as "Anna Holm, guest", several if given several times; none for nobody
    .soundbite = A moment to hear before the rest: "1:15-2:00 What it is about"; none for none
    .licence = On what terms this episode may be used, if on others than the show: cc-by-4.0; show for those of the show
    .consent = That those who are heard have agreed, in your own words. It is kept here and never published
    .rights = By what right music and readings are in it. It is kept here and never published
    .retag = Make a new version of the MP3 file with the new words in it
    .times = Whose times the files tell: episode (as it is heard) or recording (as it came in). Otherwise episode
help-replace = Give an episode new sound from another recording
    .long = Number, title and identity stay. The MP3 file gets a new name, so that apps fetch it again.
    .episode = The episode: its number, or a name such as trailer-1
    .recordings = The new recording
    .join = Make the sound of several recordings, heard one after the other
    .again = Use a recording that is another episode already
    .force = Use it even though it is silent
    .times = Whose times the files tell: recording (as it came in) or episode. Otherwise recording
help-remaster = Make the sound of an episode again from its kept recording
    .long =
        Useful when settings such as loudness have changed in episodes/show.toml, or to try another sound:
        podcast remaster 7 --level strong. The sound becomes as the settings say now and as you say here; what
        was said for an earlier sound of the episode no longer counts.
    .episode = The episode: its number, or a name such as trailer-1
    .force = Make it even though the recording is silent
help-transcribe = Have a speech recogniser write the transcript of an episode
    .long =
        The recogniser is a program on this computer, named as transcribe in episodes/show.toml; the README says
        how. Nothing is sent anywhere. It may take as long as the episode plays, or longer. Read through what it
        wrote: machines mishear.
    .episodes = The episodes: their numbers, or names such as trailer-1
    .again = Put the new transcript in the place of one that is there, even if that was corrected by hand
help-release = Put a draft in the feed
    .episode = The episode: its number, or a name such as trailer-1
help-remove = Take an episode out of the show
    .long = It goes to the trash, and podcast restore brings it back. Its number stays used.
    .episode = The episode: its number, or a name such as trailer-1
    .everywhere = Take it away for good: feed, sound, recording and trash. This cannot be taken back
    .reason = Why it is taken away for good; is kept with its number
help-restore = Bring an episode back from the trash
    .episode = The episode: its number, or its name in the trash as podcast status shows it
help-undo = Take back the last change
    .long = Repeat it to go back step by step. An episode that nobody else has had gives its number back.
    .again = Bring back what the last undo took back
help-log = Show who changed what, and when
    .episode = Only this episode
    .all = The whole log, not just the newest
help-build = Build the feed
    .long = Makes the folder feed/ from episodes/. Every command that changes the show does this by itself.
    .allow_removal = Let episodes disappear from the feed that were in it and are nowhere now
help-serve = Show the podcast in the browser, before anybody else has it
    .long =
        Starts a preview on this computer, for the browser and for podcast apps. Drafts and episodes still to come are in it,
        each marked as such. It follows every change until you press Ctrl-C. Nothing is published by it.
    .port = The port it answers at. Otherwise 8017; 0 takes any that is free
    .lan = Let everybody on the same network see it, on a telephone for instance. Drafts too
help-opml = List all shows below a folder for podcast apps
    .long = Prints OPML, which podcast apps read as a list of subscriptions: every show below the folder that has a web address.
    .folder = Where to look. Otherwise here
    .to = Write it to this file
help-players = Show the players that are plugged in, and what is on them
    .all = Also those of which this show knows and that are not plugged in: what each last received, and when
    .forget = Forget a player that is lost, so that another may have its name
help-sync = Bring lending players up to date
    .long =
        Each player gets the episodes that it lacks, in the right order, each read once more after it was written; what is no
        longer in the show is taken off. Files of others on it are never touched. Pulling the cable costs nothing
        but time: plug the player in and run the same line again. Without a PLAYER, all that are plugged in and ours.
    .players = The folder in which the player is mounted, or several
    .init = Make it a player of this show
    .yes = Do not ask, even if it is no removable volume or there are files of others on it
    .name = What it is called, such as "Player 7"
    .room = Where it belongs, in your own words
    .profile = In what form it gets its files: universal (as published, the usual), car (short names), tiny (small files, in parts of ten minutes), or one of your own
    .latest = Only so many episodes, those with the highest numbers
    .only = Only the episodes of these numbers: 1-50,52
    .fit = As many episodes as there is room for, the newest first. Otherwise all or none
    .with = Music or course files in this folder go along, with the folders in it. May be given several times
    .heard = Whether an episode that is gone from it counts as heard, and is not sent again: on or off
    .unheard = This time, an episode that is gone from a player counts as heard, and is not sent again
    .again = Send again what was heard
    .dry_run = Only say what would be done
    .verify = Read every file that is there already, too
    .no_read_back = Do not read the copies once more. Faster, and a worn player goes unnoticed
    .eject = Hand each player back when it is ready, so that it may be pulled out without a warning
help-course = Set up and bring up to date the players of a course
    .long =
        A small file says what the course is called (title), how many players it has or what each is called (players), what numbered
        names begin with (name), when and where it is (date, room), and which episodes go on the players (latest or only, as for sync).
        The README has an example.

        With --init, new volumes become its players, by the next names that are free. Then, and each time without it, all of its players
        that are plugged in are brought up to date. Next year's course is the same file with another date. The file is what counts:
        a player of the course that has another profile or room gets those of the file.
    .file = The file of the course
    .players = The folder in which a player is mounted, or several. Otherwise all that are plugged in
    .init = Make the new volumes that are plugged in players of the course. One that is not empty is taken only if it is named
    .one_by_one = Wait for one new player after the other, until every name has one
    .yes = Do not ask
    .labels = Write labels to be printed, one for each player, to this file. Without --init nothing else is done
    .dry_run = Only say what would be done
    .verify = Read every file that is there already, too
    .no_read_back = Do not read the copies once more. Faster, and a worn player goes unnoticed
    .eject = Hand each player back when it is ready
help-unload = Take everything of the show off a player
    .long = What was put there goes, the mark too. Files of others, and those of ours that somebody has changed, stay.
    .player = The folder in which the player is mounted
    .yes = Do not ask, even if the player belongs to another show
help-export = Make a bundle for a stick: sounds, texts and a page that plays them
    .long =
        A folder or a zip that needs nothing, for a stick, a hand-out or whoever has no network. index.html in it plays
        everything in any web browser; the folder PODCASTS in it is as lending players have it; SHA256SUMS
        proves that all of it arrived. A bundle of ours that is there already is replaced whole; nothing else ever is.
    .numbers = Only the episodes of these numbers: 1-50,52. Otherwise all
    .to = The folder to make, or a file ending in .zip
    .latest = Only so many episodes, those with the highest numbers
    .profile = In what form: universal (as published, the usual), car (short names), tiny (small files, in parts of ten minutes), or one of your own
    .dry_run = Only say what would be done
help-check = Check the show: everything that is wrong or could be better
    .long =
        Everything that is wrong, or could be better, with what to do about it. Given a feed, at its address or in a file, it checks that
        one instead, whoever made it.
    .feed = The address of a feed, or the file of one, that was made elsewhere
    .explain = Explain a rule: what it is about, why there is one, who asks for it, and what to do
    .rules = List all rules
help-status = Show how the show stands
help-completions = Print what your shell needs to complete commands with the Tab key
    .shell = bash, zsh, fish, elvish or powershell
help-help = Show the help of a command
    .command = The command

## A command line that cannot be read

asked-unknown-command = There is no command "{ $command }".
asked-unknown-option = There is no option { $option } here.
asked-too-much = "{ $value }" is one thing too many.
asked-missing = Something is missing: { $missing }.
asked-no-value = { $option } needs a value after it.
asked-wrong-value = "{ $value }" does not fit { $option }.
asked-valid-values = Possible: { $values }
asked-roles = Possible parts: { $values }
asked-number = Write a whole number from 1.
asked-number-between = Write a whole number between { $least } and { $most }.
asked-twice = { $option } was given twice.
asked-conflict = { $option } and { $other } do not go together.
asked-not-text = Something on the command line is not readable text.
asked-unreadable = This command line makes no sense.
asked-did-you-mean = Did you mean { $suggestion }?
asked-file-like-option = For the file of that name, write: { $file }
asked-add-file = To make an episode of that file: { $command }
asked-see-help = Help: { $command }
asked-not-an-episode = "{ $value }" is not the number of an episode, nor a name such as trailer-1.
asked-not-a-date = "{ $value }" is not a date.
asked-date-example = Write it like this: 2026-12-24, or with the time: "2026-12-24 18:00"
asked-season-example = A number from 1, or none
asked-person-example = Like this: --person "Anna Holm, guest"
asked-soundbite-example = Like this: --soundbite "1:15-2:00 What it is about"
soundbite-outside = The soundbite at { $at } is not within the episode, which ends at { $ends }.
title-too-long = The title has { $characters } characters, and { $most } are the most.
title-too-long-notes = Make it shorter; what is left over can stand in the notes: --notes
asked-licence-example = Like this: --licence cc-by-4.0. One of your own is written as licence in the episode's episode.toml, with its address.
see-list = All episodes: podcast list

## Errors: the show

no-show = There is no podcast in "{ $folder }".
no-show-make-one = Make one: podcast init.
no-show-say-where = Or say where yours is: { $command }
no-show-make-there = Make one there: { $command }
show-exists = There is a podcast in "{ $folder }" already. Nothing was changed.
show-exists-edit = Its settings are in episodes/show.toml.
no-episode = There is no { name }.
no-episode-highest = The highest number is { $episode }.
no-episode-trash = { name-first } is in the trash.
no-episode-restore = Bring it back: podcast restore { $episode }
not-in-trash = There is no "{ $name }" in the trash.
not-in-trash-see = What lies there: podcast status
newer-format = { $file } was written by a newer version of podcast. It can be read here, but not changed.
newer-format-update = Install the newer version on this computer, too.
in-use = Somebody else is changing this show right now. Nothing was changed.
in-use-by = { $who } is changing this show right now. Nothing was changed.
in-use-wait = Try again in a moment, or wait for your turn with --wait.
stopped = Stopped.
nothing-changed = Nothing was changed.
nothing-made = No episode was made and no number used.
output-unwritten = The answer could not be written: { $why }.
failure-cause = Cause: { $cause }

## Errors: files and disks

io =
    "{ $file }" could not be { $doing ->
        [read] read
        [made] made
        [removed] removed
        [replaced] replaced
        [moved] moved
        [shelved] put in its place
        [locked] locked
        [tidied] tidied
        [copied] copied
       *[written] written
    }: { $why }.
why-denied = you have no permission
why-missing = it is not there
why-exists = there is something of that name already
why-full = the disk is full
why-quota = your share of the disk is used up
why-too-large = it is too large for this disk
why-read-only = the disk can only be read
why-busy = another program is using it
why-no-folder = part of the path is not a folder
why-a-folder = it is a folder
why-bad-name = the disk does not allow that name
why-other-disk = it is on another disk
why-no-file = it is no ordinary file
why-other = { $error }
no-room = Too little room on the disk for "{ $folder }": { $needed } needed, { $free } free.
no-room-make = Make room, then run the same line again.

## Errors: show.toml and episode.toml, which people may change by hand

form-wrong-line = { $file }, line { $line }: { $problem }.
form-wrong = { $file }: { $problem }.
form-mend = Open the file in a text editor and correct it there. Commands that read it work again at once.
form-empty = something must stand there, and it is empty
form-too-large = the file is too large to be ours
form-not-text = this is not plain text (UTF-8)
form-number = a number is wanted
form-from = a number from { $least } is wanted
form-number-or-handle = either number or handle is wanted
form-handle = a name such as trailer-1 or bonus-1 is wanted
form-profile-name = the profile has no name, as in [profile.bus]
form-profile-rate = at that rate, { $most } is the most
form-between = a number from { $least } to { $most } is wanted
form-one-of = { $rest } or { $last } is wanted
form-transcribe = a program and its arguments are wanted, with { "{" }audio{ "}" } where the sound belongs: ["whisper-cli", "-f", "{ "{" }audio{ "}" }"]
form-apps = a name and a web address are wanted: ["Apple Podcasts https://podcasts.apple.com/…"]
form-date = this is not a date such as 2026-12-24T08:00:00+01:00
form-missing = "{ $key }" is missing
form-whole-number = a whole number is wanted here, and none below nought
form-twice = this key stands in the file twice
form-wrong-type = another kind of value is wanted: text stands in quotation marks, numbers do not
form-quotes = a value is wanted, and text stands in quotation marks
form-players = a number of players from 1 to { $most }, or their names, are wanted
form-player-names = each player needs a name of its own
form-latest-or-only = either latest or only is wanted, not both
form-unknown = "{ $key }" means nothing in this file; it may be misspelt
form-unreadable = something on this line is misspelt: a quotation mark or a bracket may be missing

## Errors: the recording

no-file = There is no file "{ $file }".
no-file-similar = Did you mean { $file }?
no-file-where = Look at the name once more, or drag the file into this window to get its name.
split-name = There is no file "{ $piece }", but there is "{ $file }".
split-name-quote = Put quotation marks round it: { $command }
a-folder = "{ $file }" is a folder, not a recording.
a-folder-name-files = Name the recordings in it, one by one.
a-stream = "{ $file }" is not a file but a device or a pipe.
a-stream-save = Save the sound as a file first.
empty = "{ $file }" is empty.
copy-again = Copy it from the recorder once more. If it stays like this, try to open it in Audacity.
seems-audacity = "{ $file }" is an Audacity project, not sound. Export it from Audacity as WAV and add that file.
seems-reaper = "{ $file }" is a Reaper project, not sound. Render it in Reaper as WAV and add that file.
seems-project = "{ $file }" is a project of a sound program, not sound. Export it there as WAV and add that file.
seems-playlist = "{ $file }" is a playlist, not sound. Add the recordings that it lists.
seems-midi = "{ $file }" holds notes for instruments (MIDI), not sound. Export it as WAV and add that file.
seems-web-page = "{ $file }" is a web page, not sound. The download probably went wrong; fetch the file once more.
seems-pdf = "{ $file }" is a PDF, not sound. Add the recording itself.
seems-document = "{ $file }" is a document, not sound. Add the recording itself.
seems-picture = "{ $file }" is a picture, not sound. Add the recording itself.
seems-archive = "{ $file }" is an archive with other files in it. Unpack it and add the recording.
seems-program = "{ $file }" is a program, not sound. Add the recording itself.
seems-text = "{ $file }" is text, not sound. Add the recording itself.
seems-unknown = "{ $file }" is not a sound file that can be read here. Export the recording as WAV and add that file.
no-sound-inside = There is no sound in "{ $file }".
codec = The sound in "{ $file }" is of a kind that cannot be read here ({ $codec }).
export-as-wav = Open it in the program that made it, or in Audacity, export it as WAV and add that file.
claims-rate = "{ $file }" says it has { $rate } samples a second. No recording has that.
claims-channels = "{ $file }" says it has { $channels } channels. From 1 to 32 can be read here.
claims-bits = "{ $file }" says it has { $bits } bits in each sample. No recording has that.
claims-change = "{ $file }" changes its format on the way, like two recordings stuck together.
damaged = "{ $file }" is damaged: it can be heard for { $length } only.
not-finished = "{ $file }" was never finished: the end is missing, and without it nothing can be read.
not-finished-save = If the recorder is still on, stop it there and copy the file again. If the power failed, open the file in the recorder; many repair it by themselves.
stalled = After { $length } no more came of "{ $file }".
stalled-copy = Is the disk or the network connection gone? Copy the file to this computer and add it from there.
not-numbers = "{ $file }" holds no usable sound: not one of its samples is a number.
growing = "{ $file }" is still growing. Stop the recorder or wait for the copy, then run the same line again.
changed-meanwhile = Somebody wrote to "{ $file }" while it was being read. Run the same line again when it is finished.
jingle-without = It is the { $key } that episodes/show.toml names. To do without it this time: { $option }
joined-twice = "{ $file }" is named twice.
joined-twice-again = If it is meant to be heard twice: --again
same-recording = This recording is already { name }, "{ $title }".
same-recording-replace = New sound for it: podcast replace { $episode } FILE.
same-recording-again = A second episode all the same: --again
silent = The recording is silent throughout ({ $length }). Was the microphone on?
silent-force = If it is meant to be silent: --force
no-such-format = "{ $file }" should end in .mp3 or .wav.
no-folder = There is no folder "{ $folder }".
no-folder-make = Make it first, or name another place after --to.
output-exists = "{ $file }" is there already.
output-exists-replace = To replace it: --replace
nothing-kept = No recording was kept with { name }.
nothing-kept-replace = If you have it still: { $command }
our-fault = The sound made of "{ $file }" is not in order, so it was thrown away. The fault is in podcast, not in your recording.
our-fault-report = Please tell whoever looks after podcast here, with the output of the same line and --details.
artwork-wanted = A square picture is wanted, JPEG or PNG, 1400 to 3000 pixels wide.
artwork-unknown = The picture is neither JPEG, PNG nor WebP.
artwork-too-large = The picture has { $width } × { $height } pixels, which is too large.
artwork-too-long = The picture's file is too large ({ $size }).
artwork-damaged = The picture is damaged: it cannot be read to its end.
notes-too-long = "{ $file }" is too long to be notes.
notes-not-text = "{ $file }" is not plain text.
notes-not-text-save = In Word or LibreOffice: save it as plain text, encoding UTF-8.

## Errors: changes

edit-nothing = Nothing to change was named.
edit-nothing-example = For example: podcast edit 7 --title "New title"
edit-already-so = { name-first } is like that already; nothing was changed.
edit-already-so-retag = If the words in the MP3 should be written again: podcast edit { $number } --retag
edit-no-title = A title cannot be empty.
already-released = { name-first } is released already.
already-released-date = To have it in the feed at another time: podcast edit { $number } --date DATE
place-taken = There is another { name } by now.
place-taken-again = Both cannot have the number. Add the recording again, and it gets the next one.
gone-for-good = { name-first } was removed for good; that cannot be taken back.
undo-nothing = There is nothing to take back.
undo-nothing-again = There is nothing to bring back: the last change was not podcast undo.
undo-nothing-log = What was done so far: podcast log
feed-refused = The feed was not rebuilt; the old one stays as it was. This must be fixed first:
feed-refused-check = Everything at once: podcast check
feed-not-built = What you asked for is done; only the feed is still the old one. Once it is fixed: podcast build
feed-vanished = "{ $file }" disappeared while the feed was being built.
feed-unfit = The feed that was made is not in order, so the old one stays. The fault is in podcast.
build-again = Try once more: podcast build
template-wrong-line = { $file }, line { $line }: this template cannot be used: { $problem }.
template-wrong = { $file }: this template cannot be used: { $problem }.
template-too-large = it is larger than { $most }
template-form = something there is misspelt or not closed: { "%}" }, { "}}" } or an end such as { "{% endif %}" } may be missing
template-name = something there has a name that this page does not know; it may be misspelt
template-template = it asks for another template, which is not there
template-tool = it asks for a filter or something else that does not exist; it may be misspelt
template-use = something there cannot be used in that way
template-endless = it would never be finished
template-mend = The pages and the feed stay as they were. Correct the file, or move it away, and the one that comes with podcast is used. Then: podcast build

## podcast init

init-done = { $show } is ready in { $folder }.
init-took = Chosen for you: { $key } = { $value }
init-edit = All of it can be changed in { $file }.
init-practice = This is a playground: try everything, it is never published.
init-link-later = When you know the web address of the feed, write it there as link.
init-next = Next: podcast add { $recording }
init-next-there = Go there: { $command }
init-usual-title = My podcast
init-usual-description = A podcast: { $title }.
init-no-title = The title is empty.
init-unanswered = The question got no answer.
init-wrong-link = "{ $value }" is not a web address.
init-wrong-link-example = Write it like this: https://example.org/podcast
init-wrong-email = "{ $value }" is not an e-mail address.
init-wrong-email-example = Write it like this: podcast@example.org
init-wrong-language = "{ $value }" is not the code of a language.
init-wrong-language-example = Write da, en or another code of two letters.
init-wrong-category = There is no category "{ $value }" in Apple's directory.
init-categories = The main ones: { $names }
ask-title = What is the show called?
ask-author = Who makes it?
ask-description = What is it about?
ask-email = An e-mail address for directories? (may stay empty; anybody can read it)
ask-link = The web address for the feed? (may stay empty for now)

## podcast add, master

add-ready = { name-first } "{ $title }" is ready, { $length }.
add-ready-draft = { name-first } "{ $title }" is ready as a draft, { $length }.
add-planned = "{ $file }" would become { name }, "{ $title }": { $length }, about { $size }.
add-planned-nothing = This was only a trial; nothing was done.
add-one-title = Several recordings cannot share one title.
add-one-title-how = Add them one by one, each with its own --title, or leave --title out: then the files' names become titles.
add-one-title-join = If they are the parts of one episode: --join
master-ready = "{ $file }" is ready, { $length }, { $size }.
file-at = Sound file: { $file }
goal-left =
    { $left ->
        [one] One to go to number { $goal }.
       *[other] { $left } to go to number { $goal }.
    }
goal-reached = Number { $goal }! You have reached your goal. Congratulations to everybody who made it happen!
goal-passed =
    { $past ->
        [one] You are one episode past the goal of { $goal }.
       *[other] You are { $past } episodes past the goal of { $goal }.
    }
hear-nobody = { name-first } is ready on this computer; nobody else can hear it yet.
hear-nobody-link = To bring it to listeners: write the show's web address as link in episodes/show.toml, and run podcast build
hear-copy = To bring it to listeners: copy the folder feed/ to { $link }
hear-draft = { name-first } is a draft and not in the feed yet. To release it: { $command }
hear-scheduled = { name-first } comes into the feed the first time podcast build runs after { $date }.
undo-how = To take this back: podcast undo

## What was noticed

noticed-title-from-tag = The title is the one that the recording carries. Another: { $command }
noticed-title-from-name = The title is made of the file's name. Another: { $command }
noticed-number-in-title = Apps show the number themselves, so it will appear twice. Better: { $command }
noticed-number-alone = Apps show the number themselves, so the title says nothing new. Better: { $command }
noticed-title-taken = { name-first } has the same title.
noticed-same-recording = The same recording is { name } too.
noticed-very-quiet = The recording is very quiet. It was turned up by { $gain } dB, the most there is, and the episode is still { $short } dB quieter than others.
noticed-too-peaky = Single bangs stand far above the speech, so the episode stays a little quieter than others.
noticed-too-peaky-figures = { $short } LU short of the loudness wanted.
noticed-peak-over = Single peaks of the finished sound are a little higher than they should be; some players may crackle there.
noticed-peak-over-figures = { $by } dB above the highest peak wanted, whatever was tried.
noticed-too-loud = The episode came out a little louder than others.
noticed-too-quiet = The episode came out a little quieter than others.
noticed-loudness-off-figures = { $by } LU off the loudness wanted.
noticed-mixed-down = The recording has { $channels } channels; they were mixed to two.
noticed-video = It is a video; only its sound was used.
noticed-other-tracks =
    { $count ->
        [one] The file has one more sound track; only the first was used.
       *[other] The file has { $count } more sound tracks; only the first was used.
    }
noticed-damaged =
    { $places ->
        [one] The file is damaged in one place, which was left out. Listen to the episode before you publish it.
       *[other] The file is damaged in { $places } places, which were left out. Listen to the episode before you publish it.
    }
noticed-length-differs = The file says it is { $claimed } long, and there are { $found }. Listen to the end before you publish it.
noticed-cut-off = The file was never finished: the recorder or the copying broke off. All that is there was used, { $found }. Listen to the end before you publish it.
noticed-not-numbers = Parts of the file hold no usable sound; they are silent now. Listen to the episode before you publish it.
noticed-not-numbers-figures = Samples that are no numbers: { $samples }
noticed-very-short = It is too short to judge its loudness well.
noticed-clock-behind = The newest episode is dated { $newest }, which is ahead of this computer's clock. Is the clock right?
noticed-scheduled = It comes into the feed the first time podcast build runs after { $date }.
noticed-tags-differ = The feed has the new words; the MP3 still says "{ $title }": podcast edit { $episode } --retag

## What was done to the sound

sound-levelled-gentle = Voices of different loudness were brought closer together.
sound-levelled-strong = Voices of different loudness were brought to the same level.
sound-two-microphones = Each voice was on a side of its own; now all are in the middle.
sound-trimmed = Silence was cut away: { $start } at the beginning, { $end } at the end.
sound-trimmed-start = Silence was cut away: { $start } at the beginning.
sound-trimmed-end = Silence was cut away: { $end } at the end.
sound-pauses =
    { $count ->
        [one] One long pause was made shorter, by { $by }.
       *[other] { $count } long pauses were made shorter, by { $by } in all.
    }
sound-noise = Steady noise behind the voices was turned down.
sound-sibilance = Sharp s sounds were softened.

## The sound check: what is wrong with a recording (`how` says what to do, now and next time)

sound-check-silent = There is nothing to hear in the recording.
sound-check-silent-how = Next time, put on headphones before you begin, say something, and see whether the recorder's meter moves. Is the microphone plugged in, switched on and chosen?
sound-check-dead-left = The left side of the recording is silent; the right one is used for both.
sound-check-dead-right = The right side of the recording is silent; the left one is used for both.
sound-check-dead-how = The episode is none the worse for it. Next time, push the plug all the way in; if that is not it, try another cable.
sound-check-dead-kept-left = The left side of the recording is silent, and so is that of the episode.
sound-check-dead-kept-right = The right side of the recording is silent, and so is that of the episode.
sound-check-dead-kept-how = With --channels auto, the other side is heard on both. Next time, push the plug all the way in; if that is not it, try another cable.
sound-check-antiphase = The two sides of the recording work against each other and would vanish on a phone; one of them was turned over.
sound-check-antiphase-how = The episode is none the worse for it. A cable or an adapter is wired the wrong way round: try another one next time.
sound-check-antiphase-kept = The two sides of the recording work against each other, so the episode vanishes on a phone.
sound-check-antiphase-kept-how = With --channels auto, one of them is turned over. A cable or an adapter is wired the wrong way round: try another one next time.
sound-check-sides-left = The left side of the recording is { $by } dB quieter than the right one; the episode has both in the middle.
sound-check-sides-right = The right side of the recording is { $by } dB quieter than the left one; the episode has both in the middle.
sound-check-sides-how = Next time, set both sides of the recorder to the same gain, and look at both meters before you begin.
sound-check-sides-kept-left = The left side of the recording is { $by } dB quieter than the right one, and so is that of the episode.
sound-check-sides-kept-right = The right side of the recording is { $by } dB quieter than the left one, and so is that of the episode.
sound-check-sides-kept-how = Listen to it with headphones; in Audacity the quieter side can be turned up. Next time, set both sides of the recorder to the same gain, and look at both meters before you begin.
sound-check-clipped =
    { $places ->
        [one] The recording is overdriven in one place, { $first } from the start: it was too loud for the recorder, and crackles.
       *[other] The recording is overdriven in { $places } places, first { $first } from the start: it was too loud for the recorder, and crackles.
    }
sound-check-clipped-how = That cannot be undone: listen to it, and record that part again if it disturbs. Next time, turn the gain wheel down until the loudest laugh stays out of the red.
sound-check-too-quiet = The recording is very quiet, and turned up it hisses.
sound-check-too-quiet-how = Next time, put the microphone 15 to 20 cm from the mouth, as far as a spread hand is wide. Turn the gain wheel up until ordinary speech reaches the middle of the meter.
sound-check-too-quiet-figures = Recording: { $loudness } LUFS
sound-check-silence =
    { $places ->
        [one] In one place nobody speaks for { $longest }: { $first } from the start.
       *[other] In { $places } places nobody speaks for ten seconds or more, first { $first } from the start; the longest is { $longest }.
    }
sound-check-silence-how = Listen there: did the recorder run on through a break, or was a microphone off? Cut it out in a sound program such as Audacity, or leave it if it is meant.
sound-check-silence-cut = { sound-check-silence }
sound-check-silence-cut-how = It is shorter now. If a microphone was off there, record that part again.
sound-check-noise = Noise is heard behind the voices.
sound-check-noise-down = Noise behind the voices was turned down, and can still be heard.
sound-check-noise-how = Next time, move closer to the microphone, 15 to 20 cm from the mouth (a spread hand), and turn the gain wheel down instead. Switch off ventilation and projectors, and close doors and windows.
sound-check-noise-figures = Noise { $floor } LUFS; speech { $distance } LU above it
sound-check-hum = A hum from the power supply was taken out.
sound-check-hum-how = Next time, run the recorder on batteries, and keep the microphone's cable away from power cables, chargers and lamps. If a plug is loose, try another cable.
sound-check-hum-figures = { $mains } Hz
sound-check-offset = A constant voltage lay on the recording (DC offset); it was taken out.
sound-check-offset-how = It comes from the recorder or the sound card: try another input or another cable next time, and have the device looked at if it stays.
sound-check-echo = The room is heard: words take long to die away.
sound-check-echo-how = That cannot be taken out. Next time, sit closer to the microphone, 15 to 20 cm from the mouth, in a room with carpets, curtains and books; between the shelves is good. A blanket on the table helps too.
sound-check-echo-figures = Words fall by 60 dB in { $seconds } s
sound-check-voices-apart = One voice is much louder than another.
sound-check-voices-apart-levelled = One voice is much louder than another; they were brought closer together.
sound-check-voices-apart-how = Next time, let all sit equally far from the microphone, or give each one of their own. Move it closer to whoever speaks softly.
sound-check-plosives = Breath hits the microphone again and again, as with p and b.
sound-check-plosives-how = Next time, put the microphone beside the mouth and not in front of it, 15 to 20 cm away (a spread hand), pointing at the corner of the mouth. A pop filter or a foam cap helps.
sound-check-plosives-figures =
    { $count ->
        [one] Once, { $first } from the start; { $rate } in a minute of speech
       *[other] { $count } times, first { $first } from the start; { $rate } in a minute of speech
    }

## Figures, for --details

figure-none = none
figure-limited = peaks caught
figure-not-limited = nothing caught
figures-before = Recording: { $loudness } LUFS, true peak { $peak } dBTP
figures-plan = Gain { $gain } dB, { $limiter }; master { $loudness } LUFS
figures-dynamics = Turned down at most { $compressed } dB by the compressor, { $reduction } dB by the limiter
figures-again =
    { $places ->
        [0] Encoded again because of a peak: nothing
        [one] Encoded again because of a peak: one place
       *[other] Encoded again because of peaks: { $places } places
    }
figure-level-off = left alone
figure-level-gentle = brought closer together
figure-level-strong = brought to the same level
figures-even = Speech is about equally loud throughout
figures-levelling = Voices lie { $spread } LU apart: { $done }
figures-level = Voices of different loudness: { $done }
figures-high-pass = Rumble below the voices: taken out
figures-offset = Constant offset: taken out
figures-copied-channel = Both sides hold the same sound
figures-trimmed = Cut away: { $start } s at the beginning, { $end } s at the end
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
figures-heard = As listeners hear it: { $loudness } LUFS, range { $range } LU, true peak { $peak } dBTP
figures-speech = Voices alone: { $loudness } LUFS
figures-size = Size: { $size }

## podcast alone, list, show, status, log

here-what = podcast turns a recording into a published podcast episode.
here-show = { $show }, in { $folder }
here-episodes =
    { $count ->
        [one] One episode so far.
       *[other] { $count } episodes so far.
    }
here-next = Next: { $step }
here-help = Everything podcast can do: podcast --help
here-init = make one here with podcast init, or go to the folder where yours is.
here-check = something is broken. See what: podcast check
here-release = { name } "{ $title }" is still a draft. Put it in the feed: { $command }
here-link = nobody else can hear the show yet. Write its web address as link in episodes/show.toml, and run podcast build
here-add = add number { $number }: podcast add RECORDING
next-add-first = add the first episode: podcast add RECORDING
list-empty = { $show } has no episodes yet.
list-head-number = No.
list-head-title = Title
list-head-length = Length
list-head-date = Date
list-head-state = State
list-broken = { $folder } cannot be read.
state-draft = draft
state-scheduled = scheduled
show-title-line = { name-first }: { $title }
show-length = { $length }, { $size }
show-draft = Draft: not in the feed
show-scheduled = Waits for { $date }
show-released = Released { $date }
show-season = Season { $season }
show-explicit = Marked as explicit
show-not-explicit = Marked as not explicit
show-person = With { $name }
show-person-role = With { $name } ({ $role })
show-location = Place: { $place }
show-licence = Licence: { $licence }
show-soundbite = To hear before the rest: { $length }, { $from } in
show-consent = Consent (never published): { $consent }
show-rights = Rights (never published): { $rights }
show-tags-differ = The MP3 still says "{ $title }": podcast edit { $episode } --retag
show-sound = Sound: { $file }
show-kept = Made of "{ $name }", kept as { $file }
show-not-kept = Made of "{ $name }", which was not kept
show-guid = Identity (GUID): { $guid }
show-notes = Notes:
show-history = What was done:
status-goal =
    { $left ->
        [one] { $highest } of { $goal }, one to go
       *[other] { $highest } of { $goal }, { $left } to go
    }
status-goal-reached = { $highest } of { $goal }: goal reached
status-released =
    { $count ->
        [one] 1 episode released
       *[other] { $count } episodes released
    }
status-draft = Draft: { name }, "{ $title }"
status-scheduled = Scheduled for { $date }: { name }, "{ $title }"
status-room = Recordings take { $originals }, finished sound { $sound }
status-trash = In the trash: { name }, "{ $title }", { $size }. To bring it back: { $command }
status-fine = Everything is in order
status-warnings =
    { $warnings ->
        [one] In order, with one piece of advice: podcast check
       *[other] In order, with { $warnings } pieces of advice: podcast check
    }
status-errors =
    { $errors ->
        [one] One thing must be fixed: podcast check
       *[other] { $errors } things must be fixed: podcast check
    }
log-empty = Nothing has been done yet.
log-line = { $when }, { $who }: { $what }
log-line-episode = { $when }, { $who }: { name }, "{ $title }": { $what }
log-line-untitled = { $when }, { $who }: { name }: { $what }
log-more =
    { $count ->
        [one] … and one older change: podcast log --all
       *[other] … and { $count } older changes: podcast log --all
    }
log-add = added
log-edit = changed
log-retag = new words in the MP3
log-replace = new sound
log-remaster = sound made again
log-release = released
log-remove = moved to the trash
log-bury = removed for good
log-restore = brought back from the trash
log-undo = last change taken back

## Changes: edit, replace, release, remove, restore, undo

edit-done = { name-first } "{ $title }" is changed.
replace-done = { name-first } "{ $title }" has new sound, { $length }.
replace-several = An episode is made of one recording.
replace-several-join = To put several together to one episode: --join
release-done = { name-first } "{ $title }" is no longer a draft.
remove-done = { name-first } "{ $title }" is in the trash. Its number stays used.
remove-restore = To bring it back: { $command }
remove-everywhere-done = { name-first } "{ $title }" is gone for good. Its number stays used. Copies that listeners have already fetched are out of reach.
restore-done = { name-first } "{ $title }" is back.
undo-add-free = "{ $title }" is taken back; the next episode is number { $number } again.
undo-add-free-handle = "{ $title }" is taken back; the next one of its kind is { $handle } again.
undo-add-used = { name-first } "{ $title }" is taken back. Others may have had it, so its number stays used.
undo-edit = The change of { name }, "{ $title }", is taken back.
undo-retag = { name-first } "{ $title }" has its earlier MP3 again.
undo-sound = { name-first } "{ $title }" has its earlier sound again.
undo-release = { name-first } "{ $title }" is a draft again.
undo-remove = { name-first } "{ $title }" is back from the trash.
undo-restore = { name-first } "{ $title }" is in the trash again.
undo-undo = { name-first } "{ $title }" is as it was before podcast undo.
undo-again-how = To bring it back: podcast undo --again

## Parts that people have in an episode

role-host = host
role-co-host = co-host
role-guest-host = guest host
role-guest = guest
role-narrator = narrator
role-author = author
role-editor = editor
role-producer = producer
role-reporter = reporter
role-translator = translator
role-audio-engineer = sound
role-composer = music

## podcast report

report-ready = The report on { name }, "{ $title }", is ready: { $file }
report-open = Open it with a web browser.
report-none = There is no analysis of the sound of { name }.
report-none-remaster = To make the sound again, with one: podcast remaster { $episode }
report-none-recording = Its recording was not kept, so none can be made. New sound from a recording comes with one: podcast replace { $episode } RECORDING
report-broken = The analysis of the sound of { name } cannot be read: { $file }
report-newer = { $file } was written by a newer version of podcast; this one cannot read it.
report-taken = { $file } is there already and is no report; it stays as it is.
report-taken-other = Give another name: --to FILE
report-title = { $name }: { $title }
report-lead = { $length }, { $date }. Made of "{ $recording }".
report-figures = In figures
report-verdict-on-target = On target: the episode has { $after } LUFS, and { $target } were asked for.
report-verdict-off-target = Beside the target: the episode has { $after } LUFS, and { $target } were asked for.
report-verdict-missed = Short of the target: the episode has { $after } LUFS, { $by } LU less than the { $target } asked for.
report-verdict-silent = The episode is silent, so there is no loudness to speak of.
report-missed-quiet = The recording is so quiet that more gain would mostly raise noise.
report-missed-peaks = Single peaks stand so far above the rest that holding them down further would be heard.
report-facts = What a meter says of the recording and of the finished sound
report-head-measured = Measured
report-head-before = Recording
report-head-after = Finished
report-head-wanted = Asked for
report-row-loudness = Programme loudness (LUFS)
report-row-speech = Loudness of speech (LUFS)
report-row-range = Loudness range (LU)
report-row-peak = Highest true peak (dBTP)
report-at-most = at most { $ceiling }
report-gain = Gain
report-db = { $gain } dB
report-leveller = Leveller
report-leveller-moved = Moved between { $low } and { $high } dB.
report-compressor = Compressor
report-limiter = Limiter
report-taken-away = Took { $most } dB at most, at work in { $percent } % of the seconds.
report-not-needed = Not needed
report-remarks = Noticed and repaired
report-remarks-none = Nothing stood out, and nothing had to be repaired.
report-remark-unknown = Something that only a newer podcast has words for: { $id }
report-plots = Over time
report-table = As a table
report-table-minutes = Minute by minute
report-table-every-minutes = Every { $minutes } minutes
report-table-every-seconds = Every { $seconds } seconds
report-from = From
report-foot = Made by podcast. Loudness after ITU-R BS.1770 and EBU R 128.
report-silent-said = There is nothing but silence.
report-wave = Waveform
report-wave-said = The highest samples, in percent of full scale. The highest of all reaches { $highest } %, at { $at }; half of them stay below { $middle } %.
report-loudness = Loudness in LUFS
report-loudness-said = Most of the recording lies between { $before-low } and { $before-high } LUFS, and most of the finished sound between { $after-low } and { $after-high }. The whole was to have { $target } LUFS, give or take { $tolerance }.
report-key-before = Recording
report-key-after = Finished
report-key-target = Target
report-peaks = True peaks in dBTP
report-peaks-said = The highest peak is { $highest } dBTP, at { $at }. The ceiling is { $ceiling } dBTP.
report-peaks-below = No peak is above it.
report-peaks-above =
    { $count ->
        [one] Peaks are above it in one second.
       *[other] Peaks are above it in { $count } seconds.
    }
report-key-peak = Highest peak
report-key-ceiling = Ceiling
report-gains = Gain in dB
report-gains-said = The leveller moves between { $low } and { $high } dB. The compressor takes { $compressor } dB at most, and the limiter { $limiter } dB, at work in { $percent } % of the seconds.
report-key-leveller = Leveller
report-key-compressor = Compressor
report-key-limiter = Limiter
report-activity = Speech, music and pauses
report-activity-said = Somebody speaks in { $speech } % of the time, music plays in { $music } %, and { $pause } % are pauses.
report-speech = Speech
report-music = Music
report-pause = Pause
report-column-highest = Highest sample
report-column-before = Recording (LUFS)
report-column-after = Finished (LUFS)
report-column-peak = Highest peak (dBTP)
report-column-leveller = Leveller, on average (dB)
report-column-compressor = Compressor, at most (dB)
report-column-limiter = Limiter, at most (dB)

## The listening site: what listeners read on its pages

site-skip = Skip to the content
site-navigation = Pages
site-episodes = Episodes
site-all = All episodes
site-search = Search
site-subscribe = Subscribe
site-newest = Newest episode
site-recent = Earlier episodes
site-first = Begin with the first one
site-none = The first episode is on its way.
site-play = Play
site-pause = Pause
site-back = Back 15 seconds
site-ahead = Forward 30 seconds
site-speed = Speed
site-position = Position
site-of = of
site-player = Player
site-unplayable = The sound cannot be played right now.
site-people = With
site-about = About this episode
site-chapters = Chapters
site-chapter-more = More about it
site-transcript = Transcript
site-download = Download ({ $size })
site-embed = Put this episode on your own page
site-embed-how = Copy this line into your page; it shows the player.
site-embed-code = The line to copy
site-newer = Next episode
site-older = Previous episode
site-beside = More episodes
site-explicit = Explicit
site-season = Season { $n }
site-no-season = Others
site-part = { $group }, part { $n }
site-groups = Seasons and years
site-count =
    { $count ->
        [one] { $count } episode
       *[other] { $count } episodes
    }
site-goal = On the way to number { $goal }
site-goal-said = of { $goal } episodes
site-goal-left =
    { $left ->
        [one] Just one more to go.
       *[other] { $left } more to go.
    }
site-goal-reached = We are there!
site-search-what = What are you looking for?
site-search-go = Search
site-search-off = The search needs JavaScript, which is turned off in your browser.
site-found-none = Nothing found. Try fewer words, or other ones.
site-found-one = One episode found.
site-found-more = { $count } episodes found.
site-found-first = The first { $count } are shown.
site-at = At
site-subscribe-lead = With a podcast app on your phone, new episodes come to you by themselves. It costs nothing.
site-subscribe-address = The address of the podcast
site-subscribe-how = Copy the address and paste it into the search field of your podcast app. Any app takes it.
site-subscribe-open = Open in an app you have
site-subscribe-apps = Listen elsewhere
site-subscribe-code = Point your phone at it
site-subscribe-code-alt = The square holds the address of the podcast. Podcast apps that read such squares can subscribe with it.
site-subscribe-nowhere = The podcast has no address on the web yet. Until then, all episodes can be heard here.
site-copy = Copy
site-copied = Copied
site-feed = Feed (RSS)
site-lost = There is no such page
site-lost-more = It may have moved, or the address is misspelt. The front page leads to all episodes.
site-practice = For practice only: this podcast is not published.
site-cover = The cover of the podcast
site-picture = The picture of the episode

## podcast poster

poster-title = Poster: { $title }
poster-lead = Listen here
poster-how = Point your phone’s camera at the square, or type the address into your browser.
poster-free = Free of charge, without an app and without signing in.
poster-ready = The poster is ready: { $file }
poster-open = Open it with a web browser, and print it on A4 paper.
poster-no-link = The show has no address yet to which a poster could send people.
poster-no-link-write = Write the show's web address as link in episodes/show.toml, then: podcast poster
poster-pdf = The poster is a web page; a browser makes a PDF of it.
poster-pdf-how = Make the page, open it, and print it to a PDF: { $command }
print-in-feed = { $file } would lie in feed/, which is for listeners.
poster-taken = { $file } is there already and is no poster; it stays as it is.

## podcast build, check

build-done =
    { $episodes ->
        [one] The feed of { $show } is built, with one episode: { $folder }
       *[other] The feed of { $show } is built, with { $episodes } episodes: { $folder }
    }
build-same =
    { $episodes ->
        [one] The feed of { $show } is up to date, with one episode: { $folder }
       *[other] The feed of { $show } is up to date, with { $episodes } episodes: { $folder }
    }
build-local = It works on this computer only. To bring it to listeners: write the show's web address as link in episodes/show.toml, and run podcast build
build-copy = To bring it to listeners: copy the folder feed/ to { $link }
practice-mark = Practice: this show stays on this computer.
build-draft = Not in it: { name }, "{ $title }", a draft. To release it: { $command }
build-scheduled = Not in it yet: { name }, "{ $title }", which waits for { $date }
build-warnings =
    { $count ->
        [one] One piece of advice: podcast check
       *[other] { $count } pieces of advice: podcast check
    }
check-errors =
    { $count ->
        [one] One thing must be fixed. Until then the feed stays as it is:
       *[other] { $count } things must be fixed. Until then the feed stays as it is:
    }
check-warnings =
    { $count ->
        [one] One piece of advice:
       *[other] { $count } pieces of advice:
    }
check-item = - { $finding }
check-feed = "{ $title }", { $count } episodes, in { $file }.
check-feed-untitled = Checked: { $file }
check-feed-errors =
    { $count ->
        [one] One thing keeps apps from reading the feed:
       *[other] { $count } things keep apps from reading the feed:
    }
check-feed-fine = Nothing is wrong with it, as far as a document can tell.
check-feed-next = The feed goes on in an older page, which is checked by itself: podcast check { $address }
check-feed-where = What is wrong is mended where that feed is made.
check-no-rule = There is no rule "{ $rule }".
check-no-rule-list = All rules: podcast check --rules
check-rule = { $rule } ({ $weight })
check-rule-why = Why: { $why }
check-rule-source = Source: { $short }: { $title }
check-rule-remedy = What to do: { $remedy }
check-rule-line = { $rule } ({ $weight }; { $sources })
check-rules-count = { $count } rules. More about one: podcast check --explain RULE
check-weight-error = must be fixed
check-weight-warning = advice
check-fine = { $show }: everything is in order.
check-no-errors = Nothing is broken, and the feed can be built.

## podcast serve

serve-address = The preview of { $show } is at { $address }
serve-lan = Everybody on the same network can see it, drafts too, for as long as it runs:
serve-no-network = No network was found. Its settings on this computer say which address it has.
serve-not-public =
    { $count ->
        [one] One episode in it is not public yet, and is marked.
       *[other] { $count } episodes in it are not public yet, and are marked.
    }
serve-changed =
    { $episodes ->
        [0] Changed. The preview is up to date, without an episode.
        [one] Changed. The preview is up to date, with one episode.
       *[other] Changed. The preview is up to date, with { $episodes } episodes.
    }
serve-mend = The preview shows the show as it was before. Put that right, and it follows by itself.
serve-stop = It follows every change. To end it: Ctrl-C
serve-ended = The preview has ended.
serve-port-taken = Port { $port } is in use, by another program or by another preview.
serve-port-refused = Port { $port } cannot be used on this computer.
serve-port-other = Take another one: podcast serve --port { $other }
preview-title = { $title } (preview)
preview-draft = Draft: { $title }
preview-scheduled = Coming { $date }: { $title }
preview-noticed = Noticed in the sound
preview-noticed-only = Only you see this: it is in the preview, and not on the page that listeners get.
preview-lost = There is nothing here.
preview-elsewhere = The preview answers only at the addresses that podcast serve has told.

## podcast import, opml, and what is left to do when a feed moves

import-would =
    { $episodes ->
        [0] "{ $show }": no episode would come.
        [one] "{ $show }": one episode would come.
       *[other] "{ $show }": { $episodes } episodes would come.
    }
import-size = Together they take { $size }.
import-instead = Another episode has number { $wanted } too, so "{ $title }" becomes { name }.
import-left = "{ $title }" cannot come:
import-left-no-sound = it has no sound.
import-left-not-web = the address of its sound, { $address }, is no web address.
import-left-twice = "{ $first }" has the same identity, and apps show only one of them.
import-left-identity = its identity cannot be kept.
import-loss-encoding = The feed says that it is UTF-8 and is not; it was read as { $value }. Look whether all letters are right.
import-loss-pages = The feed goes on in an older page that is not read, { $value }: what stands there does not come along. If the feed is on the web, import its address.
import-loss-moved = The feed says that it has moved to { $value }. If that is right, import that address.
import-loss-category = Apple's directory has no category "{ $value }"; the usual one was taken. Look at category in episodes/show.toml.
import-loss-categories =
    { $count ->
        [one] One more category is left out; directories use the first.
       *[other] { $count } more categories are left out; directories use the first.
    }
import-loss-website = The show's old web page, { $value }, is not taken: the feed will name its own address.
import-loss-seasons = Each season counts from 1, so the episodes are counted through by date. The season stands with each.
import-loss-number = A number is there twice: { $value }
import-loss-no-guid =
    { $count ->
        [one] One episode has no identity; it gets the address of its sound, by which apps know it.
       *[other] { $count } episodes have no identity; they get the address of their sound, by which apps know them.
    }
import-loss-no-date =
    { $count ->
        [one] One episode has no date that can be read; it gets that of the next older one.
       *[other] { $count } episodes have no date that can be read; they get that of the next older one.
    }
import-loss-no-date-now =
    { $count ->
        [one] One episode has no date that can be read, and none that is older has one; it gets that of today.
       *[other] { $count } episodes have no date that can be read, and none that is older has one; they get that of today.
    }
import-loss-title =
    { $count ->
        [one] One title is very long and was cut.
       *[other] { $count } titles are very long and were cut.
    }
import-loss-notes =
    { $count ->
        [one] In the notes of one episode, { $value } cannot be kept.
       *[other] In the notes of { $count } episodes, { $value } cannot be kept.
    }
import-loss-sounds =
    { $count ->
        [one] One episode has several sounds; the first is taken.
       *[other] { $count } episodes have several sounds; the first is taken.
    }
import-loss-extras =
    { $count ->
        [one] One episode has more files of chapters or transcripts than are looked at; the first sixteen of each are.
       *[other] { $count } episodes have more files of chapters or transcripts than are looked at; the first sixteen of each are.
    }
import-loss-unknown =
    { $count ->
        [one] Not understood and not taken: { $value }
       *[other] Not understood and not taken: { $value }, { $count } times
    }
import-done =
    { $episodes ->
        [0] { $show } in { $folder }: no new episode came.
        [one] { $show } in { $folder }: one episode came.
       *[other] { $show } in { $folder }: { $episodes } episodes came.
    }
import-already =
    { $episodes ->
        [one] One episode was here already.
       *[other] { $episodes } episodes were here already.
    }
import-no-artwork = The cover could not be had: { $why }
import-no-artwork-give = A plain one was drawn. To have your own: put it in episodes/, and write its name as artwork in episodes/show.toml
import-no-chapters = { name-first } is here without its chapters.
import-no-transcript = { name-first } is here without its transcript.
import-no-picture = { name-first } is here without its picture.
import-no-type = { $address } is a transcript of the type "{ $given }", which is not read.
import-give = Fetch the file, and give it to the episode: { $command } FILE
import-missing-more =
    { $count ->
        [one] One more thing is missing. All of it is listed in { $file }
       *[other] { $count } more things are missing. All of them are listed in { $file }
    }
import-host-silent = { $address } was not tried: that server has not answered before.
import-noted = { $told }
import-remastered =
    { $episodes ->
        [0] No episode needed new sound.
        [one] One episode has new sound, as loud as the show has it.
       *[other] { $episodes } episodes have new sound, as loud as the show has it.
    }
import-as-it-was = The sound of { name } stays as it came.
import-failed = { name-first }, "{ $title }", is not here yet.
import-no-sound = What came from its address is no sound.
import-not-tried = It was not tried, since those before it could not be reached.
import-again = No feed is built until all are here. To try again: { $command }
import-without = To do without them: { $command }
import-next = The next episode will be number { $number }: podcast add FILE
import-goes-on = What has come stays. To go on: run the same line again.
import-older-page = An older page of the feed could not be had, so nothing has come.
import-older-page-again = The feed may just have changed: run the same line again.
import-unreadable = "{ $feed }" cannot be read as a podcast feed.
import-no-episodes = There is no episode in the feed that could come.
import-look = Look at it: podcast import FEED --dry-run
import-not-empty = The show in { $folder } has episodes already.
import-not-empty-how = Name a new folder behind the feed, and the show is made there.
import-no-room = There is room for { $free }; { $needed } are needed.
feed-too-large = It has more than { $most }.
feed-doctype = It has a document type (DOCTYPE), which no podcast feed needs and which can do harm. Delete that line in a copy, and import the copy.
feed-not-xml = It is not well-formed XML. Whoever publishes it can tell why.
feed-cut = It ends in the middle. Fetch it once more.
feed-too-much = There is more in it than in any podcast feed.
feed-encoding = It is written in "{ $encoding }", an encoding that nobody knows.
feed-not-text = It is not written in the encoding that it names.
feed-not-a-feed = It begins with <{ $name }>. Perhaps it is a web page: look there for the address of the RSS feed.
fetch-not-web = { $address } is no web address: https://… is wanted.
fetch-inside = { $host } is inside your own network, and a feed from outside has no business there.
fetch-inside-allow = If it is right: --allow-local
fetch-redirects = { $address } leads on and on, and nowhere.
fetch-status = { $address } answers with error { $status }.
fetch-look = Open the address in a browser to see whether it is written rightly.
fetch-later = Try again later.
fetch-too-long = { $address } has more than { $most }.
fetch-short = { $address } broke off in the middle.
fetch-slow = { $address } does not answer in time.
fetch-unreachable = { $address } cannot be reached. Is the internet there?
move-in = Now move the listeners from { $old }:
move-in-copy = 1. Copy the folder feed/ to the web server, and look whether { $new } opens.
move-in-redirect = 2. At the old host, let the old address lead on for good (301) to { $new }. If it has no such setting, write the new address there as itunes:new-feed-url.
move-in-keep = 3. Keep { $old } alive for at least four weeks: apps follow it when they look next.
move-in-directories = 4. After some days, look in Apple Podcasts and Spotify whether the new episodes come, and change the address there if not.
move-in-over = 5. When all is well, delete the line moved_from in episodes/show.toml.
move-in-link = Before listeners can move: write the show's new web address as link in episodes/show.toml, and run podcast build
move-on = The feed tells apps that it has moved to { $new }:
move-on-there = 1. Look whether { $new } opens, and has the same episodes with the same identities (guid).
move-on-redirect = 2. Let the web server lead the address of this feed on for good (301) to { $new }
move-on-keep = 3. Keep this feed where it is for at least four weeks, and add nothing new to it.
move-on-directories = 4. After some days, look in Apple Podcasts and Spotify whether they show the new address.
opml-title = Podcasts
opml-without = "{ $show }" is not in the list: it has no web address.
opml-taken = { $file } exists already and is no list of podcasts. It has not been changed.
opml-done =
    { $shows ->
        [one] "{ $file }" is ready, with one show.
       *[other] "{ $file }" is ready, with { $shows } shows.
    }

## podcast export

# The folder of the texts in a bundle: a name that every system takes.
export-texts = Texts
export-ready =
    "{ $place }" is ready: { $count ->
        [one] one episode
       *[other] { $count } episodes
    }, { $length }, { $size }.
export-would =
    "{ $place }" would have { $count ->
        [one] one episode
       *[other] { $count } episodes
    }, { $length }, { $size }.
export-would-profile =
    "{ $place }" would have { $count ->
        [one] one episode
       *[other] { $count } episodes
    }, { $length }, { $size }, in the form of the profile "{ $profile }".
export-replaced = It takes the place of the one that was there.
export-open = Open index.html in it with a web browser. For a player, copy the folder PODCASTS in it.
export-unpack = Whoever gets it unpacks it and opens index.html with a web browser.
export-file = { $file }, { $size }
profile-unknown = There is no profile "{ $profile }".
profile-unknown-known = Those there are: { $profiles }
profile-unknown-own = One of your own goes into episodes/show.toml, as [profile.NAME].
export-nothing = No episode is public yet, so there is nothing to hand on.
export-nothing-list = All numbers: podcast list
export-wrong-numbers = "{ $value }" are no numbers of episodes.
export-wrong-numbers-example = Write them like this: podcast export 1-50,52 --to FOLDER
export-taken = { $file } is there already and was not made by podcast export; it stays as it is.
export-taken-other = Give another name: --to PLACE
export-stranger = In "{ $file }" lies "{ $stranger }", which podcast export did not put there. Nothing was replaced.
export-stranger-move = Move that file elsewhere, or give another name: --to PLACE
export-volume = "{ $folder }" is a whole drive; a bundle is a folder on it.
export-volume-folder = For a folder on it: { $command }
export-within = "{ $folder }" is inside the show, where only the show's own files belong.
export-no-folder = The folder "{ $folder }" is not there.
export-no-folder-make = Make it first, or give another place: --to PLACE
export-no-room-fewer = Make room, or take fewer episodes: --latest 10
export-altered = { $file } is no longer what was put on the shelf, so there is no bundle with it.
export-altered-check = What is wrong with it: podcast check
# What the page of a bundle says to listeners.
bundle-sum =
    { $count ->
        [one] One episode
       *[other] { $count } episodes
    }, { $length }
bundle-begin = Play from the beginning
bundle-go-on = Go on with
bundle-more = About it
bundle-text = All of it as text
bundle-file = The sound file
bundle-part = Part { $n } of { $of }
part-title = { $title } ({ $n } of { $of })
bundle-how = Everything here works without a network. The sounds lie in { $folder }; copy the folder PODCASTS onto a player, and it plays them in this order.

## podcast sync, players

asked-only-example = Write it like this: --only 1-50,52
sync-only-nothing = No episode that is public has a number in { $only }.
sync-only-nothing-list = All numbers: podcast list. To take everything off a player: podcast unload
sync-init-which = Say which volume is to become a player: podcast sync PLAYER --init
sync-see-players = What is plugged in: podcast players
sync-name-one = A name is for one player. Make them ours one after the other.
sync-none = No player of ours is plugged in.
sync-none-init = To make one: podcast sync PLAYER --init, with the folder in which it is mounted
sync-would-init = "{ $player }" would become a player of this show.
sync-init-question = Make "{ $player }" a player of this show all the same? (yes/no)
sync-ready =
    "{ $player }" is ready, with { $episodes ->
        [one] one episode
       *[other] { $episodes } episodes
    }. It may be unplugged.
sync-would =
    "{ $player }" would have { $episodes ->
        [one] one episode
       *[other] { $episodes } episodes
    }.
sync-copied =
    { $count ->
        [one] One episode comes to it
       *[other] { $count } episodes come to it
    }, { $size }.
sync-removed =
    { $count ->
        [one] One episode is taken off.
       *[other] { $count } episodes are taken off.
    }
sync-copied-along =
    { $count ->
        [one] One file of yours goes along, { $size }.
       *[other] { $count } files of yours go along, { $size }.
    }
sync-removed-along =
    { $count ->
        [one] One file that went along is taken off.
       *[other] { $count } files that went along are taken off.
    }
sync-heard =
    { $count ->
        [one] One episode was heard, and is not sent again; to send it all the same: --again
       *[other] { $count } episodes were heard, and are not sent again; to send them all the same: --again
    }
sync-with-within = "{ $folder }" and the player "{ $player }" lie in one another.
sync-with-nothing = There is no sound in "{ $folder }" that every player plays.
sync-with-nothing-mp3 = Save what is to go along as MP3. To take off what went along, leave --with out.
sync-with-unplayable = "{ $file }" does not go along: it cannot be heard here, and not every player plays it.
sync-with-convert = Save it as MP3 and run the same line again.
sync-with-others =
    { $count ->
        [one] One file in "{ $folder }" is no sound, and stays here.
       *[other] { $count } files in "{ $folder }" are no sounds, and stay here.
    }
sync-reordered = The order is put right, by names alone.
sync-small = Only names, the list or the cover were not up to date.
sync-missing = { $size } missing.
sync-see-below = See below.
sync-second-try = It took a second try; see that its cable and the hub sit well.
sync-tried-twice = It was tried twice.
sync-was-cut = The last time it was cut off; everything on it was checked and put right.
sync-nothing = Nothing is missing on it; nothing is written.
sync-left = "{ $file }" is no longer as it was put there, and is left as it is.
sync-left-again = To have it as it was: delete it on the player, and run the same line again.
sync-needs-mending = Two names on it lead to the same bytes, since the cable was pulled while it was written to. Have this computer check and mend it (Windows: Properties, Tools, Check), then run the same line again.
sync-out-of-order = The names could not be put in the order of play. Run the same line again.
sync-moved = There are files of others in the folder "{ $folder }"; they stay there. The episodes are in "{ $now }" now.
sync-left-out =
    { $count ->
        [one] There is no room for one older episode; it was left out.
       *[other] There is no room for { $count } older episodes; they were left out.
    }
sync-waiting =
    { $count ->
        [one] One episode waits to be released, and was left out.
       *[other] { $count } episodes wait to be released, and were left out.
    }
sync-tagged = { name-first } is still called "{ $title }" on players that had it before; to have it copied anew there: { $command }
sync-about = "{ $player }":
sync-many =
    { $ready } of { $all ->
        [one] one player
       *[other] { $all } players
    } ready.
sync-head-player = Player
sync-head-state = State
sync-head-episodes = Episodes
sync-head-done = Changes
sync-state-ready = ready
sync-state-planned = planned
sync-state-full = full
sync-state-read-only = read-only
sync-state-gone = gone
sync-state-stopped = stopped
sync-state-failed = not ready
player-not-there = There is no folder "{ $player }".
player-not-ours = "{ $player }" is no player of this show yet.
player-not-ours-init = To make it one: { $command }
eject-done = "{ $player }" is handed back: pull it out.
eject-no-volume = "{ $player }" cannot be handed back from here. It may be unplugged all the same: everything is on it.
eject-no-program = To hand "{ $player }" back, the program { $program } is needed, and it is not here. It may be unplugged all the same: everything is on it.
eject-held = "{ $player }" is still in use by { $programs }, so it was not handed back. Close that first, then pull it out; what the show has put there is safe.
eject-refused = This computer did not hand "{ $player }" back: { $said }. It may be unplugged all the same: everything is on it.

## podcast course

course-none = No player of the course "{ $course }" is plugged in.
course-none-new = Nor is a new, empty volume. Plug a player in, or write the folder in which it is mounted after the file.
course-none-init = To set up its players: podcast course FILE --init
course-other = "{ $player }" is a player, and none of the course "{ $course }".
course-unread = See that its name and folder are right. A course is a small text file that you write yourself; what stands in it: podcast help course
course-follows = "{ $player }" now goes by the course file: { $what }.
course-would-follow = "{ $player }" would go by the course file: { $what }.
course-follows-profile = profile "{ $now }" in place of "{ $was }"
course-follows-room = room "{ $now }" in place of "{ $was }"
course-follows-first-room = room "{ $now }"
course-too-many = There are { $volumes } new volumes, and names left for { $names } of them.
course-too-many-lost = A player that is lost gives its name back: podcast players --forget NAME
course-too-many-how = Raise players in the file of the course, or name the volumes that are meant behind it.
course-becomes = { $folder } becomes "{ $player }".
course-keeps =
    { $count ->
        [one] There is a file or folder of somebody on it; it stays as it is.
       *[other] There are { $count } files or folders of somebody on it; they stay as they are.
    }
course-question =
    { $count ->
        [one] Set it up? (yes/no)
       *[other] Set up all { $count }? (yes/no)
    }
course-unasked = No volume is made a player without a word, and nobody is here to give it.
course-unasked-yes = To do it without being asked: --yes
course-declined = Nothing was changed.
course-not-empty =
    { $count ->
        [one] "{ $player }" is not taken: there is a file or folder of somebody on it.
       *[other] "{ $player }" is not taken: there are { $count } files or folders of somebody on it.
    }
course-not-empty-name = To take it all the same, name its folder behind the file of the course: { $folder }
course-next = Plug in the player that is to be "{ $player }".
course-stopped = Stopped. The same line goes on with the next name.
course-ready =
    The course "{ $course }": { $ready } of { $all ->
        [one] one player
       *[other] { $all } players
    } ready.
course-unready = Not ready: { $players }
course-absent =
    { $count ->
        [one] One is not plugged in: { $players }
       *[other] { $count } are not plugged in: { $players }
    }
labels-title = Labels: { $course }
labels-scan = Listen at home
labels-ready =
    { $count ->
        [one] The sheet with one label is ready: { $file }
       *[other] The sheet with { $count } labels is ready: { $file }
    }
labels-open = Open it in a web browser, and print it on A4, at 100 %.
labels-taken = { $file } is there already, and is no sheet of labels. It was not changed.
labels-taken-other = Give another name: --labels FILE

player-fixed = "{ $player }" is not a volume that can be unplugged, but a folder or a disk of this computer.
player-fixed-strangers =
    { $count ->
        [one] There is a file or folder of somebody on it.
       *[other] There are { $count } files or folders of somebody on it.
    } They would stay as they are.
player-strangers =
    { $count ->
        [one] There is a file or folder of somebody on "{ $player }".
       *[other] There are { $count } files or folders of somebody on "{ $player }".
    } They would stay as they are.
player-unasked-yes = If it is to be a player all the same: { $command }
player-within = "{ $player }" and the show lie in one another.
player-within-name = Name the folder in which the player is mounted.
player-foreign = "{ $player }" belongs to another show, "{ $show }". Nothing was changed.
player-take-in = To use it for this show; what is on it stays there, and is no longer ours: { $command }
player-profile = "{ $player }" is set to the profile "{ $profile }", and the show has none of that name. Nothing was changed.
player-profile-other = To give it another: { $command }
player-recognise = To use it again; what this computer remembers having put there is recognised, and all else stays there as files of others: { $command }
player-twin = "{ $player }" bears the same mark as "{ $other }": one is a copy of the other. Nothing was changed.
player-copy = "{ $player }" is a copy of another player, mark and all. Nothing was changed.
player-twin-name = Give it a name and a mark of its own: { $command }
player-newer = A newer version of this program has written on "{ $player }". Nothing was changed.
player-endless = What podcast had written on "{ $player }" about itself names more files than any player takes. Nothing was changed.
player-too-many = { $count } files are meant for "{ $player }", and no player takes more than 10,000. Nothing was changed.
player-too-many-fewer = Take fewer: --latest, --only
player-corrupt = What podcast had written on "{ $player }" about itself cannot be read any more. Nothing was changed.
player-no-folder = "{ $file }" on "{ $player }" is no folder, and one of that name is needed.
player-no-folder-rename = Give it another name, and run the same line again.
player-in-use = This program is already busy with "{ $player }" in another window of this computer.
player-read-only = "{ $player }" cannot be written to.
player-read-only-switch = Is there a switch on it that locks it?
player-mend = If that does not help: have this computer check and repair it (Windows: Properties, Tools, Check; Linux: fsck.vfat -a, until it finds nothing more).
player-no-room = "{ $player }" has too little room: { $size } missing. Nothing was changed.
player-no-room-make = Delete something on it that is not needed, or take fewer episodes: --fit, --latest, --only
player-no-room-course = Delete something on it that is not needed, or write in the file of the course that fewer episodes go along: latest or only. With fit = true it gets as many as there is room for.
player-no-room-latest =
    { $count ->
        [one] One of those that are to come would fit
       *[other] { $count } of those that are to come would fit
    }: { $command }
player-full = "{ $player }" became full while it was written to. What was finished is whole.
player-full-again = Delete something on it that is not needed, then: { $command }
player-root-full = The first folder of "{ $player }" takes no more names, though there is room.
player-root-full-move = Move some files on it into a folder, and run the same line again.
player-gone = "{ $player }" was pulled out, or its connection was lost.
player-again = Plug it in; what was cut off is put right by the same line: { $command }
player-unfaithful = What is read back of "{ $file }" on "{ $player }" is not what was written.
player-unfaithful-worn = Its memory is worn out, or smaller than it says. Use another player.
player-unfit = The sound "{ $file }" is not as its episode says.
player-unfit-check = What is wrong with the show: podcast check
player-changing = "{ $file }" was changed while it was being copied.
player-changing-again = Run the same line again when it is finished.
player-io = "{ $file }" on "{ $player }" could not be { $doing ->
        [read] read
        [removed] removed
        [moved] moved
        [made] made
       *[written] written
    }: { $why }.
player-ledger = What this computer remembers of players could not be written: { $error }.
unload-question = "{ $player }" belongs to another show, "{ $show }". Take everything of that show off it? (yes/no)
unload-foreign-yes = To take off what that show put there: { $command }
unload-done =
    { $count ->
        [0] No episode is taken off "{ $player }"
        [one] One episode is taken off "{ $player }"
       *[other] { $count } episodes are taken off "{ $player }"
    }. It is no longer a player of ours, and may be unplugged.
players-none = No player is plugged in.
players-none-how = It must show up as a drive. A telephone does not; on it, any podcast app takes the show's address.
players-elsewhere =
    { $count ->
        [one] One more player is known, and not plugged in
       *[other] { $count } more players are known, and not plugged in
    }: podcast players --all
players-forget-here = "{ $player }" is plugged in, so it is not lost.
players-forget-unload = To take off it what was put there, and forget it: { $command }
players-forget-none = This show knows no player "{ $player }".
players-forget-which = Those that it knows: podcast players --all
players-forgotten = "{ $player }" is forgotten. Its name may be given to another.
players-not-here = not plugged in
players-not-ours = "{ $player }" is no player of ours. To make it one: { $command }
players-telephone = "{ $name }" shows no drive (MTP): set it to "USB drive" or "MSC" in its own menu, or use an app on it.
players-head-room = Room
players-head-profile = Profile
players-head-free = Free
players-head-synced = Synced
players-head-folder = Folder

## What check finds. `.remedy` says what to do. `.without` and `.remedy-without` take their place where
## one of the values is empty.

finding-field-missing = The show has no { $key }, and no directory takes it without.
    .remedy = Write it in episodes/show.toml.
    .elsewhere = Add it to the channel.
    .why = Directories turn away a feed without these.
finding-category-unknown = Apple's directory has no category "{ $given }".
    .remedy = In episodes/show.toml write: category = "{ $suggestion }"
    .remedy-without = In episodes/show.toml write one that it has, such as "Arts/Books".
    .elsewhere = Write "{ $suggestion }".
    .elsewhere-without = Write one that it has, such as "Arts/Books".
    .why = Directories sort by Apple's list, and leave out what is not in it.
finding-language-unknown = "{ $given }" is not the code of a language.
    .remedy = In episodes/show.toml write: language = "{ $suggestion }"
    .remedy-without = In episodes/show.toml write da, en or another code of two letters.
    .elsewhere = Write { $suggestion }.
    .elsewhere-without = Write da, en or another code of two letters.
    .why = Directories sort by language, and turn away a feed whose language they do not know.
finding-moving-in = The show is still moving in; not all of its episodes are here.
    .remedy = Run the same podcast import again: it goes on where it stopped.
    .why = Half a feed would cost it listeners.
finding-link-wrong = The link "{ $given }" is not a web address.
    .remedy = In episodes/show.toml write one like this: link = "https://example.org/podcast"
    .why = Every address in the feed is made of it.
finding-link-missing = The show has no web address, so the feed works on this computer only.
    .remedy = When you know the address, write it as link in episodes/show.toml.
    .why = Without an address nobody else can fetch the feed.
finding-email-missing = The show has no e-mail address; some directories ask for one.
    .remedy = Write it as email in episodes/show.toml. Anybody can read it in the feed.
    .elsewhere = Add itunes:owner with an itunes:email to the channel.
    .why = Directories send a mail to prove that the show is yours.
finding-email-wrong = "{ $given }" is not an e-mail address.
    .remedy = Correct email in episodes/show.toml.
    .why = A mail to it never arrives, and the show cannot be claimed.
finding-author-missing = The show does not say who makes it.
    .remedy = Write it as author in episodes/show.toml.
    .elsewhere = Add itunes:author to the channel.
    .why = Apps show the maker below the title, and some directories ask for one.
finding-description-long = The description of the show is longer than directories take.
    .remedy = Shorten description in episodes/show.toml to about { $most } letters; it takes { $bytes } now.
    .why = Apple counts bytes and cuts what is above; æ, ø and å count two.
finding-text-long = The { $key } of the show is too long: { $characters } letters. Listeners see the first { $most }.
    .remedy = Shorten it in episodes/show.toml.
    .why = Directories take 255 characters.
finding-setting-unknown = episodes/show.toml says "{ $key }", which nobody here knows. It has no effect.
    .remedy = Is { $suggestion } meant?
    .remedy-without = Look for a misspelling, or take the line out.
    .why = A misspelt setting does nothing, and nobody notices.
finding-artwork-none = The show has no cover of its own; a plain one was drawn.
    .remedy = Put a square picture in episodes/ and name it in episodes/show.toml: artwork = "cover.jpg"
    .why = People choose shows by their covers.
finding-artwork-lost = The cover { $file } is not there; a plain one was drawn instead.
    .remedy = Put the picture there, or correct artwork in episodes/show.toml.
    .why = The show would change its face without anybody having decided so.
finding-artwork-unreadable =
    { $why ->
        [large] The cover { $file } is too large to be read; a plain one was drawn instead.
       *[other] The cover { $file } cannot be read; a plain one was drawn instead.
    }
    .remedy =
        { $why ->
            [large] Save it smaller: 3000 × 3000 pixels are enough.
           *[other] Save the picture again as JPEG or PNG.
        }
    .why = Apps could not show it either.
finding-artwork-small = The picture { $file } is small: { $width } × { $height } pixels. In the feed it is enlarged and looks blurred.
    .remedy = Use a picture of at least { $least } × { $least } pixels.
    .why = Directories take 1400 to 3000 pixels.
finding-artwork-not-square = The picture { $file } is not square ({ $width } × { $height } pixels). In the feed it gets margins.
    .remedy = Crop it to a square.
    .why = Directories show squares.
finding-artwork-not-rgb = The picture { $file } has colours that apps may show wrongly. In the feed it is converted.
    .remedy = Save it as JPEG or PNG in RGB, with nothing transparent.
    .why = Colours for print look wrong on screens, and what is transparent becomes black in some apps.
finding-artwork-heavy = The picture { $file } is large: { $kb } kB. Some apps show none above { $most } kB.
    .remedy = Save it as JPEG with a lower quality.
    .why = Some apps give up pictures above half a megabyte.
finding-jingle-lost = The recording { $file }, named as { $key } in episodes/show.toml, is not there. No episode can be added.
    .remedy = Put it there, or correct { $key } in episodes/show.toml.
    .why = Every episode is to have it.
finding-title-numbered = { name-first }: the title "{ $title }" carries the number, and apps show it themselves.
    .remedy = { $command }
    .remedy-without = Give it a title that says what it is about: podcast edit { $episode } --title "…"
    .elsewhere = Write: { $without }
    .elsewhere-without = Give it a title that says what it is about.
    .why = Apps show the number beside the title, so it would stand there twice.
finding-title-names-show = { name-first }: the title "{ $title }" repeats the name of the show, which apps show beside it.
    .remedy = podcast edit { $episode } --title "…"
    .why = Apps show the name of the show above the title, and have little room.
finding-title-twice = { name-first } is called "{ $title }", and so is { $other }.
    .remedy = podcast edit { $episode } --title "…"
    .why = Listeners cannot tell the two apart.
finding-notes-long = { name-first }: the notes are longer than directories take, and may be cut.
    .remedy = Shorten them: podcast edit { $episode } --notes-file FILE
    .why = Apple counts bytes and cuts what is above.
finding-date-ahead = { name-first } waits for { $date }.
    .remedy = It comes into the feed the first time podcast build runs after that.
    .why = So that nobody wonders where it is.
finding-date-future = { name-first } is in the feed with a date still to come, { $date }; some apps hide it until then.
    .remedy = Was the clock of this computer wrong? Give it the right date: podcast edit { $episode } --date DATE
    .elsewhere = Give it the right date, or take it out until then.
    .why = Apps hide episodes until their date.
finding-tags-stale = { name-first } is called "{ $title }"; the MP3 still says "{ $tagged }".
    .remedy = podcast edit { $episode } --retag
    .why = Players without a network show what stands in the file.
finding-chapters-stale = { name-first } has other chapters now; in the MP3 itself they are still as before.
    .remedy = podcast edit { $episode } --retag
    .why = Players without a network show what stands in the file.
finding-picture-stale = { name-first } has another picture now; in the MP3 itself it is still as before.
    .remedy = podcast edit { $episode } --retag
    .why = Players without a network show what stands in the file.
finding-chapters-unlisted = { name-first }: the notes are so long that the chapters do not fit below them.
    .remedy = Apps show the chapters all the same. For a list of them in the text, make the notes shorter: podcast edit { $episode } --notes-file FILE
    .why = Many apps show chapters only while playing; a list in the notes can be read before.
finding-transcript-missing = { name-first }: the transcript { $file } is not there.
    .remedy = Put it back from your backup, or take another: podcast edit { $episode } --transcript FILE. To do without: --no-transcript
    .why = The feed would name a text that nobody can fetch.
finding-transcript-damaged = { name-first }: the transcript { $file } is not as it was when it was taken.
    .remedy = If you corrected it there, save it elsewhere and take that: podcast edit { $episode } --transcript FILE. Otherwise put it back from your backup.
    .why = What listeners read is to be what was taken.
finding-picture-missing = { name-first }: the picture { $file } is not there; the cover of the show stands in.
    .remedy = Put it back from your backup, or take another: podcast edit { $episode } --artwork FILE. To do without: --artwork none
    .why = Listeners would see the episode without its picture, and nobody has decided so.
finding-picture-damaged = { name-first }: the picture { $file } is not as it was when it was taken; the cover of the show stands in.
    .remedy = If you changed it there, save it elsewhere and take that: podcast edit { $episode } --artwork FILE. Otherwise put it back from your backup.
    .why = What listeners see is to be what was taken.
finding-media-missing = { name-first }: the sound { $file } is not there.
    .remedy = Put it back from a backup, or make it again: podcast remaster { $episode }
    .why = The feed would name a sound that nobody can fetch.
finding-media-length = { name-first }: the sound { $file } is not as it was when it was made.
    .remedy = Put it back from a backup, or make it again: podcast remaster { $episode }
    .why = Apps fetch as many bytes as the feed says.
finding-media-damaged = { name-first }: the sound { $file } is damaged or was changed.
    .remedy = Put it back from a backup, or make it again: podcast remaster { $episode }
    .why = What listeners get is to be what was made.
finding-recording-missing = { name-first }: the kept recording { $file } is not there.
    .remedy = The episode is fine without. If you have the recording somewhere, put it back there.
    .why = Without it the sound cannot be made again.
finding-recording-length = { name-first }: the kept recording { $file } is not as it was.
    .remedy = The episode is fine. If you have the recording somewhere, put it back there.
    .why = The sound that is made of it would be another.
finding-record-broken = { $file }, line { $line }: { $problem }.
    .without = { $file }: { $problem }.
    .remedy = Open the file in a text editor and correct it. Earlier versions of it are in the folder .history beside it.
    .why = Without its record an episode would fall out of the feed.
finding-record-newer = { $file } was written by a newer version of podcast. It can be read here, but not changed.
    .remedy = Install the newer version on this computer, too.
    .why = An older program could undo what the newer one wrote.
finding-folder-differs = { name-first } is in a folder named { $folder }; { $expected } was expected.
    .remedy = It does no harm. If it confuses, give the folder the expected name.
    .why = People look for an episode by the name of its folder.
finding-number-twice = { $first } and { $second } are both number { $number }.
    .remedy = One of them is probably a copy made by hand: move it out of episodes/.
    .why = A number is never used twice: somebody may have cited it.
finding-guid-twice = { $first } and { $second } are the same episode in the eyes of apps.
    .remedy = One of them is probably a copy made by hand: move it out of episodes/, and add its recording with podcast add.
    .elsewhere = Give one of them a guid of its own.
    .why = Apps show only one of the two.
finding-enclosure-twice = { name-first } would have the same address as { $other }: { $media }.
    .remedy = Change slug in the episode.toml of the newer one.
    .why = Directories leave the second one out.
finding-published-lost = { name-first } was in the feed and is nowhere now. Listeners would lose it.
    .remedy = Put its folder back from a backup. If it is meant to go: podcast build --allow-removal
    .why = An episode that vanishes by accident is lost to its listeners.
finding-guid-changed = { name-first } has another identity than in the last feed. Apps would show it as a new one.
    .remedy = Put the old guid back in its episode.toml: { $was }. If it is meant: podcast build --allow-removal
    .why = Every app would fetch it again as a new episode.
finding-stranger = { $file } is in episodes/ and is no episode. It is left alone.
    .remedy = Move it elsewhere if it is in the way.
    .why = So that nothing lies there by mistake.
finding-symlink = { $file } only points to another place and is not followed.
    .remedy = Put the folder itself there.
    .why = What it points to can be missing elsewhere.
finding-conflict-copy = { $file } is a copy made by a cloud folder when two people changed the same file.
    .remedy = Compare the two, keep the right one under the right name, and move the other out of episodes/.
    .why = One of the two changes would be lost.
finding-page-taken = { $file } stands where a page of the listening site would. It is left alone.
    .remedy = Move it elsewhere if you want the page: podcast build
    .why = A file that we did not make is never replaced.
finding-category-dead = The category "{ $given }" is one that directories no longer have.
    .remedy = In episodes/show.toml write: category = "{ $suggestion }"
    .elsewhere = Write "{ $suggestion }".
    .why = Directories sort by the list of today.
finding-category-misplaced = The category "{ $given }" puts the lower one under the wrong upper one.
    .remedy = In episodes/show.toml write: category = "{ $suggestion }"
    .elsewhere = Write "{ $suggestion }".
    .why = Directories read the two together, and find no such pair.
finding-address-wrong = The address "{ $given }" ({ $key }) is not a web address.
    .remedy = Write it whole, as https://example.org/page. Until then the feed leaves it out.
    .elsewhere = Write it whole, as https://example.org/page.
    .why = Apps cannot open what is no address.
finding-address-insecure = The address "{ $given }" ({ $key }) begins with http, and others can read and change what it brings.
    .remedy = Write https in place of http, if the server answers there.
    .elsewhere = Write https in place of http, if the server answers there.
    .why = Phones refuse to fetch over http, and what comes that way can be changed by others.
finding-address-odd = The address "{ $given }" ({ $key }) holds spaces or letters that an address cannot have.
    .remedy = Write it like this: { $suggestion }
    .elsewhere = Write it like this: { $suggestion }
    .why = Some apps stop at the first such letter.
finding-text-entity = The { $key } holds "{ $given }", and apps show exactly that.
    .remedy = Write the character itself, such as & in place of &amp;.
    .elsewhere = Spell the character once only: &amp; in the XML for &.
    .why = It was made text once too often.
finding-description-markup = The description holds "{ $given }", and listeners see exactly that.
    .remedy = Take such marks out of description in episodes/show.toml. An empty line begins a new paragraph.
    .why = The description is plain text.
finding-artwork-ending = The cover { $file } is a { $right } picture, but its name ends otherwise.
    .remedy = Give it a name that ends in .{ $right }, and correct artwork in episodes/show.toml.
    .why = Directories trust the name, and turn the picture away.
finding-new-feed-same = The feed is said to have moved to { $address }, where it is already.
    .remedy = Take new_feed out of episodes/show.toml, or write the address of the other feed.
    .elsewhere = Take itunes:new-feed-url out, or write the address of the other feed.
    .why = Apps would go round in a circle.
finding-feed-guid-wrong = The feed's identity "{ $given }" is not of the form that identities have.
    .remedy = Put the guid back that stood in episodes/show.toml before. If there was none, take the line out, and the next build gives one.
    .why = Apps know the show by it, also after it moved.
finding-person-nameless = Somebody is listed as { $role } without a name.
    .without = Somebody is listed without a name.
    .remedy = Write the name, or take the person out of the list.
    .elsewhere = Write the name, or take the person out.
    .why = Apps list people by name.
finding-role-unknown = { $name } is listed as "{ $given }", a part that no app knows.
    .remedy = Is "{ $suggestion }" meant?
    .remedy-without = Usual parts are host, co-host, guest, narrator, author, editor and producer.
    .elsewhere = Is "{ $suggestion }" meant?
    .elsewhere-without = Usual parts are host, co-host, guest, narrator, author, editor and producer.
    .why = Apps know parts by a common list.
finding-licence-unknown = Nobody knows the licence "{ $given }", and it has no address to read it at.
    .remedy = Is "{ $suggestion }" meant?
    .remedy-without = Write a known one such as "cc-by-4.0", or your own with its address as url.
    .elsewhere = Is "{ $suggestion }" meant?
    .elsewhere-without = Write a known one such as "cc-by-4.0", or add the address of its text as url.
    .why = Others can only use the show on terms that they can read.
finding-location-wrong = The place "{ $given }" cannot be understood.
    .remedy = A place has a name; geo is two numbers such as 56.4607,10.0364, and osm a name of OpenStreetMap such as R2186660.
    .why = Apps put places on a map.
finding-update-wrong = How often the show comes cannot be understood by apps: "{ $given }".
    .remedy = Write rrule like this: FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
    .why = Apps tell listeners by it when to expect the next episode.
finding-medium-unknown = No app knows the medium "{ $given }".
    .remedy = Is "{ $suggestion }" meant?
    .remedy-without = Write podcast, audiobook, course, music, newsletter or blog.
    .elsewhere = Is "{ $suggestion }" meant?
    .elsewhere-without = Write podcast, audiobook, course, music, newsletter or blog.
    .why = Apps choose by it how to play.
finding-value-long = "{ $given }" ({ $key }) is long; apps show the first { $most } characters.
    .remedy = Shorten it.
    .why = Apps cut what is longer.
finding-season-unused = Season { $season }, "{ $name }", has no episodes.
    .remedy = Give its episodes the season: podcast edit N --season { $season }
    .why = Perhaps the number is wrong.
finding-complete-ahead = { name-first } is still to come, but the show says that it is at its end.
    .remedy = Take complete out of episodes/show.toml until the last episode is out.
    .why = Apps stop looking for episodes of a show that is at its end.
finding-feed-large = The feed has { $kb } kB. Above { $most } kB it is slow to fetch, and some apps give it up.
    .remedy = Shorten the notes of the oldest episodes: podcast edit N --notes-file FILE. Or write feed_page = 100 in episodes/show.toml: the older episodes then stand in pages of their own, which only some apps fetch.
    .why = Every app fetches the whole feed every time.
finding-notes-markup = { name-first }: in the notes stands "{ $given }", and listeners see exactly that.
    .remedy = Write notes without such marks: an empty line for a new paragraph, "- " for a list, **bold** for bold, [text](address) for a link.
    .why = Notes are written in Markdown, and HTML in them is shown as it stands.
finding-notes-link-wrong = { name-first }: the link "{ $given }" in the notes leads nowhere.
    .remedy = Write the whole address, with https:// in front.
    .why = Apps open only whole addresses.
finding-date-order = { name-first } is dated before { $other }, though its number is higher; apps list them in the wrong order.
    .remedy = Give it a later date: podcast edit { $episode } --date DATE
    .why = Apps sort by date.
finding-duration-differs = { name-first }: the feed says that it plays for { $expected } seconds; the file plays for { $seconds }.
    .remedy = Make the sound again: podcast remaster { $episode }
    .why = Apps show the length before they have the file, and jump by it.
finding-sound-empty = { name-first } plays for no time at all; directories turn it away.
    .remedy = Give it another recording: podcast replace { $episode } RECORDING
    .why = Directories turn away what plays for no time.
finding-season-mixed = { name-first } has no season, though the episodes before and after it have.
    .remedy = podcast edit { $episode } --season N
    .why = Apps put it below all seasons.
finding-soundbite-outside = { name-first }: the soundbite at { $given } is not within the episode.
    .remedy = Name it again by its times: podcast edit { $episode } --soundbite "1:15-2:00"
    .why = Apps cannot play what is not there.
finding-soundbite-length = { name-first }: the soundbite at { $given } lasts { $seconds } seconds; apps want 15 to 120.
    .remedy = Name it again by its times: podcast edit { $episode } --soundbite "1:15-2:00"
    .why = A shorter one says nothing, a longer one nobody hears.
finding-transcript-none =
    { $episodes ->
        [one] One episode has no transcript.
       *[other] { $episodes } episodes have no transcript.
    }
    .remedy = Lay it beside the recording, give it with --transcript, or have it written: podcast transcribe. If you cannot, write transcripts = false in episodes/show.toml.
    .why = Who cannot hear has nothing but the transcript, and public bodies owe it to them.
finding-consent-missing = { name-first }: nobody has written down that those who are heard agreed to it.
    .remedy = podcast edit { $episode } --consent "Anna Holm agreed in writing, 3 October, folder 7"
    .why = Whoever is heard can ask for proof that they agreed. The show asks for it by the setting consent.
finding-rights-missing = { name-first }: nobody has written down by what right music and readings are in it.
    .remedy = podcast edit { $episode } --rights "No music; read with the author's leave"
    .why = Music and readings belong to somebody. The show asks for it by the setting consent.
finding-feed-broken = The feed cannot be read: in line { $line } the XML is broken ({ $problem }).
    .remedy = Whatever writes the feed must spell & and < as &amp; and &lt;, and close what it opens.
    .why = Apps read nothing of a feed with broken XML.
finding-feed-doctype = The feed declares a DOCTYPE, which is not read.
    .remedy = Take the line that begins with <!DOCTYPE out of it.
    .why = It can make a reader work for ever, and feeds need none.
finding-feed-oversize = The file has more than { $most } MB. No feed has that.
    .remedy = Is it the right file?
    .why = Every app would fetch all of it, every time.
finding-feed-encoding = The feed is not written in UTF-8.
    .remedy = Have whatever writes it write UTF-8.
    .why = Letters such as æ, ø and å would be wrong.
finding-no-channel = This is no podcast feed: it begins with "{ $given }".
    .remedy = A feed begins with <rss> and has a <channel>. Is it the page about the show, rather than its feed?
    .why = Apps find nothing to subscribe to.
finding-namespace-wrong = The name space "{ $given }" is misspelt; many apps see nothing of what it holds.
    .remedy = Write { $right }, letter by letter.
    .why = Parsers compare the address letter by letter.
finding-self-link-missing = The feed does not say where it stands.
    .remedy = Add <atom:link rel="self" type="application/rss+xml" href="…"/> to the channel.
    .why = Apps learn by it where the feed stands, whoever passed it on.
finding-locked-missing = The feed does not say whether others may move it to themselves.
    .remedy = Add <podcast:locked>yes</podcast:locked> to the channel.
    .why = It keeps others from taking the show to themselves.
finding-feed-guid-missing = The feed has no identity that stays when it moves.
    .remedy = Add podcast:guid to the channel, made of the feed's address.
    .why = Apps know the show by it, also after it moved.
finding-show-empty = The feed has no episodes.
    .remedy = Directories list a show with its first episode; a trailer will do.
    .why = Directories take no show without an episode.
finding-text-spaces = There are spaces before or after the { $key } "{ $given }".
    .remedy = Take them out.
    .why = Some directories turn such texts away.
finding-explicit-old = itunes:explicit says "{ $given }", a word of former years.
    .remedy = Write true or false.
    .why = Directories read true and false.
finding-type-unknown = itunes:type says "{ $given }", which is no kind of show.
    .remedy = Write episodic or serial.
    .why = Apps sort by it: newest first, or first one first.
finding-yes-wanted = { $key } says "{ $given }", which has no effect.
    .remedy = Write Yes, or leave it out.
    .why = Any other word counts as nothing said.
finding-image-ending = The picture "{ $given }" does not end in .jpg or .png.
    .remedy = Directories take JPEG and PNG, under a name that says which.
    .why = Directories tell the form of a picture by its name.
finding-file-gone =
    { $answer ->
        [slow] { name-first }: { $given } does not answer in time.
        [unreachable] { name-first }: { $given } cannot be reached.
        [inside] { name-first }: { $given } leads into a network that nobody outside can see.
        [around] { name-first }: { $given } leads on and on and nowhere.
        [unaddressed] { name-first }: { $given } is no web address.
       *[other] { name-first }: { $given } answers with error { $answer }.
    }
    .remedy = Put the file there again, or correct its address in the feed.
    .why = Apps fetch what the feed names, and listeners meet an error.
finding-file-page = { name-first }: where its sound should be, { $given }, is a web page.
    .remedy = Name the address of the sound itself.
    .why = Apps would try to play the page.
finding-file-length = { name-first }: { $given } has { $bytes } bytes; the feed says { $told }.
    .remedy = Write the true number of bytes in the feed.
    .why = Apps show the size by it, and see whether all has come.
finding-file-parts = The server gives a sound whole or not at all, for instance { $given }.
    .remedy = Have the web server answer ranges of bytes (HTTP range requests).
    .why = Without, players cannot jump in an episode, and Apple turns the show away.
finding-cover-unreadable = The cover, { $given }, cannot be had, or is neither a JPEG nor a PNG that can be read.
    .remedy = Put a picture there, JPEG or PNG.
    .why = Directories turn a show away whose cover they cannot show.
finding-cover-shape = The cover has { $width } × { $height } pixels.
    .remedy = Directories want a square of { $least } to { $most } pixels.
    .why = Other pictures are cut, blurred or turned away.
finding-title-missing = { name-first } has no title.
    .remedy = Every item needs one; apps leave it out otherwise.
    .why = Directories turn away an episode without one.
finding-title-long = { name-first }: the title has { $characters } characters; directories take { $most }.
    .remedy = Shorten it.
    .why = Directories cut or turn away what is longer.
finding-enclosure-missing = { name-first } has no sound.
    .remedy = Add an enclosure with url, length and type, or take the item out.
    .why = Without it there is nothing to hear.
finding-enclosure-length = { name-first }: the length of the sound is "{ $given }".
    .without = { name-first }: the length of the sound is not said.
    .remedy = Write the number of bytes of the file.
    .why = Apps show the size by it, and see whether all has come.
finding-enclosure-type = { name-first }: the type of the sound is "{ $given }".
    .without = { name-first }: the type of the sound is not said.
    .remedy = Write { $right }.
    .remedy-without = Write { $right }.
    .why = Apps leave out what they do not believe to be sound.
finding-guid-missing = { name-first } has no identity.
    .remedy = Add a guid that never changes. Do not make it of the title or the address of the sound.
    .why = Apps would take another title or address for another episode.
finding-guid-permalink = { name-first }: the identity "{ $given }" is said to be a web address, and is none.
    .remedy = Write <guid isPermaLink="false">. The identity itself must stay.
    .why = Apps open it as a page, and find none.
finding-date-wrong = { name-first }: the date "{ $given }" is not of the form that feeds have.
    .without = { name-first } has no date.
    .remedy = Write it like this: Tue, 03 Nov 2026 10:00:00 +0100
    .why = Apps sort by date, and put what has none anywhere.
finding-date-weekday = { name-first }: the date "{ $given }" names the wrong weekday; it should say { $right }.
    .remedy = Correct the weekday, or leave it out.
    .why = Strict parsers turn the whole date away.
finding-duration-wrong = { name-first }: the duration "{ $given }" is no time.
    .remedy = Write the number of seconds.
    .why = Apps show the length before they have the file.
finding-number-zero = { name-first }: { $key } is "{ $given }".
    .remedy = Write a number from 1, or leave it out.
    .why = Directories take numbers from 1.
finding-episode-type-unknown = { name-first }: itunes:episodeType says "{ $given }".
    .remedy = Write full, trailer or bonus.
    .why = Apps put trailers and bonuses in places of their own.
finding-serial-numberless = { name-first } has no number, though the show is to be heard in order.
    .remedy = Add itunes:episode, or make the show episodic.
    .why = Apps put the episodes of a serial in order by number.
finding-notes-html = { name-first }: the notes hold <{ $given }>, which directories take out.
    .remedy = Use p, br, ul, ol, li, a, b, i, strong and em.
    .why = Directories let few elements through.
finding-transcript-type = { name-first }: the type of the transcript is "{ $given }", which no app reads.
    .without = { name-first }: the type of the transcript is not said.
    .remedy = Write text/vtt, application/x-subrip, application/json, text/html or text/plain.
    .why = Apps choose by it whether they can read it.
finding-chapters-type = { name-first }: the type of the chapters is "{ $given }", which no app reads.
    .without = { name-first }: the type of the chapters is not said.
    .remedy = Write application/json+chapters.
    .why = Apps choose by it whether they can read them.

## Comments in show.toml, one for each key

setting-title = What the show is called.
setting-author = Who makes it, as listeners read it.
setting-email = Where directories reach you. Anybody can read it in the feed, so use an address for all.
setting-description = What the show is about. Directories show it; every show needs one.
setting-language = The language spoken in it: da, en, or with a country: en-gb.
setting-category = Apple's category, with the one below it if there is one: "Arts/Books".
setting-explicit = Whether it is explicit. Each episode can say otherwise.
setting-type =
    "episodic": each episode stands alone, and apps show the newest first.
    "serial": they are heard in order, and apps show the first one first.
setting-link = The web address where the folder feed/ will be. The feed is then LINK/feed.xml.
setting-apps =
    Where else people can listen: names, each with the address of your show there. The pages name them.
    apps = ["Apple Podcasts https://…", "Spotify https://…"]
setting-artwork = The cover: a square picture in this folder, JPEG or PNG, 1400 to 3000 pixels wide.
setting-copyright = Who owns the rights, such as "© 2026 The library".
setting-licence =
    On what terms others may use the show: a licence that everybody knows, such as "cc-by-4.0",
    or { "{" } name = "ours", url = "https://…" { "}" }.
setting-persons =
    Who is heard in every episode, or works on all of them:
    { "[" }{ "{" } name = "Anna Holm", role = "host", href = "https://…", img = "https://…" { "}" }].
setting-seasons = What the seasons are called: { "{" } 1 = "The beginning", 2 = "By the sea" { "}" }.
setting-location = The place it is about: "Randers", or { "{" } name = "Randers", geo = "56.4607,10.0364" { "}" }.
setting-funding = Where people can support it: { "{" } url = "https://…", title = "Become a friend of the library" { "}" }.
setting-update = How often it comes: { "{" } text = "Every other Tuesday", rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU" { "}" }.
setting-medium = What kind of thing it is: podcast, audiobook, course, music, newsletter or blog.
setting-ai_content = What part artificial intelligence has in it, in words for listeners.
setting-apple_verify = The code from Apple Podcasts by which you prove that the show is yours.
setting-block = Whether Apple's directory is to leave the show out.
setting-complete = Whether the show is at its end, and no episode will come any more.
setting-new_feed = The address of the feed to which this one has moved. Apps follow it and forget this one.
setting-feed_page =
    How many episodes a page of the feed has, 10 to 10000. Without it all are in feed.xml, as apps like it best;
    with it feed.xml keeps the newest, and the older ones stand in pages that only some apps fetch.
setting-consent = Whether check asks for the consent of those who are heard, and for the rights in music and readings.
setting-transcripts = Whether check asks for transcripts.
setting-transcribe =
    The program that recognises speech, for podcast transcribe: its name and its arguments, with { "{" }audio{ "}" } for the
    sound, { "{" }output{ "}" } for the file that it writes, without the ending, and { "{" }language{ "}" } for the language.
setting-goal = The episode number that you are heading for.
setting-practice = true makes this a playground: marked "Practice" everywhere, and never published.
setting-release =
    "at once": a new episode goes into the feed with podcast add.
    "by hand": it waits for podcast release.
setting-locked = Whether other services must ask you before they take over the feed.
setting-guid = The feed's own identity. It is given by itself and must not be changed.
setting-moved_from =
    The address at which the feed stood before the show moved in. As long as it is here, podcast build says
    what is left to do. Delete the line when the move is over.
setting-keep_recording = Whether the recording is kept beside its episode, so that the sound can be made again.
setting-hard_links =
    Whether the sound in feed/ shares its room with the one in episodes/.
    Leave it at false in cloud folders, on sticks and on network drives.
setting-loudness = The loudness of finished sound, in LUFS. -16 is right for podcasts.
setting-level =
    How far voices of different loudness are brought together. "auto": where they lie far apart;
    "off": never; "gentle": a little; "strong": as far as it takes.
setting-channels =
    "auto": faults between the two sides are put right, and two people with a microphone each are brought
    to the middle. "keep": the sides stay as they are.
setting-high_pass = Whether rumble below every voice is taken away.
setting-hum = Whether the hum of the power supply is taken away, where there is one.
setting-trim = Whether silence at the beginning and the end is cut away.
setting-noise_reduction = Whether steady noise behind the voices is turned down.
setting-shorten_pauses = Whether long pauses are made shorter.
setting-de_ess = Whether sharp s sounds are softened.
setting-intro = What is heard before every episode: a recording in this folder.
setting-outro = What is heard after every episode: a recording in this folder.
setting-mono_file = Whether a recording of one voice becomes a file with one channel. false suits all players.
setting-stereo_kbps = Bit rate of stereo sound, in kbit/s.
setting-mono_kbps = Bit rate of mono sound, in kbit/s.
setting-encoder_quality = Care of the MP3 encoder: 5, or the slower 4.
setting-profile =
    Forms of files for players of your own, for podcast export and sync --profile. At the end of this file:
    { "[" }profile.bus]
    kbps = 64, channels = "mono", rate = 44100: the sound, each on a line of its own; otherwise as it is
    split = 10: long episodes in parts of about so many minutes
    longest_name = 32, artwork = 240, files = 255: characters of a name, pixels of the cover, files in one folder
setting-format = The form of this file. It is changed by podcast alone.

## Progress

progress-measuring = Hearing the recording
progress-mastering = Mastering and encoding
progress-copying = Copying
progress-verifying = Checking what is there
progress-building = Building the feed
progress-transcribing = Recognising speech
progress-turn = { $nth } of { $of }: { $what }
progress-waits = waiting for its turn
progress-again = { $what }, second try
progress-once-more = That did not work; it is tried once more …
progress-left = { $left } left
progress-speed = { $times }× real time
progress-waiting = Somebody else is changing the show; waiting for our turn …
progress-growing = Somebody still writes to "{ $file }"; waiting until it is finished …
progress-waiting-for = { $who } is changing the show; waiting for our turn …

## Recognisers of speech

transcribe-done =
    { name-first } "{ $title }" has a transcript, { $count ->
        [one] one line
       *[other] { $count } lines
    }.
transcribe-correct = A machine wrote it and may have misheard. To correct it, mend a copy of { $file } and give the episode that: { $command }
transcribe-none = The show has no program that recognises speech, so nobody can write the transcript.
transcribe-none-set = Install one, such as whisper.cpp, and write it as transcribe in episodes/show.toml. The README says how. If you have a transcript already: podcast edit NUMBER --transcript FILE
transcribe-has-one = { name-first } has a transcript already, and somebody may have corrected it.
transcribe-has-one-again = If a machine is to write a new one all the same: { $command }
transcribe-same = The recogniser wrote the same about { name } as before. Nothing was changed.
transcribe-missing = The program "{ $program }" is not on this computer.
transcribe-missing-install = Install it, or correct the line transcribe in episodes/show.toml. A program outside the usual folders needs its whole path there.
transcribe-not-started = The program "{ $program }" could not be started: { $why }.
transcribe-gave-up = "{ $program }" gave up on { name }. Nothing was changed.
transcribe-said = It said: { $said }
transcribe-see = See whether the line transcribe in episodes/show.toml is right; the README has examples.
transcribe-too-long = "{ $program }" was still busy with { name } after { $length }, and was stopped. Nothing was changed.
transcribe-too-long-smaller = A smaller model is faster. Or have a faster computer do it.
transcribe-too-much = "{ $program }" wrote more about { name } than any transcript holds (over { $size }). Nothing was changed.
transcribe-nothing = "{ $program }" came to its end and left no transcript of { name }. Nothing was changed.
transcribe-nothing-how = In the line transcribe in episodes/show.toml, { "{" }output{ "}" } stands for the file that it is to write. Without it, what the program prints is the transcript. If nobody speaks in the episode, there is nothing to write.
transcribe-wrong = What "{ $program }" wrote about { name } cannot be used: { $problem }. Nothing was changed.
transcribe-behind = What "{ $program }" wrote about { name } begins after the sound has ended. Nothing was changed.
transcribe-other-sound = { name-first } was given other sound while the transcript was being written, so it does not fit any more. Nothing was changed.
transcribe-other-sound-again = To have the new sound transcribed: { $command }

## Chapters, transcripts and pictures

belong-wrong-line = "{ $file }", line { $line }: { $problem }.
belong-wrong-entry = "{ $file }", entry { $entry }: { $problem }.
belong-wrong = "{ $file }": { $problem }.
belong-without = Correct the file and run the same line again, or do without it: { $option }
belong-unknown-chapters = this is no list of chapters that podcast knows. The simplest has a time and a title on each line: 12:34 Title
belong-unknown-transcript = this is no transcript that podcast knows. Save it as WebVTT, SRT or plain text
belong-not-text = this is not text. Export it as text from the program that made it
belong-no-chapters = there are no chapters in it
belong-no-words = there are no words in it
belong-too-many = there is more in it than an episode can have ({ $most })
belong-time = "{ $found }" is not a time. Write it like this: { $wanted }
belong-form = "{ $found }" is not understood. The line should look like this: { $wanted }
belong-no-title = the chapter has no title
belong-not-after = it does not begin after the one above it
belong-ends-early = it ends before it begins
belong-link = "{ $found }" is not a web address
belong-several-files = from here on it is about another sound file, and one recording is all it can be for
belong-json = this is not JSON: a comma, a quotation mark or a bracket may be missing
belong-json-cut-off = this is not JSON: the file ends in the middle
belong-artwork = "{ $file }" cannot be the picture of an episode.
belong-too-large = "{ $file }" is too large: at most { $size } are read.
belong-behind = "{ $file }": the chapter "{ $title }" begins at { $at }, and the sound ends at { $ends }.
belong-late = "{ $file }": the first line is said at { $at }, and the sound ends at { $ends }.
belong-behind-which = Is it the file for this recording? Times of the finished episode: --times episode. Times of the recording: --times recording.
add-one-belonging = Chapters or a transcript are given for one episode, and several recordings become several episodes.
add-one-belonging-beside = Put each file beside its recording, under the same name: talk.chapters.txt and talk.vtt beside talk.wav. Or add them one at a time.
noticed-chapters =
    { $count ->
        [one] One chapter
       *[other] { $count } chapters
    } from "{ $file }", by the times of the recording.
noticed-chapters-episode =
    { $count ->
        [one] One chapter
       *[other] { $count } chapters
    } from "{ $file }", by the times of the episode.
noticed-chapters-behind =
    { $count ->
        [one] One chapter begins after the recording has ended, and was left out. Is it the right file?
       *[other] { $count } chapters begin after the recording has ended, and were left out. Is it the right file?
    }
noticed-chapters-cut =
    { $count ->
        [one] One chapter is not in the episode: what it named was cut out.
       *[other] { $count } chapters are not in the episode: what they named was cut out.
    }
noticed-belongings-stay = The chapters and the transcript stay those of the recording before. Do they still fit? podcast show { $episode }
noticed-chapters-fallen =
    { $count ->
        [one] The episode ends at { $ends } now, and one chapter comes after that and is left out: { $names }. It is kept, for a longer sound.
       *[other] The episode ends at { $ends } now, and { $count } chapters come after that and are left out: { $names }{ $more ->
            [0] {""}
           *[other] {" "}and { $more } more
        }. They are kept, for a longer sound.
    } New chapters: podcast edit { $episode } --chapters FILE
noticed-soundbites-fallen =
    { $count ->
        [one] One soundbite is not within the episode any more, which ends at { $ends }: that at { $names }.
       *[other] { $count } soundbites are not within the episode any more, which ends at { $ends }: those at { $names }{ $more ->
            [0] {""}
           *[other] {" "}and { $more } more
        }.
    } A new one: podcast edit { $episode } --soundbite "1:15-2:00"
noticed-words-fallen =
    { $count ->
        [one] The last line of the transcript was heard at { $from }, which is after the end at { $ends } now, and is left out.
       *[other] The last { $count } lines of the transcript were heard from { $from } on, which is after the end at { $ends } now, and are left out.
    } A new transcript: podcast edit { $episode } --transcript FILE
noticed-transcript = Transcript from "{ $file }", by the times of the recording.
noticed-transcript-episode = Transcript from "{ $file }", by the times of the episode.
noticed-transcript-text = Transcript from "{ $file }", without times.
noticed-words-unheard =
    { $count ->
        [one] One line of the transcript is not heard in the episode.
       *[other] { $count } lines of the transcript are not heard in the episode. If that is many, is it the right file?
    }
noticed-chapters-differ = The feed follows at once; in the MP3 itself the chapters are still as before: podcast edit { $episode } --retag
noticed-artwork = Picture from "{ $file }".
noticed-artwork-small = The picture is small: { $width } × { $height } pixels. In the feed it is enlarged and looks blurred; at least 1400 × 1400 would be better.
noticed-artwork-differs = The feed follows at once; in the MP3 itself the picture is still as before: podcast edit { $episode } --retag
noticed-chapters-artwork-differ = The feed follows at once; in the MP3 itself the chapters and the picture are still as before: podcast edit { $episode } --retag
show-chapters = Chapters:
show-chapter = { $at } { $title }
show-chapter-hidden = { $at } { $title } (not in lists)
show-transcript = Transcript: { $file }
show-transcript-text = Transcript, without times: { $file }
show-artwork = Picture: { $file }, { $width } × { $height } pixels
form-time = a time such as 0:12:34.500 is wanted
form-link = a web address is wanted, such as https://example.org
form-soundbites = start and length are times, such as 75 or "1:15"
form-seasons = numbers of seasons with their names are wanted: { "{" } 1 = "The beginning" { "}" }
form-file = the name of a file in this folder is wanted
form-kept = what is kept of the recording is told in three lines that belong together: kept, kept_bytes and kept_sha256
form-slug = lower-case letters a-z, digits and single hyphens are wanted, as in "opening-day"
form-not-ours = podcast wrote this itself, and it has been altered since
form-chapters = an episode can have { $most } chapters, and there are more
form-cut-off = the file ends in the middle
form-closed = it could not be read: { $why }

## A feed that is no XML, as a part of a sentence

xml-empty = it is empty, or no XML at all
xml-cut-off = it ends before everything is closed
xml-outside = something stands outside the outermost element
xml-too-many = it has more elements than any feed
xml-crossed = </{ $found }> stands where </{ $wanted }> is wanted
xml-ampersand = an & stands by itself
xml-entity = &{ $name }; means nothing in XML
xml-prefix = nobody has declared the prefix { $prefix }
xml-character = the character { $number } may not stand there
xml-other = something is written as XML is not
