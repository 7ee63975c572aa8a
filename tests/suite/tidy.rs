//! The rules of the house, held by reading the source.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

/// Which rooms a room may know. A new arrow is a change of the architecture, and is made here.
const MAY_USE: &[(&str, &[&str])] = &[
    ("world", &[]),
    ("words", &["world"]),
    ("audio", &["world"]),
    ("picture", &["world"]),
    ("episode", &["world", "audio"]),
    ("catalogue", &["world", "audio", "episode"]),
    ("studio", &["world", "audio", "picture", "episode", "catalogue"]),
    ("feed", &["world", "picture", "episode", "catalogue"]),
    ("report", &["world", "words", "audio", "picture", "episode", "catalogue"]),
    ("moving", &["world", "audio", "picture", "episode", "catalogue", "studio", "feed"]),
    ("site", &["world", "words", "picture", "episode", "catalogue", "feed"]),
    ("serve", &["world", "words", "episode", "catalogue", "feed", "site"]),
    ("player", &["world", "episode", "catalogue"]),
    ("export", &["world", "words", "episode", "catalogue", "feed", "site", "player"]),
    (
        "cli",
        &[
            "world",
            "words",
            "audio",
            "picture",
            "episode",
            "catalogue",
            "studio",
            "feed",
            "report",
            "site",
            "serve",
            "moving",
            "player",
            "export",
        ],
    ),
];

/// The place that may name an outside crate: a file, or a folder.
const DOORS: &[(&str, &str)] = &[
    ("symphonia", "audio/decode"),
    ("ropus", "audio/decode"),
    ("symphonia_adapter_fdk_aac", "audio/decode"),
    ("infer", "audio/decode"),
    ("hound", "audio/wav.rs"),
    ("rubato", "audio/resample.rs"),
    ("realfft", "audio/speech/tones.rs"),
    ("mp3lame_encoder", "audio/mp3/lame.rs"),
    ("nnnoiseless", "audio/repair/noise.rs"),
    ("image", "picture"),
    ("tiny_skia", "picture"),
    ("plotters", "picture"),
    ("qrcode", "picture/qr.rs"),
    ("id3", "studio/tag.rs"),
    ("rss", "feed"),
    ("pulldown_cmark", "feed/notes.rs"),
    ("quick_xml", "feed"),
    ("quick_xml", "moving/xml.rs"),
    ("encoding_rs", "moving/text.rs"),
    ("html5gum", "moving/html.rs"),
    ("ureq", "moving/fetch.rs"),
    ("toml_edit", "catalogue"),
    ("sha2", "world"),
    ("rustix", "world/disk.rs"),
    ("rustix", "world/program.rs"),
    ("rustix", "player/volume/mounted.rs"),
    ("reflink_copy", "world/disk.rs"),
    ("walkdir", "world/walk.rs"),
    ("zip", "export/archive.rs"),
    ("getrandom", "world/real.rs"),
    ("signal_hook", "world/signals.rs"),
    ("ctrlc", "world/signals.rs"),
    ("whoami", "world/real.rs"),
    ("fluent_bundle", "words"),
    ("unic_langid", "words"),
    ("sys_locale", "words"),
    ("clap", "cli"),
    ("clap_complete", "cli"),
    ("indicatif", "cli/progress.rs"),
    ("dialoguer", "cli"),
    ("comfy_table", "cli"),
    ("serde_json", "cli"),
    ("serde_json", "catalogue/analysis"),
    ("serde_json", "player/form.rs"),
    ("serde_json", "episode/json.rs"),
    ("serde_json", "site/json.rs"),
    ("serde_json", "site/search.rs"),
    ("minijinja", "report"),
    ("minijinja", "site"),
    ("qrcode", "picture/qr.rs"),
    ("hyper", "serve/door.rs"),
    ("hyper_util", "serve/door.rs"),
    ("tokio", "serve/door.rs"),
];

/// The licences under which a dependency may come. Each is compatible with ours; the LGPL asks for more,
/// which `LICENSE-LAME` gives.
const LICENCES: [&str; 11] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Zlib",
    "Unicode-3.0",
    "MPL-2.0",
    "0BSD",
    "Unlicense",
    "ISC",
    // Of the list of authorities that vouch for web servers: data, free to pass on.
    "CDLA-Permissive-2.0",
];
/// What may come under the LGPL: the encoder and the binding to it.
const LGPL: [&str; 2] = ["mp3lame-encoder", "mp3lame-sys"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns every source file: its path below `src/`, and its text without comments and tests. Tests may
/// open any door: they look at a room from outside.
fn sources() -> Vec<(PathBuf, String)> {
    let src = root().join("src");
    let files = WalkDir::new(&src).sort_by_file_name().into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"))
        .filter(|entry| !entry.path().iter().any(|part| part == "tests" || part == "tests.rs"))
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let code = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            (entry.path().strip_prefix(&src).unwrap().to_owned(), code)
        })
        .collect()
}

fn room_of(path: &Path) -> Option<String> {
    let first = path.iter().next()?.to_str()?;
    let room = first.strip_suffix(".rs").unwrap_or(first);
    (room != "lib" && room != "main").then(|| room.to_owned())
}

/// Returns the names that follow `prefix` in the code, those in braces one by one.
fn names_after<'c>(code: &'c str, prefix: &str) -> Vec<&'c str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut names = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        if code[..at].ends_with(is_name) {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        let first = |text: &'c str| text.split(|c| !is_name(c)).next().unwrap_or_default();
        match rest.strip_prefix('{') {
            None => names.push(first(rest)),
            Some(group) => {
                // Names at the first level of the group only: `{a::{b, c}, d}` names a and d.
                let mut depth = 0;
                let mut begins = true;
                for (at, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => begins = true,
                        c if begins && is_name(c) => {
                            names.push(first(&group[at..]));
                            begins = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    names
}

#[test]
fn rooms_know_only_rooms_to_their_left() {
    let may_use: BTreeMap<_, BTreeSet<_>> =
        MAY_USE.iter().map(|(room, others)| (*room, others.iter().copied().collect())).collect();
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let Some(room) = room_of(&path) else { continue };
        let allowed =
            may_use.get(room.as_str()).unwrap_or_else(|| panic!("src/{room} is no room that we know"));
        for name in names_after(&code, "crate::") {
            if name != room && may_use.contains_key(name) && !allowed.contains(name) {
                wrong.push(format!("src/{} uses {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that point the wrong way:\n{}", wrong.join("\n"));
}

#[test]
fn every_outside_crate_has_one_door() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        for (name, door) in DOORS {
            let used = code.contains(&format!("use {name}::")) || names_at(&code, name);
            let doors = || DOORS.iter().filter(|(other, _)| other == name).map(|(_, door)| door);
            if used && !doors().any(|door| path.starts_with(door)) {
                wrong.push(format!("src/{} names {name}; its door is src/{door}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn programs_of_others_are_started_in_one_place() {
    let starts = |(_, code): &(PathBuf, String)| code.contains("std::process") && code.contains("Command");
    let places: Vec<PathBuf> = sources().into_iter().filter(starts).map(|(path, _)| path).collect();
    assert_eq!(places, [Path::new("world/program.rs")]);
}

/// Returns whether the code names a crate by a path that begins with it: not `self::rss::`, not `feed::rss::`.
fn names_at(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    code.match_indices(&path)
        .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
        && !code.contains(&format!("mod {name};"))
}

#[test]
fn the_reader_of_names_is_not_fooled() {
    let code = "use crate::{audio::{a, words}, world};\nuse crate::feed::x; other_crate::cli";
    assert_eq!(names_after(code, "crate::"), ["audio", "world", "feed"]);
}

#[test]
fn licences_of_all_dependencies_are_listed() {
    let metadata = metadata();
    let mut list = String::from(
        "LICENSE-DEPENDENCIES\n\nThe crates from which podcast and its tests are built, and the licence that each \
         names.\nLAME, which the mp3lame crates carry, has a file of its own: LICENSE-LAME.\n\nThe feature he-aac, which is off unless \
         asked for, adds symphonia-adapter-fdk-aac\n((MIT OR Apache-2.0) AND MPL-2.0), fdk-aac and fdk-aac-sys (MIT), and in the last of them the FDK \
         AAC\nlibrary of Fraunhofer, which is under a licence of its own. It grants no patents: whoever passes on a\n\
         program with it in must hold a patent licence where one is needed.\n\n",
    );
    let mut lines = BTreeSet::new();
    for package in metadata["packages"].as_array().unwrap() {
        if package["source"].is_null() {
            continue;
        }
        let licence = package["license"].as_str().unwrap_or("see its own files");
        let name = package["name"].as_str().unwrap();
        assert!(may_be_used(licence) || LGPL.contains(&name), "{name} is under {licence}");
        lines.insert(format!("{name} {}: {licence}\n", package["version"].as_str().unwrap()));
    }
    list.extend(lines);
    snapbox::assert_data_eq!(
        list,
        snapbox::Data::read_from(&root().join("LICENSE-DEPENDENCIES"), None).raw()
    );
}

/// Returns what cargo knows of every package that is built here.
fn metadata() -> serde_json::Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Returns whether a licence expression leaves a choice that we can make.
fn may_be_used(licence: &str) -> bool {
    let plain = licence.replace(['(', ')'], "").replace('/', " OR ");
    plain.split(" AND ").all(|all| all.split(" OR ").any(|one| LICENCES.contains(&one.trim())))
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut section = "";
    let mut silent = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.contains("dependencies") && line.contains(" = ") && !line.contains('#') {
            silent.push(line);
        }
    }
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn the_encoders_flags_reach_no_other_crate() {
    let config = fs::read_to_string(root().join(".cargo/config.toml")).unwrap();
    let config: toml_edit::DocumentMut = config.parse().unwrap();
    let keys: Vec<_> = config["env"].as_table().unwrap().iter().map(|(key, _)| key).collect();
    assert_eq!(
        keys,
        ["CONFIG_SITE"],
        "only `configure` scripts read it; CFLAGS would reach every crate in C"
    );

    // A script lies in the crate's folder or one below it.
    let mut scripts = BTreeSet::new();
    for package in metadata()["packages"].as_array().unwrap() {
        let folder = Path::new(package["manifest_path"].as_str().unwrap()).parent().unwrap();
        let mut files = WalkDir::new(folder).max_depth(2).into_iter().flatten();
        if !package["source"].is_null() && files.any(|file| file.file_name() == "configure") {
            scripts.insert(package["name"].as_str().unwrap().to_owned());
        }
    }
    assert_eq!(Vec::from_iter(scripts), ["mp3lame-sys"]);
}

#[cfg(unix)]
#[test]
fn the_encoders_flags_are_for_the_encoder_and_for_its_machine() {
    let flags = |package: &str, compiler: &str| {
        let site = root().join(".cargo/lame.site");
        let script =
            format!("set -e; CC='{compiler}' CFLAGS=-O3 PACKAGE_TARNAME={package}; . \"$0\"; echo $CFLAGS");
        let output = Command::new("sh").arg("-c").arg(script).arg(site).output().unwrap();
        assert!(output.status.success(), "{package}, {compiler}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    assert_eq!(flags("another", "cc"), "-O3");
    let machine = match std::env::consts::ARCH {
        "x86_64" => " -DMIN_ARCH_SSE",
        "aarch64" => " -DUSE_FAST_LOG",
        _ => "",
    };
    assert_eq!(flags("lame", "cc"), format!("-O3 -ffast-math -DNDEBUG{machine}"));
    assert_eq!(flags("lame", "false"), "-O3 -DNDEBUG", "a compiler that takes no flag of ours");
}
