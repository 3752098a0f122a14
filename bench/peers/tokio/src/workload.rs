//! What a workload is: an iteration of so many operations, or a program that prints its own figures.

use std::future::Future;

use tokio::runtime::Runtime;

use crate::options::Options;

pub enum Workload {
    Timed(Timed),
    Probe(Box<dyn FnOnce(&Options)>),
}

pub struct Timed {
    pub ops: u64,
    /// One iteration takes a second or so: fewer samples.
    pub heavy: bool,
    /// The iterations are driven by a future that can be a task of the pool as well.
    pub rooted: bool,
    pub run: Box<dyn FnMut(u64, bool)>,
}

impl Workload {
    pub fn heavy(self) -> Workload {
        match self {
            Workload::Timed(t) => Workload::Timed(Timed { heavy: true, ..t }),
            probe => probe,
        }
    }
}

pub fn probe(body: impl FnOnce(&Options) + 'static) -> Option<Workload> {
    Some(Workload::Probe(Box::new(body)))
}

/// An iteration driven by the main thread.
pub fn plain(ops: usize, mut iteration: impl FnMut() + 'static) -> Option<Workload> {
    Some(Workload::Timed(Timed {
        ops: ops as u64,
        heavy: false,
        rooted: false,
        run: Box::new(move |n, _| (0..n).for_each(|_| iteration())),
    }))
}

/// An iteration driven by `block_on` of the main thread or, as `_pool`, by a task.
pub fn rooted<F, Fut>(rt: &'static Runtime, ops: usize, root: F) -> Option<Workload>
where
    F: Fn() -> Fut + Copy + Send + Sync + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    Some(Workload::Timed(Timed {
        ops: ops as u64,
        heavy: false,
        rooted: true,
        run: Box::new(move |n, pool| {
            if pool {
                let all = rt.spawn(async move {
                    for _ in 0..n {
                        root().await;
                    }
                });
                rt.block_on(all).unwrap();
            } else {
                for _ in 0..n {
                    rt.block_on(root());
                }
            }
        }),
    }))
}

/// The number after `prefix`, as in `broadcast_10`.
pub fn number(name: &str, prefix: &str) -> Option<usize> {
    name.strip_prefix(prefix)?.parse().ok()
}
