//! watch and broadcast: 100 rounds of one value to N tasks, each round waited for.

use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use tokio::sync::{broadcast, watch, Notify};

use crate::options::{leak, Options};
use crate::workload::{number, rooted, Workload};

const ROUNDS: usize = 100;

pub fn find(name: &str, o: &Options) -> Option<Workload> {
    if let Some(n) = number(name, "watch_") {
        return watch(o, n);
    }
    number(name, "broadcast_").and_then(|n| broadcast(o, n))
}

struct Group {
    left: AtomicUsize,
    all_done: Notify,
}

impl Group {
    fn new() -> &'static Group {
        leak(Group { left: AtomicUsize::new(0), all_done: Notify::new() })
    }

    fn add(&self, n: usize) {
        self.left.fetch_add(n, SeqCst);
    }

    fn done(&self) {
        if self.left.fetch_sub(1, SeqCst) == 1 {
            self.all_done.notify_one();
        }
    }

    async fn wait(&self) {
        while self.left.load(SeqCst) > 0 {
            self.all_done.notified().await;
        }
    }
}

fn watch(o: &Options, n: usize) -> Option<Workload> {
    let rt = o.multi();
    let group = Group::new();
    let (tx, _) = watch::channel(0);
    for _ in 0..n {
        let mut rx = tx.subscribe();
        rt.spawn(async move {
            while rx.changed().await.is_ok() {
                black_box(*rx.borrow());
                group.done();
            }
        });
    }
    let tx = leak(tx);
    // The driver is a task, as in Tokio's bench.
    rooted(rt, ROUNDS * n, move || async move {
        let driver = tokio::spawn(async move {
            for _ in 0..ROUNDS {
                group.add(n);
                tx.send(42).unwrap();
                group.wait().await;
            }
        });
        driver.await.unwrap();
    })
}

fn broadcast(o: &Options, n: usize) -> Option<Workload> {
    let rt = o.multi();
    let group = Group::new();
    let (tx, _) = broadcast::channel::<usize>(1000);
    for _ in 0..n {
        let mut rx = tx.subscribe();
        rt.spawn(async move {
            while let Ok(value) = rx.recv().await {
                black_box(value);
                group.done();
            }
        });
    }
    let tx = leak(tx);
    rooted(rt, ROUNDS * n, move || async move {
        for i in 0..ROUNDS {
            group.add(n);
            tx.send(i).unwrap();
            group.wait().await;
        }
    })
}
