//! What somebody may have meant: the known word that is fewest strokes away.

/// Returns the word nearest to what was written, unless none is near.
pub(super) fn nearest<'w>(written: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let written: Vec<char> = written.trim().to_lowercase().chars().take(100).collect();
    // A third of the letters may be wrong, and one always.
    let most = (written.len() / 3).max(1);
    words
        .into_iter()
        .map(|word| (strokes(&written, &word.to_lowercase().chars().collect::<Vec<_>>()), word))
        .filter(|(strokes, _)| *strokes <= most)
        .min_by_key(|(strokes, _)| *strokes)
        .map(|(_, word)| word)
}

/// Returns how many letters must be put in, taken out or changed to make one word of the other.
fn strokes(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, a) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in b.iter().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_is_forgiven_and_another_word_is_not() {
        let keys = ["title", "language", "explicit"];
        assert_eq!(nearest("langauge", keys), Some("language"));
        assert_eq!(nearest("Titel", keys), None);
        assert_eq!(nearest("tittle", keys), Some("title"));
        assert_eq!(nearest("", keys), None);
        assert_eq!(nearest("color", keys), None);
    }
}
