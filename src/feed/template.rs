//! What is wrong with a template that a show put in the place of one of ours. The pages are made elsewhere;
//! the feed knows why there are none.

/// Why a template cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It is longer than any page.
    #[error("larger than {megabytes} MB")]
    TooLarge {
        /// The largest that is read.
        megabytes: u64,
    },
    /// It is not text.
    #[error("not UTF-8 text")]
    NotText,
    /// Whoever fills it in got stuck.
    #[error("{said}")]
    Stuck {
        /// At what.
        at: Stuck,
        /// In the words of whoever fills it in, in English.
        said: String,
    },
}

/// What a template cannot be filled in for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stuck {
    /// Something is misspelt, or not closed.
    Form,
    /// A value has no such name.
    Name,
    /// It asks for another template that is not there.
    Template,
    /// It asks for a filter, a test, a function or a block that is not there.
    Tool,
    /// A filter or a function gets too little, too much, or something that it cannot use.
    Use,
    /// It never ends.
    Endless,
}
