//! Languages as feeds name them: two letters of ISO 639, and a country if it matters.

/// Every two-letter code of ISO 639.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu \
    cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz \
    ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu \
    lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn \
    ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty \
    ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// What people here write when they mean one of them.
const MEANT: [(&str, &str); 8] = [
    ("dk", "da"),
    ("dansk", "da"),
    ("danish", "da"),
    ("dan", "da"),
    ("engelsk", "en"),
    ("english", "en"),
    ("eng", "en"),
    ("sve", "sv"),
];

/// Returns whether directories know the language: `da`, `en`, `en-gb`, in any case.
pub(super) fn is_known(language: &str) -> bool {
    let lower = language.to_lowercase();
    let (code, rest) = match lower.split_once('-') {
        Some((code, rest)) => (code, Some(rest)),
        None => (lower.as_str(), None),
    };
    let modifier = |rest: &str| {
        (2..=8).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    CODES.split_whitespace().any(|known| known == code) && rest.is_none_or(modifier)
}

/// Returns the language that somebody may have meant.
pub(super) fn meant(language: &str) -> Option<&'static str> {
    let lower = language.trim().to_lowercase().replace('_', "-");
    let (code, _) = lower.split_once('-').unwrap_or((&lower, ""));
    let known = CODES.split_whitespace().find(|known| *known == code);
    MEANT.iter().find(|(written, _)| *written == lower).map(|(_, meant)| *meant).or(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_or_guessed() {
        for known in ["da", "DA", "en-gb", "en-US", "kl", "fo", "zh-hans"] {
            assert!(is_known(known), "{known}");
        }
        for wrong in ["", "dk", "dansk", "da_DK", "da-", "da-d", "d", "xx", "ænder"] {
            assert!(!is_known(wrong), "{wrong}");
        }
        assert_eq!(meant("Dansk"), Some("da"));
        assert_eq!(meant("da_DK"), Some("da"));
        assert_eq!(meant("klingon"), None);
    }
}
