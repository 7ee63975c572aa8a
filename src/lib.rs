//! `podcast` turns a recording into a published podcast episode.
//!
//! A show is a folder. `episodes/` is the truth, `feed/` is derived: delete it, build it, and the same
//! bytes come back. There is no account, no server and no database.
//!
//! # Rooms
//!
//! One package: this library, and a binary that does nothing but call [`cli::run`]. The modules are
//! rooms. Sound and data flow one way, and a room knows only rooms to its left:
//!
//! ```text
//! recording → audio → episode → catalogue → studio → feed → site, report → serve, moving, player → export → cli
//!             picture ┘                     (the work)            world and words lie under all
//! ```
//!
//! | room | what it is about | what it never does |
//! | --- | --- | --- |
//! | [`world`] | what may be asked of the outside: clock, dice, disk, programs of others, progress, whether to stop | knows what a podcast is |
//! | [`words`] | every sentence that people read, in Danish and English | decides anything |
//! | [`audio`] | sound: decoding, measuring, mastering, MP3 | sees a path after it is opened, or a title |
//! | [`picture`] | artwork: reading it within limits, fitting it, drawing one; plots | decodes without limits |
//! | [`episode`] | what an episode is, as values | does I/O |
//! | [`catalogue`] | `episodes/` on disk: records, numbers, the lock, history | opens a shelved sound for writing |
//! | [`studio`] | the work: from a recording to a shelved episode, and every later change | prints, or knows the feed |
//! | [`feed`] | `feed/`: the RSS document, the media beside it, and the rules it must keep | reads samples |
//! | [`moving`] | a show from elsewhere: its feed read, its sounds fetched | asks an address inside the house unasked |
//! | [`site`] | pages in `feed/` for people without an app | needs a server, or another host |
//! | [`report`] | one page about how an episode's sound ran | hears anything |
//! | [`serve`] | the preview: `feed/` in a browser on this computer, drafts laid over it | serves anything else |
//! | [`player`] | lending players: what is on them, and bringing them up to date | touches a file that it did not put there |
//! | [`export`] | bundles: everything that is needed to hear a show, as a folder or one file | replaces what it did not make |
//! | [`cli`] | the desk: arguments in, sentences out | decides anything; it puts rooms in sequence |
//!
//! The suite reads every `crate::` in the source and fails where an arrow points the wrong way, or where
//! a second file opens the door to a crate that has one.
//!
//! # Invariants
//!
//! - An episode is there whole or not at all: its folder is filled under a hidden name and renamed once.
//! - Numbers are unique, and only a removal leaves a gap: the number is drawn under the lock, at the end.
//! - Exit code 0 means durable: contents, names and folders have reached the disk.
//! - The recording that was given is never written to, nor is a sound once it is shelved.
//! - The feed never names a sound that is missing or of another length, and is at every moment wholly
//!   old or wholly new.
//! - The same input and settings give the same bytes, on any number of threads, by one build.
//! - Memory does not grow with the length of the recording, but for about a megabyte of figures an hour.
//! - What the preview serves lies in `feed/`, or is the sound of an episode that waits to be public.
//! - No input makes the program panic, hang or take more than its share; a stranger's decoder works on a
//!   thread of its own, watched, and so does a recogniser of speech, as a process of its own.
//! - A file with a name of ours on a player is whole, wherever the cable was pulled; what somebody else put
//!   there is never changed, moved or removed.
//! - Every refusal names the file, says what is wrong in plain words, and what to do next.
//!
//! # How a recording becomes an episode
//!
//! 1. [`cli`] turns the command line into a [`studio::AddRequest`] and finds the show.
//! 2. [`studio::add`] refuses what can be refused: no sound, still growing, known already, no room.
//! 3. [`audio::master::analyse`] hears the recording: segments, weighed on all threads, put together in
//!    order. It finds what is wrong with the sound, and decides what is mended: channels, hum, silence at
//!    the ends, voices that lie apart.
//! 4. [`audio::master::settle`] decides by arithmetic alone: the gain, how much the compressor must take, the
//!    limiter. `--dry-run` ends here.
//! 5. [`audio::master::render`] hears it again, mends and masters its segments on all threads, presses each
//!    into MP3 and decodes that at once: what came out too loud is pressed again. So what a listener
//!    hears is known when the last segment is joined, and no file is heard a second time.
//! 6. The file is walked over, frame by frame; beside it lie its analysis and its waveform, for [`report`].
//! 7. Under the lock the number is drawn; one rename shelves the folder. That is the commit.
//! 8. [`feed::build`] brings the sound to `feed/media/`, has [`site`] make the pages, and replaces `feed.xml`,
//!    last of all.
//!
//! # What is deliberately absent
//!
//! - No database and no cache of records: staff can read, copy and mend a show, and a thousand small
//!   files load in a blink.
//! - No network but the preview's, and that of [`moving`], which fetches what somebody asks for: `feed/` goes to
//!   a web server by whatever means the library has.
//! - No asynchronous code but in [`serve::door`], the one file that waits for sockets.
//! - No global state: the clock, the dice, the disk, progress and the wish to stop are fields of
//!   [`world::World`], handed to every function as its first argument.
//! - No setters, and no half-made values: what is there is right, or it could not be made.
//!
//! # Where to begin
//!
//! - to decode another format: [`audio::decode`];
//! - to change how masters sound: [`audio::master`], then [`audio::dynamics`];
//! - to add a line to the record: [`episode`], then [`catalogue::record`], whose tests will tell;
//! - to read chapters or transcripts in another form: [`episode::chapter`], [`episode::transcript`];
//! - to add a rule for feeds: [`feed`], then its sentence in both languages in `src/words`;
//! - to change what listeners see: the templates in `src/site/templates`, which a show may replace one by one;
//! - to add a command: [`cli`], one file for each; its help is in `src/words` too.

pub mod audio;
pub mod catalogue;
pub mod cli;
pub mod episode;
pub mod export;
pub mod feed;
pub mod moving;
pub mod picture;
pub mod player;
pub mod report;
pub mod serve;
pub mod site;
pub mod studio;
pub mod words;
pub mod world;
