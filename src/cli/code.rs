//! How a run ends: the codes that scripts and other programs see.

use std::process::ExitCode;

/// How a run ended. More may come; any other number is a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// All that was asked for is done.
    Done,
    /// It could not be done; for `check`, there are errors.
    Failed,
    /// The command line asks for something that does not exist.
    AskedWrongly,
    /// A part is done: one recording of several, or an episode whose feed could not be built.
    Partly,
    /// There is no show here.
    NoShow,
    /// Another process holds the show.
    InUse,
    /// The disk has too little room.
    NoRoom,
    /// The terminal was closed.
    HungUp,
    /// Ctrl-C.
    Interrupted,
    /// The system asked to stop.
    Terminated,
}

impl Code {
    /// The numbers, and the words that `--json` uses for them.
    pub const TABLE: [(Code, u8, &'static str); 10] = [
        (Code::Done, 0, "done"),
        (Code::Failed, 1, "failed"),
        (Code::AskedWrongly, 2, "asked-wrongly"),
        (Code::Partly, 3, "partly"),
        (Code::NoShow, 10, "no-show"),
        (Code::InUse, 11, "in-use"),
        (Code::NoRoom, 12, "no-room"),
        (Code::HungUp, 129, "stopped"),
        (Code::Interrupted, 130, "stopped"),
        (Code::Terminated, 143, "stopped"),
    ];

    /// Returns the code of a run that a signal stopped.
    pub fn of_signal(signal: i32) -> Code {
        match signal {
            1 => Code::HungUp,
            15 => Code::Terminated,
            _ => Code::Interrupted,
        }
    }

    /// Returns the number.
    pub fn number(self) -> u8 {
        self.row().1
    }

    /// Returns the word that `--json` uses.
    pub fn as_str(self) -> &'static str {
        self.row().2
    }

    fn row(self) -> (Code, u8, &'static str) {
        Code::TABLE.into_iter().find(|(code, ..)| *code == self).unwrap_or(Code::TABLE[1])
    }
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> ExitCode {
        ExitCode::from(code.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_in_the_table_once() {
        let numbers: Vec<u8> = Code::TABLE.iter().map(|(code, ..)| code.number()).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 10, 11, 12, 129, 130, 143]);
    }

    #[test]
    fn a_signal_ends_with_128_and_its_number() {
        for signal in [1, 2, 15] {
            assert_eq!(i32::from(Code::of_signal(signal).number()), 128 + signal);
        }
    }
}
