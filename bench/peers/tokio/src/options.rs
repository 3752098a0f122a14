//! The command line, the same for every peer.

use tokio::runtime::{Builder, Runtime};

pub struct Options {
    pub workload: String,
    pub workers: usize,
    pub samples: usize,
    pub min_ms: u64,
    pub warm_ms: u64,
    pub io: bool,
}

impl Options {
    pub fn parse() -> Options {
        let mut o = Options {
            workload: String::new(),
            workers: 2,
            samples: 11,
            min_ms: 12,
            warm_ms: 60,
            io: false,
        };
        let mut args = std::env::args().skip(1);
        while let Some(arg) = args.next() {
            let mut number = || args.next().and_then(|v| v.parse::<u64>().ok()).expect("a number");
            match arg.as_str() {
                "--workers" => o.workers = number() as usize,
                "--samples" => o.samples = number() as usize,
                "--min-ms" => o.min_ms = number(),
                "--warm-ms" => o.warm_ms = number(),
                // Tokio does not spin before it sleeps, so there is no ceiling to set.
                "--spin-us" => drop(number()),
                "--io" => o.io = true,
                _ if arg.starts_with("--") => panic!("unknown option {arg}"),
                _ => o.workload = arg,
            }
        }
        o
    }

    pub fn multi(&self) -> &'static Runtime {
        self.multi_of(self.workers)
    }

    pub fn multi_of(&self, workers: usize) -> &'static Runtime {
        let mut builder = Builder::new_multi_thread();
        self.build(builder.worker_threads(workers))
    }

    pub fn single(&self) -> &'static Runtime {
        self.build(&mut Builder::new_current_thread())
    }

    fn build(&self, builder: &mut Builder) -> &'static Runtime {
        builder.enable_time();
        if self.io {
            builder.enable_io();
        }
        leak(builder.build().unwrap())
    }
}

/// Shared for the rest of the process without a reference count, which the JVM peers do not pay either.
pub fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
