//! A million parked tasks: what they weigh, what it takes to park and to wake them.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;
use tokio::sync::{oneshot, Notify};
use tokio::time::sleep;

use crate::options::{leak, Options};
use crate::usage::resident_bytes;
use crate::workload::{probe, Workload};

const TASKS: usize = 1_000_000;

pub fn find(name: &str, o: &Options) -> Option<Workload> {
    let (name, rt) = match name.strip_suffix("_ct") {
        Some(base) => (base, Options::single as fn(&Options) -> &'static Runtime),
        None => (name, Options::multi as fn(&Options) -> &'static Runtime),
    };
    match name {
        "mem_notify" => measure(rt(o), |c| {
            let notify = leak(Notify::new());
            for _ in 0..TASKS {
                tokio::spawn(async {
                    c.parked.fetch_add(1, SeqCst);
                    notify.notified().await;
                    c.woken.fetch_add(1, SeqCst);
                });
            }
            Some(Box::new(|| notify.notify_waiters()))
        }),
        "mem_sleep" => measure(rt(o), |c| {
            for _ in 0..TASKS {
                tokio::spawn(async {
                    c.parked.fetch_add(1, SeqCst);
                    sleep(Duration::from_secs(3600)).await;
                    c.woken.fetch_add(1, SeqCst);
                });
            }
            None
        }),
        "mem_oneshot" => {
            // The list of the senders is not part of a task's weight.
            let mut senders: Vec<Option<oneshot::Sender<()>>> = Vec::with_capacity(TASKS);
            senders.resize_with(TASKS, || None);
            measure(rt(o), move |c| {
                for slot in senders.iter_mut() {
                    let (tx, rx) = oneshot::channel();
                    *slot = Some(tx);
                    tokio::spawn(async {
                        c.parked.fetch_add(1, SeqCst);
                        rx.await.unwrap();
                        c.woken.fetch_add(1, SeqCst);
                    });
                }
                Some(Box::new(move || {
                    for tx in senders.into_iter().flatten() {
                        tx.send(()).unwrap();
                    }
                }))
            })
        }
        _ => None,
    }
}

#[derive(Default)]
struct Counts {
    parked: AtomicUsize,
    woken: AtomicUsize,
}

type Wake = Option<Box<dyn FnOnce() + Send>>;

fn measure<F>(rt: &'static Runtime, park: F) -> Option<Workload>
where
    F: FnOnce(&'static Counts) -> Wake + Send + 'static,
{
    probe(move |_| {
        let c = leak(Counts::default());
        rt.block_on(async move {
            let before = resident_bytes();
            let start = Instant::now();
            let wake = tokio::spawn(async move { park(c) }).await.unwrap();
            until(&c.parked).await;
            per_task("spawn_park_ns", start.elapsed().as_nanos() as f64);
            sleep(Duration::from_millis(200)).await;
            per_task("rss_bytes", (resident_bytes() - before) as f64);
            if let Some(wake) = wake {
                let start = Instant::now();
                tokio::spawn(async move { wake() }).await.unwrap();
                until(&c.woken).await;
                per_task("wake_all_ns", start.elapsed().as_nanos() as f64);
            }
        });
    })
}

async fn until(count: &AtomicUsize) {
    while count.load(SeqCst) < TASKS {
        sleep(Duration::from_millis(1)).await;
    }
}

fn per_task(metric: &str, value: f64) {
    println!("value {metric} {:.1}", value / TASKS as f64);
}
