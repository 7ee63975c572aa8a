//! podcast
pub mod audio;
pub mod catalogue;
pub mod episode;
pub mod feed;
pub mod picture;
pub mod world;
