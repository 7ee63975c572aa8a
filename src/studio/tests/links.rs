//! Links that lead out of the show.

use super::*;

#[test]
#[cfg(unix)]
fn nothing_is_moved_through_a_link_out_of_the_show() {
    for (link, everywhere) in [("001-et/.history", false), (".trash", false), (".tombstones", true)] {
        let desk = Desk::new();
        desk.add(440.0, "Et");
        let outside = desk.dir.path().join("outside");
        fs::create_dir(&outside).unwrap();
        std::os::unix::fs::symlink(&outside, desk.show().episodes_dir().join(link)).unwrap();
        let (show, wait) = (desk.show(), Wait::default());
        let refused = if everywhere {
            bury(&desk.world, &show, "1", "", wait).map(drop)
        } else {
            remove(&desk.world, &show, handle("1"), wait).map(drop)
        };
        refused.unwrap_err();
        assert_eq!(
            (fs::read_dir(&outside).unwrap().count(), desk.titles()),
            (0, vec!["1 Et".into()]),
            "{link}"
        );
    }
}
