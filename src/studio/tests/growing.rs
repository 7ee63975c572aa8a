//! Recordings that somebody writes to while we read them.

use std::io::Write as _;

use super::*;
use crate::world::{Event, Progress, Step};

/// Does something to the recording once, when that step of the work begins.
struct Meddler<F>(Step, F);

impl<F: Fn() + Send + Sync> Progress for Meddler<F> {
    fn event(&self, event: Event) {
        if matches!(event, Event::Began { step, .. } if step == self.0) {
            (self.1)();
        }
    }
}

#[test]
fn what_changes_while_it_is_read_is_refused_and_the_show_is_as_it_was() {
    for step in [Step::Measuring, Step::Mastering] {
        for shorter in [true, false] {
            let desk = Desk::new();
            let request = desk.request(440.0, "Et");
            let path = request.recording.clone();
            let meddle = move || {
                let file = fs::OpenOptions::new().append(true).open(&path).unwrap();
                let bytes = file.metadata().unwrap().len();
                if shorter {
                    file.set_len(bytes / 2).unwrap();
                } else {
                    (&file).write_all(&[0; 400]).unwrap();
                }
            };
            let world = World { progress: Arc::new(Meddler(step, meddle)), ..desk.world.clone() };
            let refused = add(&world, &desk.show(), &request);
            assert!(
                matches!(refused, Err(AddError::ChangedMeanwhile { .. })),
                "{step:?}, {shorter}: {refused:?}"
            );
            let names =
                fs::read_dir(desk.show().episodes_dir()).unwrap().map(|entry| entry.unwrap().file_name());
            let left: Vec<_> = names.filter(|name| name != "show.toml" && name != ".lock").collect();
            assert!(left.is_empty(), "{left:?}");
            assert_eq!(desk.add(440.0, "Et").shelved.episode.handle, handle("1"));
        }
    }
}
