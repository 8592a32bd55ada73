//! Windows on the display, and the one thing a window manager does for us: asking a window to close.

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, MapState, Window};
use x11rb::rust_connection::RustConnection;

type Answer<T> = Result<T, Box<dyn std::error::Error>>;

/// The windows of a process that can be seen and closed.
pub(crate) fn windows_of(process: u32) -> Vec<u32> {
    Display::open().and_then(|display| display.windows_of(process)).expect("the display answers")
}

/// Asks a window to close, as the cross in its corner does.
pub(crate) fn ask_to_close(window: u32) {
    Display::open().and_then(|display| display.ask_to_close(window)).expect("the display answers");
}

/// What stands in a window's title bar; empty when it has no title.
pub(crate) fn title_of(window: u32) -> String {
    Display::open().and_then(|display| display.title_of(window)).expect("the display answers")
}

/// Puts the mouse into the upper right corner, where nothing answers to it. It starts in the middle, over a list.
pub(crate) fn put_mouse_away() {
    Display::open().and_then(|display| display.put_mouse_away()).expect("the display answers");
}

struct Display {
    connection: RustConnection,
    root: Window,
}

impl Display {
    fn open() -> Answer<Self> {
        let (connection, screen) = x11rb::connect(None)?;
        let root = connection.setup().roots[screen].root;
        Ok(Self { connection, root })
    }

    fn windows_of(&self, process: u32) -> Answer<Vec<Window>> {
        let (owner, protocols) = (self.atom("_NET_WM_PID")?, self.atom("WM_PROTOCOLS")?);
        // There is no window manager, so every window lies on the root itself.
        let mut found = Vec::new();
        for window in self.connection.query_tree(self.root)?.reply()?.children {
            // A window may be gone by the time it is looked at.
            let Ok(look) = self.connection.get_window_attributes(window)?.reply() else { continue };
            if look.map_state == MapState::VIEWABLE
                && self.property(window, owner)?.first() == Some(&process)
                && !self.property(window, protocols)?.is_empty()
            {
                found.push(window);
            }
        }
        Ok(found)
    }

    fn ask_to_close(&self, window: Window) -> Answer<()> {
        let data = [self.atom("WM_DELETE_WINDOW")?, x11rb::CURRENT_TIME, 0, 0, 0];
        let message = ClientMessageEvent::new(32, window, self.atom("WM_PROTOCOLS")?, data);
        self.connection.send_event(false, window, EventMask::NO_EVENT, message)?.check()?;
        Ok(())
    }

    fn put_mouse_away(&self) -> Answer<()> {
        let width = self.connection.get_geometry(self.root)?.reply()?.width;
        let right = i16::try_from(width)? - 1;
        self.connection.warp_pointer(x11rb::NONE, self.root, 0, 0, 0, 0, right, 0)?.check()?;
        Ok(())
    }

    fn title_of(&self, window: Window) -> Answer<String> {
        const MOST: u32 = 1024;
        let name = self.atom("_NET_WM_NAME")?;
        let title = self.connection.get_property(false, window, name, AtomEnum::ANY, 0, MOST)?.reply()?;
        Ok(String::from_utf8_lossy(&title.value).into_owned())
    }

    fn atom(&self, name: &str) -> Answer<Atom> {
        Ok(self.connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
    }

    /// The numbers kept in a property; none when there is no such property or no such window any more.
    fn property(&self, window: Window, property: Atom) -> Answer<Vec<u32>> {
        const MOST: u32 = 64;
        let asked = self.connection.get_property(false, window, property, AtomEnum::ANY, 0, MOST)?;
        Ok(asked.reply().ok().and_then(|reply| Some(reply.value32()?.collect())).unwrap_or_default())
    }
}
