//! podcast
pub mod audio;
pub mod world;
