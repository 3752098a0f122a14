//! Notify: the main thread notifies until 500 waits have ended.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use tokio::sync::Notify;

use crate::options::{leak, Options};
use crate::workload::{number, plain, Workload};

const WAITS: usize = 500;

pub fn find(name: &str, o: &Options) -> Option<Workload> {
    if let Some(n) = number(name, "notify_one_") {
        return notify(o, n, Notify::notify_one);
    }
    let n = number(name, "notify_waiters_")?;
    notify(o, n, Notify::notify_waiters)
}

fn notify(o: &Options, waiters: usize, wake: fn(&Notify)) -> Option<Workload> {
    let rt = o.multi();
    let notify = leak(Notify::new());
    let ended = leak(AtomicUsize::new(0));
    for _ in 0..waiters {
        rt.spawn(async {
            loop {
                notify.notified().await;
                ended.fetch_add(1, SeqCst);
            }
        });
    }
    plain(WAITS, move || {
        ended.store(0, SeqCst);
        while ended.load(SeqCst) < WAITS {
            wake(notify);
        }
    })
}
