//! A second turn for players that failed with what may pass: a cable that was loose for a moment, a hub that is
//! short of current. Once, when all others had their turn, and never for what does not pass by itself.

use std::collections::BTreeSet;
use std::time::Duration;

use super::fleet::{self, Mark, Try, Turn};
use super::manifest::Kind;
use super::{Plan, SyncError, identity};

/// How long a volume that has gone may take to come again: what a hub that starts anew needs until its volumes are
/// mounted.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long between two looks for it.
const LOOK: Duration = Duration::from_millis(250);

/// Returns which players are to be tried once more. One that was away must be there again, and be the same.
pub(super) fn worth_it(players: &[Turn<'_>], tries: &[Try]) -> Vec<usize> {
    let is_gone = |n: &usize| matches!(tries[*n].result, Err(SyncError::Gone));
    let may_pass = |n: &usize| tries[*n].result.as_ref().is_err_and(SyncError::may_pass);
    let is_asked_to_stop = |n: &usize| players[*n].world.cancel.check().is_err();
    let is_awaited = |n: &&usize| is_gone(n) && !is_asked_to_stop(n) && !is_back(&players[**n]);
    let mut again: Vec<usize> = (0..tries.len()).filter(may_pass).collect();
    let mut waited = Duration::ZERO;
    while waited < PATIENCE
        && let Some(n) = again.iter().find(is_awaited)
    {
        players[*n].world.clock.sleep(LOOK);
        waited += LOOK;
    }
    again.retain(|n| !is_asked_to_stop(n) && (!is_gone(n) || is_back(&players[*n])));
    again
}

/// Returns whether a player is there, and bears the mark that it did.
fn is_back(Turn { here, world, .. }: &Turn<'_>) -> bool {
    fleet::mounted(world, &here.root).is_ok_and(|volume| {
        here.mark != Mark::There || identity(&volume).is_ok_and(|now| now.id == here.identity.id)
    })
}

impl Plan {
    /// Adds what an earlier try had done of the same before it failed, so that what is said of the player is what
    /// has come of both.
    pub(super) fn add_earlier(&mut self, earlier: Plan) {
        let wanted: BTreeSet<&str> = self.items.iter().map(|item| item.id.as_str()).collect();
        let coming: BTreeSet<String> = self.copies.iter().map(|copy| copy.item.id.clone()).collect();
        let is_done = |id: &str| wanted.contains(id) && !coming.contains(id);
        let mut copies = earlier.copies;
        copies.retain(|copy| is_done(&copy.item.id));
        let sounds = copies.iter().filter(|copy| copy.item.counts_as(Kind::Sound)).count();
        self.kept = self.kept.saturating_sub(sounds);
        copies.append(&mut self.copies);
        self.copies = copies;
        let gone = earlier.remove.into_iter().filter(|path| !self.remove.contains(path));
        self.remove = gone.chain(self.remove.iter().cloned()).collect();
        let going =
            earlier.going.into_iter().filter(|item| self.going.iter().all(|other| other.id != item.id));
        self.going = going.chain(self.going.iter().cloned()).collect();
        let moved = earlier.moves.into_iter().filter(|one| self.moves.iter().all(|other| other.to != one.to));
        self.moves = moved.chain(self.moves.iter().cloned()).collect();
        for folder in &mut self.folders {
            let same = earlier.folders.iter().find(|other| other.what == folder.what);
            folder.reorder |= same.is_some_and(|same| same.reorder || same.reorder_after);
        }
    }
}
