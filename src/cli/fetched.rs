//! What is said when something could not be fetched.

use super::failure::{Failure, chain};
use crate::moving::fetch::FetchError;
use crate::words::{Arg, Phrase, phrase};

/// Returns the failure of a command that wanted one thing from one address.
pub(super) fn failure(err: &FetchError) -> Failure {
    let failure = Failure::plain(said(err)).because(chain(err));
    match err {
        FetchError::Status { status: 401 | 403 | 404 | 410, .. } | FetchError::Redirects { .. } => {
            failure.hint(phrase("fetch-look"))
        }
        err if err.may_pass() => failure.hint(phrase("fetch-later")),
        _ => failure,
    }
}

/// Returns what is in the way of an address.
pub(super) fn said(err: &FetchError) -> Phrase {
    match err {
        FetchError::NotWeb(address) => phrase("fetch-not-web").with("address", address),
        FetchError::Inside(host) => phrase("fetch-inside").with("host", host),
        FetchError::Redirects { address, .. } => phrase("fetch-redirects").with("address", address),
        FetchError::Status { address, status } => {
            phrase("fetch-status").with("address", address).with("status", u32::from(*status))
        }
        FetchError::TooLong { address, most } => {
            phrase("fetch-too-long").with("address", address).with("most", Arg::Bytes(*most))
        }
        FetchError::Short { address, .. } => phrase("fetch-short").with("address", address),
        FetchError::Slow(address) => phrase("fetch-slow").with("address", address),
        FetchError::Unreachable { address, .. } => phrase("fetch-unreachable").with("address", address),
    }
}
