//! Semaphore and RwLock: alone, six at once as futures of one task, six at once as tasks.

use std::hint::black_box;

use tokio::sync::{RwLock, Semaphore};
use tokio::task::{spawn, JoinError};

use crate::options::{leak, Options};
use crate::workload::{rooted, Workload};

const OPS: usize = 6;

pub fn find(name: &str, o: &Options) -> Option<Workload> {
    let roomy = || leak(Semaphore::new(10));
    let tight = || leak(Semaphore::new(5));
    match name {
        "sem_unc_multi" => {
            let s = roomy();
            rooted(o.multi(), OPS, move || async move {
                for _ in 0..OPS {
                    acquire(s).await;
                }
            })
        }
        "sem_unc_concurrent_multi" => sem_tasks(o, roomy()),
        "sem_cont_concurrent_multi" => sem_tasks(o, tight()),
        "sem_unc_concurrent_single" => sem_futures(o, roomy()),
        "sem_cont_concurrent_single" => sem_futures(o, tight()),
        "rw_unc_read" => {
            let l = leak(RwLock::new(()));
            rooted(o.multi(), OPS, move || async move {
                for _ in 0..OPS {
                    read(l).await;
                }
            })
        }
        "rw_unc_concurrent_multi" => {
            let l = leak(RwLock::new(()));
            rooted(o.multi(), OPS, move || async move {
                tokio::try_join!(
                    spawn(read(l)),
                    spawn(read(l)),
                    spawn(read(l)),
                    spawn(read(l)),
                    spawn(read(l)),
                    spawn(read(l))
                )
                .unwrap();
            })
        }
        "rw_unc_concurrent_single" => {
            let l = leak(RwLock::new(()));
            rooted(o.single(), OPS, move || async move {
                tokio::join!(read(l), read(l), read(l), read(l), read(l), read(l));
            })
        }
        "rw_cont_concurrent_multi" => {
            let l = leak(RwLock::new(()));
            rooted(o.multi(), OPS, move || async move {
                let write = l.write().await;
                tokio::try_join!(
                    async move {
                        drop(write);
                        Ok::<(), JoinError>(())
                    },
                    spawn(read(l)),
                    spawn(read(l)),
                    spawn(read(l)),
                    spawn(read(l)),
                    spawn(read(l))
                )
                .unwrap();
            })
        }
        "rw_cont_concurrent_single" => {
            let l = leak(RwLock::new(()));
            rooted(o.single(), OPS, move || async move {
                let write = l.write().await;
                tokio::join!(
                    async move { drop(write) },
                    read(l),
                    read(l),
                    read(l),
                    read(l),
                    read(l)
                );
            })
        }
        _ => None,
    }
}

async fn acquire(s: &'static Semaphore) {
    drop(black_box(s.acquire().await.unwrap()));
}

async fn read(l: &'static RwLock<()>) {
    drop(black_box(l.read().await));
}

fn sem_tasks(o: &Options, s: &'static Semaphore) -> Option<Workload> {
    rooted(o.multi(), OPS, move || async move {
        tokio::try_join!(
            spawn(acquire(s)),
            spawn(acquire(s)),
            spawn(acquire(s)),
            spawn(acquire(s)),
            spawn(acquire(s)),
            spawn(acquire(s))
        )
        .unwrap();
    })
}

fn sem_futures(o: &Options, s: &'static Semaphore) -> Option<Workload> {
    rooted(o.single(), OPS, move || async move {
        tokio::join!(acquire(s), acquire(s), acquire(s), acquire(s), acquire(s), acquire(s));
    })
}
