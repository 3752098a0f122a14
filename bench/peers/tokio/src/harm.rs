//! What a scheduler that is shy of waking workers could do wrong.

use std::sync::mpsc::{sync_channel, SyncSender};
use std::time::{Duration, Instant};

use crate::options::{leak, Options};
use crate::workload::{probe, Workload};

pub fn find(name: &str, _: &Options) -> Option<Workload> {
    match name {
        // Four tasks of 2 ms right after bursts of tiny ones: how long until all four have ended.
        "harm_burst" => probe(move |o| {
            let rt = o.multi();
            let (tx, rx) = sync_channel(16);
            let tx: &'static SyncSender<()> = leak(tx);
            for _ in 0..o.samples * 10 {
                for _ in 0..20 {
                    for _ in 0..10 {
                        rt.spawn(async { tx.send(()).unwrap() });
                    }
                    (0..10).for_each(|_| rx.recv().unwrap());
                }
                let start = Instant::now();
                for _ in 0..4 {
                    rt.spawn(async {
                        busy(Duration::from_millis(2));
                        tx.send(()).unwrap();
                    });
                }
                (0..4).for_each(|_| rx.recv().unwrap());
                value("makespan_ms", start.elapsed());
            }
        }),
        // Two tasks spawned by one that then computes for 20 ms while the other worker sleeps.
        "harm_behind" => probe(move |o| {
            let rt = o.multi();
            let (tx, rx) = sync_channel(16);
            let tx: &'static SyncSender<(&'static str, Duration)> = leak(tx);
            for _ in 0..o.samples * 5 {
                std::thread::sleep(Duration::from_millis(5));
                rt.spawn(async move {
                    for name in ["start_first_ms", "start_last_ms"] {
                        let spawned = Instant::now();
                        tokio::spawn(async move { tx.send((name, spawned.elapsed())).unwrap() });
                    }
                    busy(Duration::from_millis(20));
                });
                for _ in 0..2 {
                    let (name, latency) = rx.recv().unwrap();
                    value(name, latency);
                }
                std::thread::sleep(Duration::from_millis(20));
            }
        }),
        _ => None,
    }
}

fn busy(time: Duration) {
    let start = Instant::now();
    while start.elapsed() < time {
        std::hint::spin_loop();
    }
}

fn value(metric: &str, time: Duration) {
    println!("value {metric} {:.4}", time.as_nanos() as f64 / 1e6);
}
