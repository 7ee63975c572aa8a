//! What stands in the way of an address.

/// Something could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// It is no address of the web.
    #[error("{0:?} is no http or https address")]
    NotWeb(String),
    /// The address is inside the house, and nobody said that it may be asked.
    #[error("{0} is an address inside the house")]
    Inside(String),
    /// It leads on and on.
    #[error("{address} leads on more than {most} times")]
    Redirects {
        /// Where it began.
        address: String,
        /// How many times it may.
        most: usize,
    },
    /// The server says no.
    #[error("{address} answers {status}")]
    Status {
        /// The address.
        address: String,
        /// The number of the answer: 404, 500.
        status: u16,
    },
    /// It is longer than it may be.
    #[error("{address} has more than {most} bytes")]
    TooLong {
        /// The address.
        address: String,
        /// How many it may have.
        most: u64,
    },
    /// It ended before its end.
    #[error("{address} broke off after {got} of {expected} bytes")]
    Short {
        /// The address.
        address: String,
        /// How many bytes came.
        got: u64,
        /// How many were to come.
        expected: u64,
    },
    /// Nothing came for too long.
    #[error("{0} does not answer in time")]
    Slow(String),
    /// There is no such host, or no way to it.
    #[error("{address} cannot be reached: {problem}")]
    Unreachable {
        /// The address.
        address: String,
        /// What stands in the way.
        problem: String,
    },
}

impl FetchError {
    /// Returns whether another try may help.
    pub fn may_pass(&self) -> bool {
        match self {
            FetchError::Short { .. } | FetchError::Slow(_) | FetchError::Unreachable { .. } => true,
            FetchError::Status { status, .. } => matches!(status, 429 | 500 | 502 | 503 | 504),
            _ => false,
        }
    }

    /// Returns whether the host did not answer at all.
    pub fn is_silence(&self) -> bool {
        matches!(self, FetchError::Unreachable { .. } | FetchError::Slow(_))
    }
}
