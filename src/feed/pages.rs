//! The pages that go with a feed. Their room lies to the right of this one, so it is asked by a trait.

use std::collections::HashSet;

use super::{FeedError, Pictures};
use crate::catalogue::{Shelved, Show};
use crate::world::World;

/// Makes the pages that go with a feed.
pub trait Pages {
    /// Puts the pages of these episodes, newest first, into the feed's folder. They are durable when this
    /// returns: the feed that comes next links to them.
    fn put(
        &self,
        world: &World,
        show: &Show,
        due: &[&Shelved],
        pictures: &Pictures<'_>,
    ) -> Result<PagesPut, FeedError>;

    /// Removes the pages that belong to no feed any more. The caller has put the new feed in place.
    fn sweep(&self, world: &World, show: &Show, put: &PagesPut) -> Result<(), FeedError>;
}

/// Pages that stand in the feed's folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PagesPut {
    /// Their names, as paths below the folder, with slashes.
    pub names: HashSet<String>,
    /// How many of them are others than before.
    pub changed: usize,
    /// Names that somebody else has taken, and keeps.
    pub taken: Vec<String>,
}
