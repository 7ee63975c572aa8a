//! x
use std::path::PathBuf;
/// stub
#[derive(Debug, thiserror::Error)]
#[error("picture {}", path.display())]
pub struct PictureError {
    /// x
    pub path: PathBuf,
}
