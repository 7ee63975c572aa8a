//! How one sound is to be made, where it shall not be as the show has it: what all commands that make
//! sound have in common.

use super::failure::Failure;
use super::value;
use crate::catalogue::settings::words::{CHANNELS, LEVELS, meant};
use crate::studio::Wishes;

/// The options that are answered with on or off, and that may stand without an answer.
pub(super) const SWITCHES: [&str; 6] =
    ["--high-pass", "--hum", "--trim", "--noise-reduction", "--shorten-pauses", "--de-ess"];

/// The sound of this one, otherwise than the show has it
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct SoundArgs {
    #[arg(long, value_name = "HOW", value_parser = LEVELS.map(|(word, _)| word))]
    level: Option<String>,
    #[arg(long, value_name = "HOW", value_parser = CHANNELS.map(|(word, _)| word))]
    channels: Option<String>,
    #[arg(long, value_name = "ANSWER", num_args = 0..=1, require_equals = true, default_missing_value = "on")]
    high_pass: Option<String>,
    #[arg(long, value_name = "ANSWER", num_args = 0..=1, require_equals = true, default_missing_value = "on")]
    hum: Option<String>,
    #[arg(long, value_name = "ANSWER", num_args = 0..=1, require_equals = true, default_missing_value = "on")]
    trim: Option<String>,
    #[arg(long, value_name = "ANSWER", num_args = 0..=1, require_equals = true, default_missing_value = "on")]
    noise_reduction: Option<String>,
    #[arg(long, value_name = "ANSWER", num_args = 0..=1, require_equals = true, default_missing_value = "on")]
    shorten_pauses: Option<String>,
    #[arg(long, value_name = "ANSWER", num_args = 0..=1, require_equals = true, default_missing_value = "on")]
    de_ess: Option<String>,
    #[arg(long)]
    no_intro: bool,
    #[arg(long)]
    no_outro: bool,
}

impl SoundArgs {
    /// Returns what is wished for.
    pub(super) fn wishes(&self) -> Result<Wishes, Failure> {
        let switch = |option: &str, text: &Option<String>| {
            text.as_deref().map(|text| value::switch(option, text)).transpose()
        };
        Ok(Wishes {
            level: self.level.as_deref().and_then(|word| meant(&LEVELS, word)),
            channels: self.channels.as_deref().and_then(|word| meant(&CHANNELS, word)),
            high_pass: switch("--high-pass", &self.high_pass)?,
            hum: switch("--hum", &self.hum)?,
            trim: switch("--trim", &self.trim)?,
            noise: switch("--noise-reduction", &self.noise_reduction)?,
            pauses: switch("--shorten-pauses", &self.shorten_pauses)?,
            deess: switch("--de-ess", &self.de_ess)?,
            no_intro: self.no_intro,
            no_outro: self.no_outro,
        })
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::audio::master::{Channels, Levelling};

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        sound: SoundArgs,
    }

    fn wishes(line: &str) -> Result<Wishes, ()> {
        let args = std::iter::once("x").chain(line.split_whitespace());
        Line::try_parse_from(args).map_err(drop)?.sound.wishes().map_err(drop)
    }

    #[test]
    fn what_is_not_said_is_not_wished_for() {
        assert_eq!(wishes(""), Ok(Wishes::default()));
        assert_eq!(
            wishes("--level strong --channels keep --hum=off --noise-reduction --de-ess=til --no-outro"),
            Ok(Wishes {
                level: Some(Levelling::Strong),
                channels: Some(Channels::Keep),
                hum: Some(false),
                noise: Some(true),
                deess: Some(true),
                no_outro: true,
                ..Wishes::default()
            })
        );
        for wrong in ["--level loud", "--channels", "--hum=maybe"] {
            assert_eq!(wishes(wrong), Err(()), "{wrong}");
        }
    }
}
