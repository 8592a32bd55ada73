//! What Lapwing's pages are used for, by the words of a person who uses them.

mod main_window;
mod settings;
mod wizard;

pub use main_window::MainWindow;
pub use settings::Settings;
pub use wizard::Wizard;
