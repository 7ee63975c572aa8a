//! The two catalogues hold the same sentences, the code asks for no other, and none lies there unused.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use super::*;
use crate::catalogue::settings;
use crate::feed::Rule;
use crate::moving::Loss;

/// What a sentence asks for.
#[derive(Default)]
struct Asks {
    variables: BTreeSet<String>,
    sentences: BTreeSet<String>,
}

/// Reads a catalogue: each sentence by its name, those that belong to one as `name.part`, with all the
/// values that it needs.
fn catalogue(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let source = match language {
        Language::En => include_str!("en.ftl"),
        Language::Da => include_str!("da.ftl"),
    };
    let resource = parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{language:?}: {errors:?}"));
    let mut asks: BTreeMap<String, Asks> = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut take = |name: String, pattern: &Pattern<&str>| {
            let mut found = Asks::default();
            collect(pattern, &mut found);
            assert!(asks.insert(name.clone(), found).is_none(), "{name} is there twice");
        };
        if let Some(pattern) = &message.value {
            take(message.id.name.to_owned(), pattern);
        }
        for part in &message.attributes {
            take(format!("{}.{}", message.id.name, part.id.name), &part.value);
        }
    }
    let all = |name: &String| {
        let own = asks[name].variables.iter();
        let others = asks[name].sentences.iter().flat_map(|other| asks[other].variables.iter());
        own.chain(others).cloned().collect()
    };
    asks.keys().map(|name| (name.clone(), all(name))).collect()
}

fn collect(pattern: &Pattern<&str>, asks: &mut Asks) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => collect_inline(inline, asks),
            Expression::Select { selector, variants } => {
                collect_inline(selector, asks);
                for variant in variants {
                    collect(&variant.value, asks);
                }
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, asks: &mut Asks) {
    match inline {
        InlineExpression::VariableReference { id } => drop(asks.variables.insert(id.name.to_owned())),
        InlineExpression::MessageReference { id, .. } => drop(asks.sentences.insert(id.name.to_owned())),
        _ => {}
    }
}

/// Returns the source of the program, tests excepted.
fn source() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
                found.push((path.display().to_string(), code));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

/// Where the code names a sentence: the opening of the call, and the values that the call itself adds.
const CALLS: [(&str, &[&str]); 5] = [
    (" phrase(\"", &[]),
    ("(phrase(\"", &[]),
    ("about(\"", &["kind", "n"]),
    ("named(\"", &["kind", "n", "title"]),
    ("word(\"", &[]),
];

/// Returns every sentence that the code names, with the values that it gives.
fn asked_for() -> Vec<(String, String, BTreeSet<String>)> {
    let mut asked = Vec::new();
    for (file, code) in source() {
        for (call, added) in CALLS {
            for (at, _) in code.match_indices(call) {
                let (name, rest) = code[at + call.len()..].split_once('"').unwrap();
                let mut given: BTreeSet<String> = added.iter().map(|name| (*name).to_owned()).collect();
                given.extend(given_after(rest));
                asked.push((file.clone(), name.to_owned(), given));
            }
        }
    }
    asked
}

/// Returns the names in a chain of `.with("name", …)`, as it stands after the name of a sentence.
fn given_after(rest: &str) -> Vec<String> {
    let mut given = Vec::new();
    let mut rest = after_bracket(rest);
    while let Some(next) = rest.trim_start().strip_prefix(".with(") {
        given.push(next.trim_start().trim_start_matches('"').split('"').next().unwrap().to_owned());
        rest = after_bracket(next);
    }
    given
}

/// Returns what follows the bracket that closes the one that is open.
fn after_bracket(text: &str) -> &str {
    let mut depth = 1;
    let mut quoted = false;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '"' if before != '\\' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        before = c;
        if depth == 0 {
            return &text[at + 1..];
        }
    }
    ""
}

/// Families whose names are put together when the program runs.
fn families() -> BTreeSet<String> {
    let mut names: BTreeSet<String> = settings::KEYS.iter().map(|key| format!("setting-{key}")).collect();
    names.extend(Loss::IDS.iter().map(|id| format!("import-loss-{id}")));
    names.extend(Rule::IDS.iter().map(|id| format!("finding-{id}")));
    names
}

#[test]
fn both_languages_have_the_same_sentences_with_the_same_values() {
    let (english, danish) = (catalogue(Language::En), catalogue(Language::Da));
    assert_eq!(english.keys().collect::<Vec<_>>(), danish.keys().collect::<Vec<_>>());
    for (name, values) in &english {
        assert_eq!(values, &danish[name], "{name}");
    }
}

#[test]
fn every_sentence_that_the_code_names_is_there_and_gets_its_values() {
    let known = catalogue(Language::En);
    let asked = asked_for();
    assert!(asked.len() > 200, "the reader of the source has gone blind: {}", asked.len());
    for (file, name, given) in asked {
        let wanted = known.get(&name).unwrap_or_else(|| panic!("{file}: there is no sentence {name:?}"));
        let missing: Vec<_> = wanted.difference(&given).collect();
        // A failure of a recording or of a written file gets its place from the function that makes it.
        let later = ["recording.rs", "form.rs"].iter().any(|end| file.ends_with(end))
            && missing.iter().all(|value| ["file", "problem"].contains(&value.as_str()));
        // So does a sentence of which one of several is chosen before its values are given.
        let chosen: [(&str, &[&str]); 2] =
            [("build.rs", &["title"]), ("cli/export.rs", &["count", "length", "place", "size"])];
        let chosen = chosen.iter().any(|(end, values)| file.ends_with(end) && missing == *values);
        assert!(missing.is_empty() || later || chosen, "{file}: {name} gets no {missing:?}");
    }
    for name in families() {
        assert!(known.contains_key(&name), "there is no sentence {name:?}");
    }
}

#[test]
fn no_sentence_lies_there_unused() {
    let code: String = source().into_iter().map(|(_, code)| code).collect();
    let families = families();
    for name in catalogue(Language::En).keys() {
        let base = name.split('.').next().unwrap();
        // What help there is, and for what, is held by the tests of the desk.
        let used = families.contains(base)
            || ["help-", "value-", "role-"].iter().any(|family| base.starts_with(family))
            || ["name", "name-first"].contains(&base)
            || code.contains(&format!("\"{base}\""));
        assert!(used, "{name} is said nowhere");
    }
}

#[test]
fn findings_ask_for_nothing_that_their_rules_do_not_know() {
    let rules =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/feed/rules/table.rs")).unwrap();
    for (name, values) in catalogue(Language::En) {
        let Some(rule) = name.strip_prefix("finding-").and_then(|name| name.split('.').next()) else {
            continue;
        };
        let line = rules.lines().find(|line| line.contains(&format!("= \"{rule}\","))).unwrap();
        for value in values {
            let known = ["episode", "kind", "n", "file", "item"].contains(&value.as_str())
                || line.contains(&format!("{value}: "))
                || (value == "command" && line.contains("without: "));
            assert!(known, "{name} asks for {value}");
        }
    }
}

#[test]
fn a_missing_sentence_is_said_by_its_name() {
    let words = Words::new(Language::Da);
    assert_eq!(words.say(&phrase("no-such-sentence")), "no-such-sentence");
    assert_eq!(words.say(&phrase("help-add.no-such-part")), "help-add.no-such-part");
    assert!(words.has("help-add.recordings") && !words.has("help-add.no-such-part"));
}

#[test]
fn a_hostile_value_cannot_steer_the_terminal() {
    let words = Words::new(Language::En);
    let said = words.say(&phrase("no-file").with("file", "\u{1b}]0;x\u{7}\u{202e}gnos.wav\n"));
    assert_eq!(said, "There is no file \"\\u{1b}]0;x\\u{7}\\u{202e}gnos.wav\\n\".");
}

#[test]
fn sentences_follow_one_another() {
    let words = Words::new(Language::En);
    let both = phrase("nothing-changed").and(phrase("stopped")).and(phrase("nothing-changed"));
    assert_eq!(words.say(&both), "Nothing was changed. Stopped. Nothing was changed.");
}
