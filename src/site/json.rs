//! JSON that may stand in a page: nothing in it ends the script that holds it.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::model::{EpisodeFacts, ShowFacts};

/// Returns the value as text that any HTML and any JavaScript may hold: `<`, `>` and `&` are spelt out, so
/// that no `</script>` and no `<!--` is in it, and the two line ends that JavaScript did not always take.
pub(super) fn written(value: &Value) -> String {
    let text = value.to_string();
    let mut safe = String::with_capacity(text.len());
    // All of these stand in strings only, where an escape means the same.
    for c in text.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                write!(safe, "\\u{:04x}", u32::from(c)).ok();
            }
            c => safe.push(c),
        }
    }
    safe
}

/// Returns the object without what it has no value for.
fn filled(value: Value) -> Map<String, Value> {
    let Value::Object(object) = value else { return Map::new() };
    object.into_iter().filter(|(_, value)| !(value.is_null() || value == "")).collect()
}

fn series(show: &ShowFacts, address: &str) -> Map<String, Value> {
    let author = filled(json!({ "@type": "Organization", "name": show.author }));
    filled(json!({
        "@type": "PodcastSeries",
        "name": show.title,
        "description": show.description,
        "url": format!("{address}/index.html"),
        "webFeed": show.feed_address,
        "image": show.cover.as_ref().map(|cover| format!("{address}/{}", cover.large)),
        "inLanguage": show.language,
        "author": (!show.author.is_empty()).then_some(author),
        "copyrightNotice": show.copyright,
    }))
}

/// Returns what search engines read of the show, if it has an address.
pub(super) fn of_show(show: &ShowFacts) -> Option<String> {
    let mut series = series(show, show.address.as_deref()?);
    series.insert("@context".to_owned(), "https://schema.org".into());
    Some(written(&series.into()))
}

/// Returns what search engines read of an episode, if it has an address.
pub(super) fn of_episode(show: &ShowFacts, episode: &EpisodeFacts) -> Option<String> {
    let address = show.address.as_deref()?;
    let actors = episode
        .people
        .iter()
        .map(|one| Value::Object(filled(json!({ "@type": "Person", "name": one.name, "url": one.link }))));
    let actors: Option<Vec<Value>> = (!episode.people.is_empty()).then(|| actors.collect());
    let season = episode.season.map(|season| json!({ "@type": "PodcastSeason", "seasonNumber": season }));
    let object = filled(json!({
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": episode.title,
        "description": episode.excerpt,
        "url": format!("{address}/{}", episode.page),
        "datePublished": episode.date_iso,
        "duration": episode.length_iso,
        "episodeNumber": episode.number,
        "inLanguage": show.language,
        "associatedMedia": {
            "@type": "AudioObject",
            "contentUrl": format!("{address}/{}", episode.media),
            "contentSize": episode.bytes.to_string(),
            "duration": episode.length_iso,
            "encodingFormat": episode.media_type,
        },
        "actor": actors,
        "partOfSeries": series(show, address),
        "partOfSeason": season,
    }));
    Some(written(&object.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn no_text_leaves_its_script(text in proptest::prelude::any::<String>()) {
            let hostile = format!("</script><!--{text}\u{2028}]]>");
            let written = written(&json!({ "a": hostile }));
            let unsafe_ones = ['<', '>', '&', '\u{2028}', '\u{2029}'];
            proptest::prop_assert!(!written.contains(unsafe_ones));
            let back: Value = serde_json::from_str(&written).unwrap();
            proptest::prop_assert_eq!(back["a"].as_str(), Some(hostile.as_str()));
        }
    }
}
