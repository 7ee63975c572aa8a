//! Each kind of error has its code, its sentence in both languages, and a way out.

use std::time::Duration;

use super::*;
use crate::audio::decode::{DecodeError, Seems};
use crate::catalogue::{Found, Problem};
use crate::episode::fault::Fault;
use crate::words::{Language, Words};

fn said(failure: &Failure, language: Language) -> String {
    let words = Words::new(language);
    let lines = std::iter::once(&*failure.message).chain(&failure.hints);
    lines.map(|line| words.say(line)).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn assert_said(failure: &Failure, english: &str, danish: &str) {
    assert_eq!(said(failure, Language::En), english);
    assert_eq!(said(failure, Language::Da), danish);
}

#[test]
fn every_kind_of_error_has_its_code() {
    let path = || PathBuf::from("/shows/one/episodes/.lock");
    let io = |kind| io::Error::from(kind);
    for (failure, code) in [
        (Failure::no_show_at(Path::new("x")), Code::NoShow),
        (CatalogueError::NoShow { folder: path() }.into(), Code::NoShow),
        (CatalogueError::InUse { path: path(), holder: "desk 3".into() }.into(), Code::InUse),
        (CatalogueError::ShowExists { folder: path() }.into(), Code::Failed),
        (Cancelled { signal: 15 }.into(), Code::Terminated),
        (AddError::NoRoom { path: path(), needed: 2, free: 1 }.into(), Code::NoRoom),
        (Failure::io(&path(), "written", &io(io::ErrorKind::StorageFull)), Code::NoRoom),
        (Failure::io(&path(), "written", &io(io::ErrorKind::PermissionDenied)), Code::Failed),
        (EditError::Nothing.into(), Code::AskedWrongly),
        (EditError::NothingToUndo.into(), Code::Failed),
    ] {
        assert_eq!(failure.code, code, "{failure:?}");
    }
}

#[test]
fn what_staff_get_wrong_with_a_recording() {
    let path = || PathBuf::from("/home/somebody/interview.wav");
    let audacity = DecodeError::NotSound { path: "møde.aup3".into(), seems: Seems::AudacityProject };
    assert_said(
        &AddError::Recording(audacity).into(),
        "\"møde.aup3\" is an Audacity project, not sound. Export it from Audacity as WAV and add that file.",
        "\"møde.aup3\" er et Audacity-projekt, ikke en lydfil. Eksportér den som WAV i Audacity, og tilføj den fil.",
    );
    let same =
        AddError::SameRecording { path: path(), handle: "3".parse().unwrap(), title: "Velkommen".into() };
    assert_said(
        &Failure::from(same).closing(&phrase("nothing-changed")),
        "This recording is already episode 3, \"Velkommen\". Nothing was changed. New sound for it: podcast replace 3 FILE. A second episode all the same: --again",
        "Optagelsen er allerede afsnit 3, \"Velkommen\". Intet er ændret. Ny lyd til afsnittet: podcast replace 3 FIL. Et ekstra afsnit alligevel: --again",
    );
    let silent = AddError::Silent { path: path(), duration: Duration::from_mins(31) };
    assert_said(
        &Failure::from(silent).closing(&phrase("nothing-made")),
        "The recording is silent throughout (31 min). Was the microphone on? No episode was made and no number used. If it is meant to be silent: --force",
        "Optagelsen er tavs fra ende til anden (31 min). Var mikrofonen tændt? Der er ikke lavet noget afsnit og ikke brugt noget nummer. Hvis den skal være tavs: --force",
    );
    assert_said(
        &AddError::Growing { path: path() }.into(),
        "\"interview.wav\" is still growing. Stop the recorder or wait for the copy, then run the same line again.",
        "\"interview.wav\" vokser stadig. Stop optagelsen, eller vent, til kopieringen er færdig, og kør så samme linje igen.",
    );
}

#[test]
fn a_record_that_was_changed_by_hand_is_named_with_its_line() {
    let path = PathBuf::from("/shows/one/episodes/007-x/episode.toml");
    let wrong = FormError::Wrong { path: path.clone(), line: Some(3), problem: Problem::Empty };
    let failure = Failure::from(wrong);
    assert_eq!((failure.line, failure.file.as_ref()), (Some(3), Some(&path)));
    assert_said(
        &failure,
        "episodes/007-x/episode.toml, line 3: something must stand there, and it is empty. Open the file in a text editor and correct it there. Commands that read it work again at once.",
        "episodes/007-x/episode.toml, linje 3: her skal stå noget, og der står intet. Åbn filen i et tekstprogram, og ret den der. Så virker kommandoerne igen med det samme.",
    );
}

#[test]
fn what_is_wrong_with_a_form_is_said_with_its_values_and_in_one_language() {
    let reader = |found| Problem::Reader { found, said: "duplicate key".into() };
    let closed = Problem::Unreadable { kind: io::ErrorKind::PermissionDenied, said: "denied".into() };
    let cut_off = Fault::Json { cut_off: true, said: "EOF while parsing".into() };
    for (wrong, english, danish) in [
        (Problem::OneOf(vec!["4".into(), "5".into()]), "4 or 5 is wanted", "her skal stå 4 eller 5"),
        (
            Problem::Between { least: 10, most: 10_000 },
            "a number from 10 to 10000 is wanted",
            "her skal stå et tal fra 10 til 10000",
        ),
        (Problem::From(1), "a number from 1 is wanted", "her skal stå et tal fra 1 og opefter"),
        (
            Problem::Players { most: 200 },
            "a number of players from 1 to 200, or their names, are wanted",
            "her skal stå et antal afspillere fra 1 til 200 eller deres navne",
        ),
        (
            Problem::KbpsAtRate { most: 160 },
            "at that rate, 160 is the most",
            "når rate er så lav, kan her højst stå 160",
        ),
        (reader(Found::Twice), "this key stands in the file twice", "det samme står to gange i filen"),
        (reader(Found::Missing("guid".into())), "\"guid\" is missing", "\"guid\" mangler"),
        (
            reader(Found::Other),
            "something on this line is misspelt: a quotation mark or a bracket may be missing",
            "noget på linjen er skrevet forkert; måske mangler der et anførselstegn eller en parentes",
        ),
        (
            closed,
            "it could not be read: you have no permission",
            "filen kunne ikke læses: du har ikke adgang til det",
        ),
        (
            Problem::Transcript(cut_off),
            "this is not JSON: the file ends in the middle",
            "det er ikke JSON: filen holder op midt i det hele",
        ),
    ] {
        let said = |language| Words::new(language).say(&problem(&wrong));
        assert_eq!(
            (said(Language::En).as_str(), said(Language::Da).as_str()),
            (english, danish),
            "{wrong:?}"
        );
    }
}

#[test]
fn an_error_of_the_disk_says_what_people_can_do_something_about() {
    let denied = io::Error::from(io::ErrorKind::PermissionDenied);
    assert_said(
        &Failure::io(Path::new("/shows/one/episodes/show.toml"), "written", &denied),
        "\"episodes/show.toml\" could not be written: you have no permission.",
        "\"episodes/show.toml\" kunne ikke skrives: du har ikke adgang til det.",
    );
}
