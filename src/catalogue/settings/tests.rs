//! Settings: read, written, changed.

use super::super::CatalogueError;
use super::*;
use crate::audio::master::{Channels, Levelling};

fn read_text(text: &str) -> Result<(ShowInfo, Vec<String>), String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("show.toml");
    std::fs::write(&path, text).unwrap();
    read(&path).map_err(|err| err.to_string().replace(&path.display().to_string(), "show.toml"))
}

#[test]
fn settings_read_back_as_they_are_written() {
    let mut info = ShowInfo::new("Randers \"Bibliotek\"\nog æøå");
    assert_eq!(
        read_text(&written(&info, |key| format!("About {key}.\nMore."))).unwrap(),
        (info.clone(), vec![])
    );
    info.link = Some("https://example.org/podcast".into());
    info.apps = vec![App::read("Apple Podcasts https://example.com/a?b").unwrap()];
    info.email = Some("a@example.org".into());
    info.goal = None;
    info.kind = ShowType::Serial;
    info.release = Releasing::ByHand;
    info.treatment = Treatment {
        level: Levelling::Strong,
        channels: Channels::Keep,
        high_pass: false,
        hum: false,
        trim: false,
        noise: true,
        pauses: true,
        deess: true,
    };
    info.transcribe = ["whisper-cli", "-f", "{audio}"].map(str::to_owned).to_vec();
    info.intro = Some("kending.flac".into());
    info.outro = Some("tak.wav".into());
    info.details = told();
    info.profiles = read_text("title = \"a\"\nprofile.bil = { kbps = 64, split = 10 }\n").unwrap().0.profiles;
    assert_eq!(info.profiles.len(), 1);
    let (read, _) = read_text(&written(&info, |_| String::new())).unwrap();
    assert_eq!(read, info);
}

/// Everything that a show may tell of itself.
fn told() -> ShowDetails {
    use crate::episode::{Licence, Location, Person, SeasonNumber};
    ShowDetails {
        persons: vec![Person { name: "Anna".into(), role: Some("host".into()), ..Person::default() }],
        seasons: [(SeasonNumber::new(1).unwrap(), "Begyndelsen".to_owned())].into(),
        location: Some(Location { name: "Randers".into(), geo: Some("56.46,10.03".into()), osm: None }),
        licence: Some(Licence { name: "cc-by-4.0".into(), url: None }),
        funding: vec![details::Funding { url: "https://example.org".into(), title: Some("Støt os".into()) }],
        update: Some(details::Update {
            text: Some("Hver tirsdag".into()),
            rrule: Some("FREQ=WEEKLY".into()),
            from: Some("2026-11-03".into()),
        }),
        medium: Some("podcast".into()),
        ai_content: Some("none".into()),
        apple_verify: Some("05124".into()),
        block: true,
        complete: true,
        new_feed: Some("https://example.org/new.xml".into()),
        transcripts: false,
        consent: true,
    }
}

#[test]
fn tables_may_be_written_in_lines_of_their_own_and_short_things_in_a_word() {
    let text = "title = \"a\"\nlicence = \"CC-BY-4.0\"\nlocation = \"Randers\"\nfunding = \"https://a.dk\"\n\
        update = \"Nu og da\"\napple_verify = 5124\n[[persons]]\nname = \"Anna\"\nrol = \"guest\"\n\
        [[persons]]\nname = \"Bo\"\n[seasons]\n2 = \"To\"\n";
    let (info, unknown) = read_text(text).unwrap();
    assert_eq!(unknown, ["persons.rol"]);
    let told = info.details;
    assert_eq!(told.persons.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["Anna", "Bo"]);
    assert_eq!(told.licence.unwrap().name, "CC-BY-4.0");
    assert_eq!(told.location.unwrap().name, "Randers");
    assert_eq!(told.funding[0].url, "https://a.dk");
    assert_eq!(told.update.unwrap().text.as_deref(), Some("Nu og da"));
    assert_eq!(told.apple_verify.as_deref(), Some("5124"));
    assert_eq!(told.seasons.values().collect::<Vec<_>>(), ["To"]);
    assert!(read_text("title = \"a\"\nseasons = { one = \"a\" }\n").unwrap_err().contains("show.toml:2"));
}

#[test]
fn people_may_be_written_on_a_line_with_their_part() {
    let (info, _) = read_text("title = \"a\"\npersons = [\"Åse Æble, vært\", \"Holm, Bo\", \"\"]\n").unwrap();
    let told: Vec<_> =
        info.details.persons.iter().map(|one| (one.name.as_str(), one.role.as_deref())).collect();
    assert_eq!(told, [("Åse Æble", Some("host")), ("Holm, Bo", None), ("", None)]);
}

#[test]
fn a_fault_is_named_with_its_line() {
    for (text, said) in [
        ("title = \"a\"\nloudness = 3\n", "show.toml:2 is not in order: a number from -31 to -9 is wanted"),
        (
            "title = \"a\"\n\nrelease = \"never\"",
            "show.toml:3 is not in order: \"at once\" or \"by hand\" is wanted",
        ),
        (
            "title = \"a\"\nlevel = \"loud\"",
            "show.toml:2 is not in order: \"auto\", \"off\", \"gentle\" or \"strong\" is wanted",
        ),
        (
            "title = \"a\"\n# channels\nchannels = \"mono\"",
            "show.toml:3 is not in order: \"auto\" or \"keep\" is wanted",
        ),
        (
            "title = \"a\"\nhum = \"on\"",
            "show.toml:2 is not in order: invalid type: string \"on\", expected a boolean",
        ),
        (
            "title = \"a\"\napps = [\"Spotify https://example.com\", \"https://example.com\"]",
            "show.toml:2 is not in order: a name and an address are wanted",
        ),
        ("author = \"a\"", "show.toml:1 is not in order: missing field `title`"),
        ("title = 3", "show.toml:1 is not in order: invalid type: integer `3`, expected a string"),
    ] {
        assert_eq!(read_text(text).unwrap_err(), said);
    }
    assert!(read_text("title = \"a\ngoal = 3").unwrap_err().starts_with("show.toml:1"));
}

#[test]
fn profiles_are_checked_when_they_are_read() {
    let own = "title = \"a\"\n[profile.bil]\nkbps = 96\nchannels = \"mono\"\nspilt = 3\n[profile.\"Lene's\"]\nfiles = 99\n";
    let (info, unknown) = read_text(own).unwrap();
    assert_eq!(unknown, ["profile.bil.spilt"]);
    assert_eq!(info.profile("bil").unwrap().sound.channels, Some(1));
    let names: Vec<_> = info.all_profiles().map(|profile| profile.name).collect();
    assert_eq!(names, ["universal", "car", "tiny", "Lene's", "bil"]);
    for (line, said) in [
        ("kbps = 100", "32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256 or 320 is wanted"),
        ("rate = 11025", "16000, 22050, 24000, 32000, 44100 or 48000 is wanted"),
        ("channels = \"one\"", "\"mono\" or \"stereo\" is wanted"),
        ("split = 0", "a number from 1 to 240 is wanted"),
        ("longest_name = 8", "a number from 16 to 64 is wanted"),
        ("artwork = 4000", "a number from 100 to 500 is wanted"),
        ("files = 1", "a number from 10 to 10000 is wanted"),
        ("rate = 22050\nkbps = 320", "at that rate, no more than 160 is possible"),
        ("kbps = \"fast\"", "invalid type: string \"fast\", expected u16"),
    ] {
        let lines = 2 + line.lines().count();
        let text = format!("title = \"a\"\n[profile.bil]\n{line}\n");
        assert_eq!(read_text(&text).unwrap_err(), format!("show.toml:{lines} is not in order: {said}"));
    }
}

#[test]
fn a_mark_in_front_and_unknown_keys_do_no_harm() {
    let (info, unknown) = read_text("\u{feff}title = \"a\"\nlanguge = \"en\"\n").unwrap();
    assert_eq!((info.title.as_str(), unknown), ("a", vec!["languge".to_owned()]));
}

#[test]
fn a_change_keeps_comments() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::real();
    let text = "# our show\ntitle = \"a\" # short\nmine = 1\n";
    let show = create(&world, dir.path(), text, None).unwrap();
    let info = ShowInfo { title: "b".into(), goal: Some(7), ..show.info().clone() };
    let show = change(&world, &show, &info).unwrap();
    assert_eq!(show.info(), &info);
    let text = std::fs::read_to_string(layout::settings(dir.path())).unwrap();
    assert_eq!(text, "# our show\ntitle = \"b\" # short\nmine = 1\ngoal = 7\n");
    assert!(matches!(create(&world, dir.path(), &text, None), Err(CatalogueError::ShowExists { .. })));
}
