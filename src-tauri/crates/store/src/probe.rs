//! Looking at a database file without touching it: no lock, no file beside it, not one byte changed.
//!
//! A program that opens a database the usual way may fold its log back into it on leaving. A file written by a newer
//! Lapwing, or by another program, must not even see that, so its header is read beforehand: from the file as an
//! immutable one, and from the write-ahead log, which may hold a newer first page than the file does.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufReader, Read as _};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use crate::failure::sql_error;
use crate::owner::{self, Owner};
use crate::{StoreError, open, schema};

const LOOKING: &str = "looking at the database";

/// Where a database keeps `user_version` and `application_id` in its first page
/// (<https://sqlite.org/fileformat2.html>, "The Database Header").
const USER_VERSION_AT: usize = 60;
const APPLICATION_AT: usize = 68;

/// Sizes of the log's own header and of the one before each page (same page, "The Write-Ahead Log").
const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// Refuses a file that is newer than this program, another program's, or no database at all. Absent and empty files are
/// fine.
pub(crate) fn refuse_unreadable(path: &Path) -> Result<(), StoreError> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(open::file_error(path, error)),
        Ok(metadata) if !metadata.is_file() => {
            return Err(open::file_error(path, io::Error::other("this is no file")));
        }
        Ok(metadata) if metadata.len() == 0 => return Ok(()),
        Ok(_) => {}
    }
    let in_file = immutable_owner(path);
    // While a log is pending the file alone may look torn; the log's first page is then the one that counts.
    let owner = match header_in_log(&beside(path, "-wal")) {
        Ok(Some(Header { application: owner::APPLICATION, version })) => Owner::Lapwing { version },
        // Not marked: whose tables these are, only reading them through the log can tell. See `open::writer`.
        Ok(Some(Header { application: 0, .. })) => return Ok(()),
        Ok(Some(_)) => Owner::Another,
        Ok(None) => in_file.map_err(|error| sql_error(LOOKING, error))?,
        Err(error) => return Err(open::file_error(path, error)),
    };
    refuse(path, owner)
}

/// Refuses a connection to what is another program's. Called again once the file is open, because only then everything
/// that was pending can be seen.
pub(crate) fn refuse_foreign(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    refuse(path, owner::of(connection).map_err(|error| open::opening_error(LOOKING, path, error))?)
}

fn refuse(path: &Path, owner: Owner) -> Result<(), StoreError> {
    match owner {
        Owner::Nobody => Ok(()),
        Owner::Lapwing { version } => schema::refuse_newer(path, version, schema::STEPS),
        Owner::Another => Err(StoreError::Foreign { path: path.to_owned() }),
    }
}

/// The file that the database keeps beside `path`, by its ending.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn immutable_owner(path: &Path) -> rusqlite::Result<Owner> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    owner::of(&Connection::open_with_flags(immutable_address(path), flags)?)
}

fn immutable_address(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut address = String::from(if cfg!(windows) { "file:///" } else { "file://" });
    for byte in absolute.as_os_str().as_encoded_bytes() {
        let byte = if cfg!(windows) && *byte == b'\\' { b'/' } else { *byte };
        if byte.is_ascii_alphanumeric() || b"/.-_:".contains(&byte) {
            address.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address + "?immutable=1"
}

/// What the header of a database says about who wrote it.
#[derive(Debug, Clone, Copy)]
struct Header {
    application: u32,
    version: u32,
}

/// The header in the last committed first page of the log; `None` when there is no log or it holds no such page.
fn header_in_log(log: &Path) -> io::Result<Option<Header>> {
    let file = match File::open(log) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    let mut log = BufReader::new(file);
    let mut header = [0; LOG_HEADER];
    if !fill(&mut log, &mut header)? {
        return Ok(None);
    }
    let (page_size, salt) = (word(&header, 8), header[16..24].to_vec());
    if !(512..=65_536).contains(&page_size) {
        return Ok(None);
    }
    let mut page = vec![0; APPLICATION_AT + 4];
    let rest = i64::from(page_size) - i64::try_from(page.len()).unwrap_or_default();
    let (mut written, mut committed) = (None, None);
    let mut frame = [0; FRAME_HEADER];
    // Frames of another salt are left over from before the log was begun anew.
    while fill(&mut log, &mut frame)? && frame[8..16] == *salt && fill(&mut log, &mut page)? {
        log.seek_relative(rest)?;
        if word(&frame, 0) == 1 {
            let (application, version) = (word(&page, APPLICATION_AT), word(&page, USER_VERSION_AT));
            written = Some(Header { application, version });
        }
        if word(&frame, 4) != 0 {
            committed = written.or(committed);
        }
    }
    Ok(committed)
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4].iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// Fills the buffer; `false` when the file ends before.
fn fill(log: &mut BufReader<File>, buffer: &mut [u8]) -> io::Result<bool> {
    match log.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}
