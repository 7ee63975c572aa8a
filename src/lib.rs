//! podcast
pub mod audio;
pub mod catalogue;
pub mod episode;
pub mod picture;
pub mod studio;
pub mod world;
