//! Switching between tasks: yields, ping-pong, chains.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{sync_channel, SyncSender};

use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::yield_now;

use crate::options::{leak, Options};
use crate::workload::{plain, Workload};

const YIELDERS: usize = 200;
const YIELDS: usize = 1_000;
const PINGS: usize = 1_000;
const DEPTH: usize = 1_000;

pub fn find(name: &str, o: &Options) -> Option<Workload> {
    match name {
        "mt_yield_many" => yield_many(o.multi()),
        "mt_ping_pong" => ping_pong(o.multi()),
        "mt_chained_spawn" => chained_spawn(o.multi()),
        _ => None,
    }
}

fn yield_many(rt: &'static Runtime) -> Option<Workload> {
    let (tx, rx) = sync_channel(YIELDERS);
    let tx = leak(tx);
    plain(YIELDERS * YIELDS, move || {
        for _ in 0..YIELDERS {
            rt.spawn(async {
                for _ in 0..YIELDS {
                    yield_now().await;
                }
                tx.send(()).unwrap();
            });
        }
        for _ in 0..YIELDERS {
            rx.recv().unwrap();
        }
    })
}

fn ping_pong(rt: &'static Runtime) -> Option<Workload> {
    let (done, rx) = sync_channel(1000);
    let done: &'static SyncSender<()> = leak(done);
    let left = leak(AtomicUsize::new(0));
    plain(PINGS, move || {
        left.store(PINGS, SeqCst);
        rt.block_on(async {
            tokio::spawn(async {
                for _ in 0..PINGS {
                    tokio::spawn(async {
                        let (tx1, rx1) = oneshot::channel();
                        let (tx2, rx2) = oneshot::channel();
                        tokio::spawn(async {
                            rx1.await.unwrap();
                            tx2.send(()).unwrap();
                        });
                        tx1.send(()).unwrap();
                        rx2.await.unwrap();
                        if left.fetch_sub(1, SeqCst) == 1 {
                            done.send(()).unwrap();
                        }
                    });
                }
            });
            rx.recv().unwrap();
        });
    })
}

fn chained_spawn(rt: &'static Runtime) -> Option<Workload> {
    fn next(done: &'static SyncSender<()>, n: usize) {
        if n == 0 {
            done.send(()).unwrap();
        } else {
            tokio::spawn(async move { next(done, n - 1) });
        }
    }
    let (done, rx) = sync_channel(1000);
    let done = leak(done);
    plain(DEPTH, move || {
        rt.block_on(async {
            tokio::spawn(async { next(done, DEPTH) });
            rx.recv().unwrap();
        });
    })
}
