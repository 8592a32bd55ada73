//! What the fuzz targets share.

pub mod recipe;
pub mod rules;
pub mod shape;
