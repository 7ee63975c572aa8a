//! A show of two thousand episodes. What a build of it takes is measured here, by hand:
//! `cargo test --release --lib -- --ignored two_thousand --nocapture`.

use std::io::Write as _;
use std::time::{Duration, Instant};

use super::*;

/// What a build may take. Nobody waits for it with a release build; a debug build takes several times as long.
const MOST: Duration = Duration::from_secs(10);

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let done = work();
    let took = began.elapsed();
    writeln!(std::io::stderr(), "{what}: {took:?}").unwrap();
    assert!(took < MOST, "{what}: {took:?}");
    done
}

#[test]
#[ignore = "measures, and takes a while"]
fn a_show_of_two_thousand_episodes_is_built_in_a_moment() {
    let desk = Desk::new();
    for number in 1..=2000 {
        let mut one = episode(&number.to_string(), &format!("Samtale {number}"));
        one.notes = format!("Vi taler om bog {number}.\n\n- Et\n- To\n\nSe https://example.org/{number}");
        desk.shelve(&one);
    }
    timed("the shelf alone", || desk.show().shelf().unwrap());
    timed("a check", || feed::check(&desk.world, &desk.show()).unwrap());
    let built = timed("the first build", || desk.built());
    assert_eq!(built.items, 2000);
    assert!(!timed("a build without a change", || desk.built()).changed);
    fs::remove_file(desk.show().feed_dir().join("feed.xml")).unwrap();
    assert!(timed("feed.xml alone", || desk.built()).changed);
    desk.shelve(&episode("2001", "Den næste"));
    assert_eq!(timed("one more episode", || desk.built()).items, 2001);
}
