//! The Tokio side of `bench/compare`: one workload a process, one line a sample.

mod blocking;
mod broadcasts;
mod channels;
mod harm;
mod locks;
mod memory;
mod notify;
mod options;
mod sampler;
mod spawning;
mod switching;
mod timers;
mod usage;
mod wakes;
mod workload;

use options::Options;
use workload::Workload;

fn find(name: &str, o: &Options) -> Option<Workload> {
    spawning::find(name, o)
        .or_else(|| switching::find(name, o))
        .or_else(|| blocking::find(name, o))
        .or_else(|| channels::find(name, o))
        .or_else(|| locks::find(name, o))
        .or_else(|| notify::find(name, o))
        .or_else(|| broadcasts::find(name, o))
        .or_else(|| timers::find(name, o))
        .or_else(|| memory::find(name, o))
        .or_else(|| harm::find(name, o))
        .or_else(|| wakes::find(name, o))
}

fn main() {
    let o = Options::parse();
    let (name, pool) = match o.workload.strip_suffix("_pool") {
        Some(base) => (base, true),
        None => (o.workload.as_str(), false),
    };
    match find(name, &o) {
        Some(Workload::Timed(timed)) if !pool || timed.rooted => sampler::run(timed, pool, &o),
        Some(Workload::Probe(probe)) if !pool => probe(&o),
        _ => {
            println!("unsupported");
            std::process::exit(3);
        }
    }
    // Background tasks of a workload run for ever.
    std::process::exit(0);
}
