//! What is on Lapwing's pages, by what a person calls it.
