//! The load of `bench/io`, the same for every server: so many connections, each of which sends a message, waits for it to
//! come back, and so on. It reads the server's CPU time, so that both windows are the same.
//!
//! load PORT PID CONNECTIONS SIZE WARM_MS RUN_MS   prints: CPU µs a round trip, user part, trips/s, p50 µs, p99 µs
//! load PORT PID CONNECTIONS idle                  one trip each, says so, and holds them until its input ends

use std::cell::{Cell, RefCell};
use std::io::Read;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// User and system time of a process, in ticks of the system.
fn ticks(pid: usize) -> (u64, u64) {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let fields: Vec<&str> = stat[stat.rfind(')').unwrap() + 2..].split(' ').collect();
    (fields[11].parse().unwrap(), fields[12].parse().unwrap())
}

async fn trip(stream: &mut TcpStream, message: &mut [u8]) {
    stream.write_all(message).await.unwrap();
    stream.read_exact(message).await.unwrap();
}

async fn idle(port: u16, connections: usize) {
    let mut held = Vec::new();
    for _ in 0..connections {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        trip(&mut stream, &mut [1u8; 64]).await;
        held.push(stream);
    }
    println!("held");
    tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()))
        .await
        .unwrap()
        .unwrap();
}

async fn run(port: u16, pid: usize, connections: usize, size: usize, warm: Duration, length: Duration) {
    let trips = Rc::new(Cell::new(0u64));
    let times = Rc::new(RefCell::new(Vec::<u32>::new()));
    let measuring = Rc::new(Cell::new(false));
    let local = tokio::task::LocalSet::new();
    for _ in 0..connections {
        let (trips, times, measuring) = (trips.clone(), times.clone(), measuring.clone());
        local.spawn_local(async move {
            let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
            stream.set_nodelay(true).unwrap();
            let mut message = vec![1u8; size];
            loop {
                let start = Instant::now();
                trip(&mut stream, &mut message).await;
                trips.set(trips.get() + 1);
                if measuring.get() {
                    times.borrow_mut().push(start.elapsed().as_nanos() as u32);
                }
            }
        });
    }
    local
        .run_until(async {
            tokio::time::sleep(warm).await;
            let (user, system) = ticks(pid);
            let before = trips.get();
            measuring.set(true);
            let start = Instant::now();
            tokio::time::sleep(length).await;
            let seconds = start.elapsed().as_secs_f64();
            let (user_end, system_end) = ticks(pid);
            let n = (trips.get() - before) as f64;
            let hertz = unsafe { libc::sysconf(libc::_SC_CLK_TCK) } as f64;
            let micros = |t: u64| t as f64 * 1e6 / hertz / n;
            let mut times = times.borrow_mut();
            times.sort_unstable();
            let at = |q: f64| times[((times.len() - 1) as f64 * q) as usize] as f64 / 1e3;
            println!(
                "{:.3}\t{:.3}\t{:.0}\t{:.0}\t{:.0}",
                micros(user_end - user + system_end - system),
                micros(user_end - user),
                n / seconds,
                at(0.5),
                at(0.99)
            );
        })
        .await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |i: usize| args[i].parse::<usize>().unwrap();
    let millis = |i: usize| Duration::from_millis(number(i) as u64);
    if args[3] == "idle" {
        idle(number(0) as u16, number(2)).await;
    } else {
        run(number(0) as u16, number(1), number(2), number(3), millis(4), millis(5)).await;
        std::process::exit(0);
    }
}
