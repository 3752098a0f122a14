//! Timers: made and dropped, a million registered at once, a million fired.

use std::future::Future;
use std::hint::black_box;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::sync_channel;
use std::task::Poll;
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;
use tokio::task::coop::unconstrained;
use tokio::time::{sleep, timeout, Sleep};

use crate::options::{leak, Options};
use crate::usage::process_cpu;
use crate::workload::{probe, rooted, Workload};

const SHORT: usize = 10_000;
const HELD: usize = 1_000_000;

pub fn find(name: &str, o: &Options) -> Option<Workload> {
    match name {
        "time_timeout_ct" => timeouts(o.single(), 1),
        "time_timeout_mt" => timeouts(o.multi(), o.workers),
        "time_sleep_ct" => sleeps(o.single(), 1),
        "time_sleep_mt" => sleeps(o.multi(), o.workers),
        "timer_held_ct" => held(o.single(), 1),
        "timer_held_mt" => held(o.multi(), o.workers),
        "timer_fire_ct" => fire(o.single()),
        "timer_fire_mt" => fire(o.multi()),
        _ => None,
    }
}

fn timeouts(rt: &'static Runtime, tasks: usize) -> Option<Workload> {
    spread(rt, tasks, SHORT, |n| async move {
        for _ in 0..n {
            let ready = timeout(Duration::from_secs(1), async { 1 });
            assert_eq!(black_box(ready.await.unwrap()), 1);
        }
    })
}

fn sleeps(rt: &'static Runtime, tasks: usize) -> Option<Workload> {
    spread(rt, tasks, SHORT, |n| async move {
        for _ in 0..n {
            drop(black_box(sleep(Duration::from_secs(1))));
        }
    })
}

/// Registered by one poll, in place in a Vec, so that the allocator has no part in it.
fn held(rt: &'static Runtime, tasks: usize) -> Option<Workload> {
    let workload = spread(rt, tasks, HELD, |n| {
        // A poll of a sleep costs budget, and without budget it would not register.
        unconstrained(async move {
            let mut random = Random(n as u64);
            let mut sleeps: Vec<Sleep> = Vec::with_capacity(n);
            for _ in 0..n {
                sleeps.push(sleep(Duration::from_millis(10_000 + random.below(3_600_000))));
            }
            std::future::poll_fn(|cx| {
                for s in &mut sleeps {
                    // The vector neither grows nor moves its elements until it is dropped.
                    assert!(unsafe { Pin::new_unchecked(s) }.poll(cx).is_pending());
                }
                Poll::Ready(())
            })
            .await;
        })
    });
    workload.map(Workload::heavy)
}

/// `work(all / tasks)` in each of so many tasks.
fn spread<F, Fut>(rt: &'static Runtime, tasks: usize, all: usize, work: F) -> Option<Workload>
where
    F: Fn(usize) -> Fut + Copy + Send + Sync + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    rooted(rt, all, move || async move {
        let mut handles = Vec::with_capacity(tasks);
        for _ in 0..tasks {
            handles.push(tokio::spawn(work(all / tasks)));
        }
        for h in handles {
            h.await.unwrap();
        }
    })
}

fn fire(rt: &'static Runtime) -> Option<Workload> {
    probe(move |_| {
        for _ in 0..2 {
            fire_once(rt, HELD);
        }
    })
}

fn fire_once(rt: &'static Runtime, n: usize) {
    let left = leak(AtomicUsize::new(n));
    let late = leak(AtomicU64::new(0));
    let worst = leak(AtomicU64::new(0));
    let (tx, rx) = sync_channel(1);
    let tx = leak(tx);
    let cpu = process_cpu();
    let start = Instant::now();
    let root = async move {
        let mut random = Random(42);
        for _ in 0..n {
            let pause = Duration::from_micros(random.below(2_000_000));
            tokio::spawn(async move {
                let due = Instant::now() + pause;
                sleep(pause).await;
                let by = due.elapsed().as_nanos() as u64;
                late.fetch_add(by, SeqCst);
                worst.fetch_max(by, SeqCst);
                if left.fetch_sub(1, SeqCst) == 1 {
                    tx.send(()).unwrap();
                }
            });
        }
    };
    let root = rt.spawn(root);
    rt.block_on(async {
        root.await.unwrap();
        // So that the tasks of a current-thread runtime run.
        while left.load(SeqCst) > 0 {
            sleep(Duration::from_millis(1)).await;
        }
    });
    rx.recv().unwrap();
    println!("value cpu_ns_per_task {:.1}", (process_cpu() - cpu).as_nanos() as f64 / n as f64);
    println!("value wall_ms {:.1}", start.elapsed().as_micros() as f64 / 1e3);
    println!("value mean_late_ms {:.3}", late.load(SeqCst) as f64 / 1e6 / n as f64);
    println!("value max_late_ms {:.3}", worst.load(SeqCst) as f64 / 1e6);
}

/// xorshift, the same numbers in every peer.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 1) % bound
    }
}
