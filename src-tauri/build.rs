//! Makes the resources Tauri embeds.

fn main() {
    tauri_build::build();
}
