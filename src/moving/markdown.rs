//! Writes the Markdown of notes, from elements that begin and end and the words between them.

/// Notes as Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Markdown {
    /// The text.
    pub(super) text: String,
    /// The elements that had no words to keep, each once.
    pub(super) lost: Vec<String>,
}

/// Elements that begin on a line of their own, with an empty one before.
pub(super) const BLOCKS: &str =
    " p div section article header footer blockquote h1 h2 h3 h4 h5 h6 ul ol dl table pre hr figure ";
/// Elements that begin on a line of their own.
pub(super) const LINES: &str = " br tr dt dd li ";
/// Elements that are words of their own: cells of a table.
pub(super) const SPACED: &str = " td th ";
/// Elements whose words are strong or stressed, and the sign for that.
pub(super) const STRESSED: [(&str, &str); 4] = [("b", "**"), ("strong", "**"), ("i", "*"), ("em", "*")];
/// Elements that are something without having words.
pub(super) const WORDLESS: &str = " img iframe audio video object embed svg form input ";
/// How deep lists and stress may lie in one another.
const DEEPEST: usize = 16;

/// A list that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    /// Its points have signs.
    Signs,
    /// Its points have numbers; this is the last.
    Numbers(u32),
    /// Likewise, right below another numbered list. In Markdown the two would be one that counts on, so its
    /// numbers are written as words.
    Words(u32),
}

/// The text that is being written.
#[derive(Default)]
pub(super) struct Making {
    text: String,
    lost: Vec<String>,
    /// Where the line that is being written begins, and whether the one above it is a point of a list.
    line: usize,
    below_point: bool,
    /// Where the text of an open link begins, and its address.
    link: Option<(usize, String)>,
    /// Whether a space is due before the next word.
    space: bool,
    /// The signs of stress that are open. Those from `begun` on stand before the next word.
    stress: Vec<&'static str>,
    begun: usize,
    /// Where the last stress ended.
    stressed_to: usize,
    /// Whether marks are left out.
    plain: bool,
    /// The lists that are open.
    lists: Vec<List>,
    /// Where the last numbered list ended.
    numbered_to: usize,
}

impl Making {
    /// Writes text without marks.
    pub(super) fn plain() -> Making {
        Making { plain: true, ..Making::default() }
    }

    /// Takes an element that begins; `address` is where it leads.
    pub(super) fn begin(&mut self, name: &str, address: &str) {
        if is_in(WORDLESS, name) && !self.lost.iter().any(|lost| lost == name) {
            self.lost.push(name.to_owned());
        }
        if let Some((_, sign)) = STRESSED.iter().find(|(known, _)| *known == name)
            && self.stress.len() < DEEPEST
            && !self.plain
        {
            self.stress.push(sign);
        }
        self.break_at(name, true);
        match name {
            "ul" | "ol" if self.lists.len() < DEEPEST => {
                let written = self.text.trim_end_matches('\n').len();
                let follows = self.lists.is_empty() && written > 0 && written == self.numbered_to;
                self.lists.push(match name {
                    "ul" => List::Signs,
                    _ if follows => List::Words(0),
                    _ => List::Numbers(0),
                });
            }
            "li" => self.point(),
            "a" => {
                self.close_link();
                if address.starts_with("http://") || address.starts_with("https://") {
                    self.due('[');
                    self.link = Some((self.text.len(), address.to_owned()));
                }
            }
            _ => {}
        }
    }

    /// Takes an element that ends.
    pub(super) fn end(&mut self, name: &str) {
        if let Some((_, sign)) = STRESSED.iter().find(|(known, _)| *known == name) {
            self.unstress(sign);
        }
        if matches!(name, "ul" | "ol") {
            self.drop_point();
            let list = self.lists.pop();
            if !matches!(list, None | Some(List::Signs)) {
                self.numbered_to = self.text.trim_end_matches('\n').len();
            }
        }
        self.break_at(name, false);
        if name == "a" {
            self.close_link();
        }
    }

    /// Ends the line where an element stands on one of its own.
    fn break_at(&mut self, name: &str, begins: bool) {
        if is_in(BLOCKS, name) {
            self.close_link();
            self.lines(2);
        } else if is_in(LINES, name) && (begins || name == "li") {
            self.close_link();
            self.lines(1);
        } else if is_in(SPACED, name) {
            self.space = true;
        }
    }

    /// Begins a point of a list, right below the one before it.
    fn point(&mut self) {
        // One that has no words is none.
        self.drop_point();
        let end = self.text.trim_end_matches('\n').len();
        // What was counted anew stands apart from what was counted before.
        let anew = self.lists.last() == Some(&List::Words(0));
        if self.below_point && !anew && end < self.text.len() {
            self.text.truncate(end + 1);
            self.line = self.text.len();
        }
        let mark = match self.lists.last_mut() {
            Some(List::Numbers(number)) => {
                *number += 1;
                format!("{number}. ")
            }
            Some(List::Words(number)) => {
                *number += 1;
                format!("{number}{}. ", if self.plain { "" } else { "\\" })
            }
            Some(List::Signs) | None => "- ".to_owned(),
        };
        self.text.push_str(&mark);
    }

    /// Takes the mark of a point away that has no words.
    fn drop_point(&mut self) {
        if !self.is_at_point() {
            return;
        }
        self.text.truncate(self.line);
        if let Some(List::Numbers(number) | List::Words(number)) = self.lists.last_mut() {
            *number = number.saturating_sub(1);
        }
    }

    /// Returns whether nothing but the mark of a point stands in the line.
    fn is_at_point(&self) -> bool {
        let line = &self.text[self.line..];
        line.ends_with(' ') && is_point(line) && !line.trim_end().contains(' ')
    }

    /// Takes text that has no marks.
    pub(super) fn unmarked(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Takes words as they stand between tags.
    pub(super) fn words(&mut self, words: &str) {
        for c in words.chars() {
            // A space that does not break is a space to whoever writes notes.
            if c.is_whitespace() {
                self.space = true;
            } else {
                self.due(c);
                // Signs that mean something in Markdown and meant nothing here.
                if matches!(c, '*' | '`' | '\\') && !self.plain {
                    self.text.push('\\');
                }
                self.text.push(c);
            }
        }
    }

    /// Puts what is due before that character: a space, unless a line has just begun, and the signs of what is
    /// strong or stressed from there on.
    fn due(&mut self, next: char) {
        let mut space = std::mem::take(&mut self.space);
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_sign = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace());
        let before = self.text.chars().next_back();
        // Between a sign and a letter Markdown begins and ends no stress; `**Gæst:**Mette` would stay as it is.
        if self.stressed_to > 0 && self.stressed_to == self.text.len() {
            let last = self.text.trim_end_matches('*').chars().next_back();
            space |= is_sign(last) && next.is_alphanumeric();
        }
        space |= self.begun < self.stress.len() && is_letter(before) && is_sign(Some(next));
        if space && !self.text.is_empty() && !self.text.ends_with(['\n', ' ']) {
            self.text.push(' ');
        }
        for sign in &self.stress[self.begun..] {
            self.text.push_str(sign);
        }
        self.begun = self.stress.len();
    }

    /// Ends what is strong or stressed, right behind its last word.
    fn unstress(&mut self, sign: &'static str) {
        if self.stress.last() != Some(&sign) {
            return;
        }
        self.stress.pop();
        if self.begun > self.stress.len() {
            self.begun = self.stress.len();
            self.text.push_str(sign);
            self.stressed_to = self.text.len();
        }
    }

    /// Ends the line, and leaves so many line ends before what follows.
    fn lines(&mut self, ends: usize) {
        self.space = false;
        // A point that is still empty is none yet: `<li><p>` is one point.
        if self.is_at_point() {
            return;
        }
        // Stress does not reach beyond its line; it begins anew on the next.
        self.end_stress();
        let there = self.text.len() - self.text.trim_end_matches('\n').len();
        if self.text.is_empty() {
            return;
        }
        if there == 0 {
            self.below_point = is_point(&self.text[self.line..]);
        }
        self.text.extend(std::iter::repeat_n('\n', ends.saturating_sub(there)));
        self.line = self.text.len();
    }

    fn end_stress(&mut self) {
        for sign in self.stress[..self.begun].iter().rev() {
            self.text.push_str(sign);
        }
        self.begun = 0;
    }

    fn close_link(&mut self) {
        let Some((at, address)) = self.link.take() else { return };
        let name = self.text.get(at..).unwrap_or_default().trim().to_owned();
        let whole = name.is_empty() || name == address || address.trim_end_matches('/') == name;
        if name.is_empty() {
            return;
        }
        self.text.truncate(at);
        if whole
            || self.plain
            || name.contains(['[', ']'])
            || address.contains([' ', '(', ')', '<', '>', '"'])
        {
            self.text.push_str(&name);
            if !whole {
                self.text.extend([" ", &address]);
            }
        } else {
            self.text.extend(["[", &name, "](", &address, ")"]);
        }
    }

    /// Returns the text.
    pub(super) fn finish(mut self) -> Markdown {
        self.close_link();
        if !self.lists.is_empty() {
            self.drop_point();
        }
        self.end_stress();
        let mut text = String::with_capacity(self.text.len());
        let mut empty = 0;
        for line in self.text.lines().map(str::trim_end).filter(|line| *line != "-") {
            empty = if line.is_empty() { empty + 1 } else { 0 };
            if empty < 2 {
                text.extend([line, "\n"]);
            }
        }
        Markdown { text: text.trim().to_owned(), lost: self.lost }
    }
}

/// Returns whether a name is in a list of names.
pub(super) fn is_in(list: &str, name: &str) -> bool {
    let is_whole = |at: usize| list[..at].ends_with(' ') && list[at + name.len()..].starts_with(' ');
    !name.is_empty() && list.match_indices(name).any(|(at, _)| is_whole(at))
}

/// Returns whether a line is a point of a list.
fn is_point(line: &str) -> bool {
    let Some((mark, _)) = line.split_once(' ') else { return false };
    let number = mark.strip_suffix("\\.").or_else(|| mark.strip_suffix('.'));
    mark == "-" || number.is_some_and(|n| !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit()))
}
