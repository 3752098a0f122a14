//! Warm-up, then samples of at least so many milliseconds; the JVM peers do the same (`Sampler.java`).

use std::time::{Duration, Instant};

use crate::options::Options;
use crate::usage::process_cpu;
use crate::workload::Timed;

pub fn run(mut w: Timed, pool: bool, o: &Options) {
    let min = Duration::from_millis(o.min_ms);
    let mut iterations = warm_up(&mut w, pool, o);
    let samples = if w.heavy { o.samples.min(3) } else { o.samples };
    let mut taken = 0;
    while taken < samples {
        let cpu = process_cpu();
        let start = Instant::now();
        (w.run)(iterations, pool);
        let wall = start.elapsed();
        let cpu = process_cpu() - cpu;
        if wall < min {
            iterations = more(iterations, wall, min);
            continue;
        }
        let ops = (iterations * w.ops) as f64;
        println!("sample {:.3} {:.3} -", wall.as_nanos() as f64 / ops, cpu.as_nanos() as f64 / ops);
        taken += 1;
    }
}

/// How many iterations a sample should take, going by the latter part of the warm-up.
fn warm_up(w: &mut Timed, pool: bool, o: &Options) -> u64 {
    let min = Duration::from_millis(o.min_ms);
    let begin = Instant::now();
    let mut iterations = 1;
    loop {
        let start = Instant::now();
        (w.run)(iterations, pool);
        let wall = start.elapsed();
        if wall < min {
            iterations = more(iterations, wall, min);
        }
        if begin.elapsed() >= Duration::from_millis(o.warm_ms) {
            return iterations;
        }
    }
}

/// At most doubled, because early iterations are slow and one slow moment must not settle the count.
fn more(iterations: u64, wall: Duration, min: Duration) -> u64 {
    let wanted = iterations as f64 * 1.1 * min.as_nanos() as f64 / wall.as_nanos().max(1) as f64;
    (wanted as u64).clamp(iterations + 1, iterations * 2)
}
