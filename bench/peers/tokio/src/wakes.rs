//! CPU at a given rate of wakes from a foreign thread, whose own CPU time is taken off.

use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use crate::options::{leak, Options};
use crate::usage::{process_cpu, thread_cpu};
use crate::workload::{number, probe, Workload};

pub fn find(name: &str, o: &Options) -> Option<Workload> {
    let rate = number(name, "wakes_")? as u64;
    let rt = o.multi();
    probe(move |_| {
        let notify = leak(Notify::new());
        let woken = leak(AtomicU64::new(0));
        rt.spawn(async {
            loop {
                notify.notified().await;
                woken.fetch_add(1, SeqCst);
            }
        });
        pace(20_000, Duration::from_millis(500), notify);
        std::thread::sleep(Duration::from_millis(300));
        for _ in 0..3 {
            let length = Duration::from_secs(2);
            let (process, own) = (process_cpu(), thread_cpu());
            let before = woken.load(SeqCst);
            let start = Instant::now();
            pace(rate, length, notify);
            let wall = start.elapsed().as_secs_f64();
            let used = (process_cpu() - process).saturating_sub(thread_cpu() - own);
            println!("value cpu_percent {:.3}", used.as_secs_f64() / wall * 100.0);
            println!("value polls_per_s {:.1}", (woken.load(SeqCst) - before) as f64 / wall);
        }
    })
}

/// Sleeps until shortly before the next wake is due, then spins: a late sleeper would lower the rate.
fn pace(rate: u64, length: Duration, notify: &Notify) {
    if rate == 0 {
        std::thread::sleep(length);
        return;
    }
    let start = Instant::now();
    let wakes = rate * length.as_millis() as u64 / 1000;
    for i in 1..=wakes {
        let due = Duration::from_nanos(1_000_000_000 / rate * i);
        loop {
            let now = start.elapsed();
            if now >= due {
                break;
            }
            if due - now > Duration::from_micros(200) {
                std::thread::sleep(due - now - Duration::from_micros(150));
            } else {
                std::hint::spin_loop();
            }
        }
        notify.notify_one();
    }
}
