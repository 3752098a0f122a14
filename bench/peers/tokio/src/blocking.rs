//! The blocking pool: tasks that each wait for 100 batches of 16 jobs.

use crate::options::Options;
use crate::workload::{number, rooted, Workload};

const BATCHES: usize = 100;
const BATCH: usize = 16;

pub fn find(name: &str, o: &Options) -> Option<Workload> {
    let concurrency = number(name, "spawn_blocking_")?;
    rooted(o.multi(), concurrency * BATCHES * BATCH, move || async move {
        let mut tasks = Vec::with_capacity(concurrency);
        for _ in 0..concurrency {
            tasks.push(tokio::spawn(async {
                for _ in 0..BATCHES {
                    let mut jobs = Vec::with_capacity(BATCH);
                    for _ in 0..BATCH {
                        jobs.push(tokio::task::spawn_blocking(|| {}));
                    }
                    for job in jobs {
                        job.await.unwrap();
                    }
                }
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
    })
}
