//! What the program carries with it: templates, the style, the scripts.

/// The templates, each by the name under which a show may bring its own.
pub(super) const TEMPLATES: [(&str, &str); 16] = [
    ("base.html", include_str!("templates/base.html")),
    ("player.html", include_str!("templates/player.html")),
    ("sign.html", include_str!("templates/sign.html")),
    ("row.html", include_str!("templates/row.html")),
    ("index.html", include_str!("templates/index.html")),
    ("episode.html", include_str!("templates/episode.html")),
    ("noticed.html", include_str!("templates/noticed.html")),
    ("embed.html", include_str!("templates/embed.html")),
    ("archive.html", include_str!("templates/archive.html")),
    ("search.html", include_str!("templates/search.html")),
    ("subscribe.html", include_str!("templates/subscribe.html")),
    ("404.html", include_str!("templates/404.html")),
    ("sitemap.xml", include_str!("templates/sitemap.xml")),
    ("poster.html", include_str!("templates/poster.html")),
    ("labels.html", include_str!("templates/labels.html")),
    ("bundle.html", include_str!("templates/bundle.html")),
];

/// The style of all pages, but for its colours.
pub(super) const STYLE: &str = include_str!("templates/style.css");
/// What a preview has beside it.
pub(super) const NOTICED: &str = include_str!("templates/noticed.css");
/// The script of the player.
pub(super) const PLAYER: &str =
    concat!(include_str!("templates/kit.js"), include_str!("templates/player.js"));
/// The script of the search.
pub(super) const SEARCH: &str = include_str!("templates/search.js");
/// What the page of a bundle has beside the style of all pages.
pub(super) const BUNDLE_STYLE: &str = include_str!("templates/bundle.css");
/// The script of the page of a bundle.
pub(super) const BUNDLE_SCRIPT: &str =
    concat!(include_str!("templates/kit.js"), include_str!("templates/bundle.js"));
