//! mpsc and oneshot.

use std::hint::black_box;

use tokio::runtime::Runtime;
use tokio::sync::{mpsc, oneshot};

use crate::options::{leak, Options};
use crate::workload::{plain, rooted, Workload};

const SENDERS: usize = 5;
const EACH: usize = 1_000;
const ALL: usize = SENDERS * EACH;
const ROOMY: usize = 1_000_000;
const TIGHT: usize = 100;
const REQUESTS: usize = 1_000;

type Medium = [u64; 64];

pub fn find(name: &str, o: &Options) -> Option<Workload> {
    match name {
        "mpsc_cont_bounded" => bounded(o.multi(), ROOMY),
        "mpsc_cont_bounded_full" => bounded(o.multi(), TIGHT),
        "mpsc_cont_bounded_many" => bounded_many(o.multi(), ROOMY),
        "mpsc_cont_bounded_full_many" => bounded_many(o.multi(), TIGHT),
        "mpsc_cont_unbounded" => rooted(o.multi(), ALL, || async {
            let mut rx = unbounded_senders();
            for _ in 0..ALL {
                black_box(rx.recv().await);
            }
        }),
        "mpsc_cont_unbounded_many" => rooted(o.multi(), ALL, || async {
            let mut rx = unbounded_senders();
            let mut buffer = Vec::with_capacity(ALL);
            let mut total = 0;
            while total < ALL {
                buffer.clear();
                total += rx.recv_many(&mut buffer, ALL).await;
            }
        }),
        "mpsc_unc_bounded" => rooted(o.multi(), ALL, || async {
            let (tx, mut rx) = mpsc::channel::<usize>(ROOMY);
            for i in 0..ALL {
                tx.send(i).await.unwrap();
            }
            for _ in 0..ALL {
                black_box(rx.recv().await);
            }
        }),
        "mpsc_unc_unbounded" => rooted(o.multi(), ALL, || async {
            let (tx, mut rx) = mpsc::unbounded_channel::<usize>();
            for i in 0..ALL {
                tx.send(i).unwrap();
            }
            for _ in 0..ALL {
                black_box(rx.recv().await);
            }
        }),
        "mpsc_create_100" => plain(1, || drop(black_box(mpsc::channel::<Medium>(100)))),
        "mpsc_send_medium" => {
            let rt = o.multi();
            plain(1, move || {
                let (tx, mut rx) = mpsc::channel::<Medium>(1000);
                rt.block_on(tx.send(black_box([0; 64]))).unwrap();
                black_box(rt.block_on(rx.recv()).unwrap());
            })
        }
        "request_reply_mt" => request_reply(o.multi()),
        "request_reply_mt1" => request_reply(o.multi_of(1)),
        "request_reply_ct" => request_reply(o.single()),
        "oneshot_local" => rooted(o.single(), REQUESTS, || async {
            for i in 0..REQUESTS {
                let (tx, rx) = oneshot::channel();
                tx.send(black_box(i)).unwrap();
                black_box(rx.await.unwrap());
            }
        }),
        _ => None,
    }
}

fn bounded_senders(capacity: usize) -> mpsc::Receiver<usize> {
    let (tx, rx) = mpsc::channel::<usize>(capacity);
    for _ in 0..SENDERS {
        let tx = tx.clone();
        tokio::spawn(async move {
            for i in 0..EACH {
                tx.send(i).await.unwrap();
            }
        });
    }
    rx
}

fn unbounded_senders() -> mpsc::UnboundedReceiver<usize> {
    let (tx, rx) = mpsc::unbounded_channel::<usize>();
    for _ in 0..SENDERS {
        let tx = tx.clone();
        tokio::spawn(async move {
            for i in 0..EACH {
                tx.send(i).unwrap();
            }
        });
    }
    rx
}

fn bounded(rt: &'static Runtime, capacity: usize) -> Option<Workload> {
    rooted(rt, ALL, move || async move {
        let mut rx = bounded_senders(capacity);
        for _ in 0..ALL {
            black_box(rx.recv().await);
        }
    })
}

fn bounded_many(rt: &'static Runtime, capacity: usize) -> Option<Workload> {
    rooted(rt, ALL, move || async move {
        let mut rx = bounded_senders(capacity);
        let mut buffer = Vec::with_capacity(ALL);
        let mut total = 0;
        while total < ALL {
            buffer.clear();
            total += rx.recv_many(&mut buffer, ALL).await;
        }
    })
}

fn request_reply(rt: &'static Runtime) -> Option<Workload> {
    let (tx, mut rx) = mpsc::channel::<oneshot::Sender<usize>>(10);
    rt.spawn(async move {
        while let Some(reply) = rx.recv().await {
            reply.send(1).unwrap();
        }
    });
    let tx = leak(tx);
    rooted(rt, REQUESTS, move || async move {
        for _ in 0..REQUESTS {
            let (reply, answer) = oneshot::channel();
            tx.send(reply).await.unwrap();
            black_box(answer.await.unwrap());
        }
    })
}
