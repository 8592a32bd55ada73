//! The threads that own the connections. Each takes tasks from a channel until every sender is gone; a task that
//! panics loses its own transaction and nothing else.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use rusqlite::Connection;

/// Work for one connection; it answers through a channel of its own.
pub(crate) type Task = Box<dyn FnOnce(&mut Connection) + Send>;

/// A channel and the threads behind it, one per connection.
#[derive(Debug)]
pub(crate) struct Lane {
    tasks: Sender<Task>,
    threads: Vec<JoinHandle<()>>,
}

impl Lane {
    /// Starts one thread per connection.
    pub(crate) fn start(name: &str, connections: Vec<Connection>) -> std::io::Result<Self> {
        let (tasks, queue) = channel();
        let queue = Arc::new(Mutex::new(queue));
        let threads = connections
            .into_iter()
            .map(|connection| {
                let queue = Arc::clone(&queue);
                Builder::new().name(name.to_owned()).spawn(move || serve(connection, &queue))
            })
            .collect::<std::io::Result<_>>()?;
        Ok(Self { tasks, threads })
    }

    /// Hands a task in; `false` when no thread is left to take it.
    pub(crate) fn submit(&self, task: Task) -> bool {
        self.tasks.send(task).is_ok()
    }

    /// Lets the threads finish what was handed in, and waits for them.
    pub(crate) fn finish(self) {
        drop(self.tasks);
        for thread in self.threads {
            if thread.join().is_err() {
                tracing::error!("a database thread ended in a panic");
            }
        }
    }
}

fn serve(mut connection: Connection, queue: &Mutex<Receiver<Task>>) {
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(task) = next else { return };
        // The task's transaction rolls back while unwinding, so the connection is whole again afterwards.
        if catch_unwind(AssertUnwindSafe(|| task(&mut connection))).is_err() {
            tracing::error!("a database task panicked; its transaction was rolled back");
        }
    }
}
