//! What a file is, by the end of its name, as web servers say it.

/// Returns the media type of a file of that name.
pub(super) fn of(name: &str) -> &'static str {
    let name = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    if name.ends_with(".chapters.json") {
        return "application/json+chapters";
    }
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "xml" if name == "feed.xml" => "application/rss+xml; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "xsl" => "application/xslt+xml; charset=utf-8",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "wav" => "audio/wav",
        "vtt" => "text/vtt; charset=utf-8",
        "srt" => "application/x-subrip; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "svg" => "image/svg+xml",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

/// Returns whether players on other pages fetch it by script: transcripts and chapters.
pub(super) fn is_for_players(kind: &str) -> bool {
    ["text/vtt", "application/x-subrip", "application/json"].iter().any(|prefix| kind.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_name_ends_with() {
        for (name, kind) in [
            ("feed.xml", "application/rss+xml; charset=utf-8"),
            ("sitemap.xml", "application/xml; charset=utf-8"),
            ("media/007-a.MP3", "audio/mpeg"),
            ("007/007.chapters.json", "application/json+chapters"),
            ("x.json", "application/json"),
            ("a.vtt", "text/vtt; charset=utf-8"),
            ("artwork-1a.jpg", "image/jpeg"),
            ("index.html", "text/html; charset=utf-8"),
            ("mp3", "application/octet-stream"),
            ("x.exe", "application/octet-stream"),
        ] {
            assert_eq!(of(name), kind, "{name}");
        }
        assert!(is_for_players(of("a.vtt")) && is_for_players(of("a.chapters.json")));
        assert!(!is_for_players(of("a.mp3")) && !is_for_players(of("a.html")));
    }
}
