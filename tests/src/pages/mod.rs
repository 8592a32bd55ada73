//! What Lapwing's pages are used for, by the words of a person who uses them.

mod main_window;
mod wizard;

pub use main_window::MainWindow;
pub use wizard::Wizard;
