//! The categories that Apple's directory has, in its spelling. Other directories follow it.

use super::nearest::nearest;
use super::rules::Rule;

/// Every category, with those below it.
const TREE: [(&str, &[&str]); 19] = [
    ("Arts", &["Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"]),
    ("Business", &["Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"]),
    ("Comedy", &["Comedy Interviews", "Improv", "Stand-Up"]),
    ("Education", &["Courses", "How To", "Language Learning", "Self-Improvement"]),
    ("Fiction", &["Comedy Fiction", "Drama", "Science Fiction"]),
    ("Government", &[]),
    ("History", &[]),
    (
        "Health & Fitness",
        &["Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"],
    ),
    ("Kids & Family", &["Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"]),
    (
        "Leisure",
        &[
            "Animation & Manga",
            "Automotive",
            "Aviation",
            "Crafts",
            "Games",
            "Hobbies",
            "Home & Garden",
            "Video Games",
        ],
    ),
    ("Music", &["Music Commentary", "Music History", "Music Interviews"]),
    (
        "News",
        &[
            "Business News",
            "Daily News",
            "Entertainment News",
            "News Commentary",
            "Politics",
            "Sports News",
            "Tech News",
        ],
    ),
    (
        "Religion & Spirituality",
        &["Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"],
    ),
    (
        "Science",
        &[
            "Astronomy",
            "Chemistry",
            "Earth Sciences",
            "Life Sciences",
            "Mathematics",
            "Natural Sciences",
            "Nature",
            "Physics",
            "Social Sciences",
        ],
    ),
    (
        "Society & Culture",
        &["Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"],
    ),
    (
        "Sports",
        &[
            "Baseball",
            "Basketball",
            "Cricket",
            "Fantasy Sports",
            "Football",
            "Golf",
            "Hockey",
            "Rugby",
            "Running",
            "Soccer",
            "Swimming",
            "Tennis",
            "Volleyball",
            "Wilderness",
            "Wrestling",
        ],
    ),
    ("Technology", &[]),
    ("True Crime", &[]),
    ("TV & Film", &["After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"]),
];

/// Categories that Apple's directory had until 2019, and where each has gone.
const DEAD: [(&str, &str); 36] = [
    ("Games & Hobbies", "Leisure"),
    ("Games & Hobbies/Automotive", "Leisure/Automotive"),
    ("Games & Hobbies/Aviation", "Leisure/Aviation"),
    ("Games & Hobbies/Hobbies", "Leisure/Hobbies"),
    ("Games & Hobbies/Other Games", "Leisure/Games"),
    ("Games & Hobbies/Video Games", "Leisure/Video Games"),
    ("Government & Organizations", "Government"),
    ("Government & Organizations/Local", "Government"),
    ("Government & Organizations/National", "Government"),
    ("Government & Organizations/Non-Profit", "Business/Non-Profit"),
    ("Government & Organizations/Regional", "Government"),
    ("Health", "Health & Fitness"),
    ("Health/Alternative Health", "Health & Fitness/Alternative Health"),
    ("Health/Fitness & Nutrition", "Health & Fitness/Nutrition"),
    ("Health/Self-Help", "Education/Self-Improvement"),
    ("Health/Sexuality", "Health & Fitness/Sexuality"),
    ("News & Politics", "News"),
    ("Sports & Recreation", "Sports"),
    ("Sports & Recreation/Amateur", "Sports"),
    ("Sports & Recreation/College & High School", "Sports"),
    ("Sports & Recreation/Outdoor", "Sports/Wilderness"),
    ("Sports & Recreation/Professional", "Sports"),
    ("Science & Medicine", "Science"),
    ("Science & Medicine/Medicine", "Health & Fitness/Medicine"),
    ("Science & Medicine/Natural Sciences", "Science/Natural Sciences"),
    ("Science & Medicine/Social Sciences", "Science/Social Sciences"),
    ("Technology/Gadgets", "Technology"),
    ("Technology/Podcasting", "Technology"),
    ("Technology/Software How-To", "Technology"),
    ("Technology/Tech News", "News/Tech News"),
    ("Arts/Literature", "Arts/Books"),
    ("Education/Higher Education", "Education"),
    ("Education/K-12", "Education"),
    ("Education/Language Courses", "Education/Language Learning"),
    ("Business/Management & Marketing", "Business/Management"),
    ("Society & Culture/History", "History"),
];

/// A category that the directories have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Category {
    /// The category, as Apple spells it.
    pub name: &'static str,
    /// The one below it.
    pub sub: Option<&'static str>,
}

impl Category {
    /// Returns the category that people wrote as `Arts` or `Arts/Books`, in any case and spacing.
    pub fn find(written: &str) -> Option<Category> {
        let (name, sub) = match written.split_once('/') {
            Some((name, sub)) => (name, Some(sub)),
            None => (written, None),
        };
        let (name, subs) = TREE.iter().find(|(known, _)| same(known, name))?;
        let sub = match sub {
            Some(sub) => Some(*subs.iter().find(|known| same(known, sub))?),
            None => None,
        };
        Some(Category { name, sub })
    }

    /// Returns the category that people may have meant.
    pub fn meant(written: &str) -> Option<Category> {
        let all: Vec<(String, Category)> =
            Category::all().map(|category| (category.to_string(), category)).collect();
        let texts = all.iter().map(|(text, _)| text.as_str());
        // Many write only the lower one: `Books`.
        let lower = || nearest(written, all.iter().filter_map(|(_, category)| category.sub));
        let found = nearest(written, texts).or_else(lower)?;
        let meant = |(text, category): &&(String, Category)| text == found || category.sub == Some(found);
        all.iter().find(meant).map(|(_, category)| *category)
    }

    /// Returns the rule that a category breaks as it is written, if the directories do not have it.
    pub(super) fn rule(written: &str) -> Option<Rule> {
        if Category::find(written).is_some() {
            return None;
        }
        let given = written.to_owned();
        if let Some((_, now)) = DEAD.iter().find(|(dead, _)| same(dead, written)) {
            return Some(Rule::CategoryDead { given, suggestion: (*now).to_owned() });
        }
        // Both are known, and do not belong together.
        let (upper, lower) = written.split_once('/').unwrap_or((written, ""));
        let owner = Category::all().find(|one| one.sub.is_some_and(|sub| same(sub, lower)));
        if let Some(owner) = owner.filter(|_| TREE.iter().any(|(known, _)| same(known, upper))) {
            return Some(Rule::CategoryMisplaced { given, suggestion: owner.to_string() });
        }
        let suggestion = Category::meant(written).map(|meant| meant.to_string()).unwrap_or_default();
        Some(Rule::CategoryUnknown { given, suggestion })
    }

    /// Returns every category there is, each before those below it.
    pub fn all() -> impl Iterator<Item = Category> {
        TREE.iter().flat_map(|(name, subs)| {
            let below = subs.iter().map(move |sub| Category { name, sub: Some(sub) });
            std::iter::once(Category { name, sub: None }).chain(below)
        })
    }
}

impl std::fmt::Display for Category {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.sub {
            Some(sub) => write!(f, "{}/{sub}", self.name),
            None => f.write_str(self.name),
        }
    }
}

fn same(known: &str, written: &str) -> bool {
    let plain = |text: &str| {
        let parts = text.split('/').map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
        parts.collect::<Vec<_>>().join("/").to_lowercase()
    };
    plain(known) == plain(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_as_apple_has() {
        assert_eq!(Category::all().filter(|category| category.sub.is_none()).count(), 19);
        assert_eq!(Category::all().filter(|category| category.sub.is_some()).count(), 91);
        for category in Category::all() {
            assert_eq!(Category::find(&category.to_string()), Some(category));
        }
    }

    #[test]
    fn categories_of_former_years_have_an_heir() {
        for (dead, now) in DEAD {
            assert!(Category::find(dead).is_none(), "{dead}");
            assert_eq!(Category::find(now).map(|one| one.to_string()).as_deref(), Some(now), "{dead}");
        }
        let rule = |written: &str| Category::rule(written).map(|rule| rule.id());
        assert_eq!(rule("games & hobbies / hobbies"), Some("category-dead"));
        assert_eq!(rule("Arts/Philosophy"), Some("category-misplaced"));
        assert_eq!(rule("Bøger"), Some("category-unknown"));
        assert_eq!(rule("Arts/Books"), None);
    }

    #[test]
    fn what_people_write_is_found_or_guessed() {
        let found = |written: &str| Category::find(written).map(|category| category.to_string());
        let meant = |written: &str| Category::meant(written).map(|category| category.to_string());
        assert_eq!(found("arts / books").as_deref(), Some("Arts/Books"));
        assert_eq!(found("society & culture").as_deref(), Some("Society & Culture"));
        assert_eq!(found("Arts/Bøger"), None);
        assert_eq!(found("Games & Hobbies"), None);
        assert_eq!(meant("Books").as_deref(), Some("Arts/Books"));
        assert_eq!(meant("Art/Book").as_deref(), Some("Arts/Books"));
        assert_eq!(meant("Kids and Family").as_deref(), Some("Kids & Family"));
        assert_eq!(meant("Litteratur"), None);
    }
}
