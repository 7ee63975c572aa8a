//! podcast
pub mod audio;
pub mod catalogue;
pub mod episode;
pub mod world;
