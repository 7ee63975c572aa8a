//! JSON that people bring, whatever is in it: the one door to `serde_json` in this room.

pub(super) use serde_json::Value;

use super::fault::{Fault, Refused};

/// Returns the list in a text: that which stands under the first of these names that is there, else the
/// whole. `wanted` is how such a file is written.
pub(super) fn list(text: &str, names: &[&str], wanted: &'static str) -> Result<Vec<Value>, Refused> {
    let mut whole: Value = serde_json::from_str(text).map_err(|err| {
        let fault = Fault::Json { cut_off: err.is_eof(), said: err.to_string() };
        match err.line() {
            0 => fault.of_all(),
            line => fault.in_line(line),
        }
    })?;
    let named = names.iter().find_map(|name| whole.get_mut(*name).map(Value::take));
    match named.unwrap_or(whole) {
        Value::Array(list) => Ok(list),
        _ => Err(Fault::form("{ … }", wanted).of_all()),
    }
}
