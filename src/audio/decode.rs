//! The way in: any file that staff bring, as a [`Source`](super::Source). The only room that knows `symphonia`.

/// x
#[derive(Debug, thiserror::Error)]
#[error("x")]
pub struct DecodeError;
