//! Spawning: from the block_on thread, from a worker, from outside, with busy workers.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;
use tokio::task::yield_now;

use crate::options::{leak, Options};
use crate::workload::{number, plain, rooted, Workload};

const MANY: usize = 10_000;
const FEWER: usize = 1_000;

pub fn find(name: &str, o: &Options) -> Option<Workload> {
    if let Some(n) = number(name, "basic_spawn") {
        return spawn_yielding(o.single(), n);
    }
    if let Some(n) = number(name, "threaded_spawn") {
        return spawn_yielding(o.multi_of(1), n);
    }
    match name {
        "mt_spawn_many_local" => many_local(o.multi()),
        "mt_spawn_many_worker" => many_worker(o.multi()),
        "mt_spawn_many_remote_idle" => many_remote(o.multi(), MANY),
        "mt_spawn_many_remote_busy1" => {
            let rt = o.multi();
            for _ in 0..8 {
                rt.spawn(async {
                    loop {
                        yield_now().await;
                        stall();
                    }
                });
            }
            many_remote(rt, MANY)
        }
        "mt_spawn_many_remote_busy2" => {
            let rt = o.multi();
            (0..4).for_each(|_| chain_for_ever(rt));
            many_remote(rt, FEWER)
        }
        "ct_spawn_many_local" => {
            let rt = o.single();
            rooted(rt, FEWER, || async {
                let handles: Vec<_> = (0..FEWER).map(|_| tokio::spawn(async {})).collect();
                for h in handles {
                    h.await.unwrap();
                }
            })
        }
        "ct_spawn_many_remote_idle" => many_remote(o.single(), FEWER),
        _ => None,
    }
}

fn spawn_yielding(rt: &'static Runtime, n: usize) -> Option<Workload> {
    async fn work() -> usize {
        yield_now().await;
        2
    }
    rooted(rt, n, move || async move {
        let mut handles = Vec::with_capacity(n);
        for _ in 0..n {
            handles.push(tokio::spawn(work()));
        }
        for h in handles {
            assert_eq!(h.await.unwrap(), 2);
        }
    })
}

fn many_local(rt: &'static Runtime) -> Option<Workload> {
    let (tx, rx) = sync_channel(1000);
    let tx = leak(tx);
    let left = leak(AtomicUsize::new(0));
    plain(MANY, move || {
        rt.block_on(async {
            spawn_counting(left, tx);
            rx.recv().unwrap();
        })
    })
}

fn many_worker(rt: &'static Runtime) -> Option<Workload> {
    let (tx, rx) = sync_channel(1000);
    let tx = leak(tx);
    let left = leak(AtomicUsize::new(0));
    plain(MANY, move || {
        rt.spawn(async { spawn_counting(left, tx) });
        rx.recv().unwrap();
    })
}

fn spawn_counting(left: &'static AtomicUsize, tx: &'static std::sync::mpsc::SyncSender<()>) {
    left.store(MANY, SeqCst);
    for _ in 0..MANY {
        tokio::spawn(async {
            if left.fetch_sub(1, SeqCst) == 1 {
                tx.send(()).unwrap();
            }
        });
    }
}

fn many_remote(rt: &'static Runtime, n: usize) -> Option<Workload> {
    let mut handles = Vec::with_capacity(n);
    plain(n, move || {
        for _ in 0..n {
            handles.push(rt.spawn(async {}));
        }
        rt.block_on(async {
            for h in handles.drain(..) {
                h.await.unwrap();
            }
        });
    })
}

fn chain_for_ever(rt: &'static Runtime) {
    rt.spawn(async move {
        stall();
        chain_for_ever(rt);
    });
}

fn stall() {
    let start = Instant::now();
    while start.elapsed() < Duration::from_micros(10) {
        std::thread::yield_now();
    }
}
