//! The load of `bench/io`, the same for every server: so many connections, each of which sends a message, waits for it to
//! come back, and so on. It reads the server's CPU time, so that both windows are the same.
//!
//! load PORT PID CONNECTIONS SIZE WARM_MS RUN_MS [tls]
//!     prints "begin" when the window begins, then, and after that it sends nothing more:
//!     CPU µs a round trip, user part, round trips, trips/s, p50 µs, p99 µs
//! load PORT PID CONNECTIONS idle
//!     one round trip each, then prints "held"
//!
//! Either holds the connections until its input ends.

mod tls;

use std::cell::{Cell, RefCell};
use std::io::Read;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::LocalSet;

/// User and system time of a process, in ticks of the system.
fn ticks(pid: usize) -> (u64, u64) {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let fields: Vec<&str> = stat[stat.rfind(')').unwrap() + 2..].split(' ').collect();
    (fields[11].parse().unwrap(), fields[12].parse().unwrap())
}

async fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

async fn trip(stream: &mut (impl AsyncRead + AsyncWrite + Unpin), message: &mut [u8]) {
    stream.write_all(message).await.unwrap();
    stream.flush().await.unwrap();
    stream.read_exact(message).await.unwrap();
}

fn until_input_ends() {
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
}

async fn idle(port: u16, connections: usize) {
    let mut held = Vec::new();
    for _ in 0..connections {
        let mut stream = connect(port).await;
        trip(&mut stream, &mut [1u8; 64]).await;
        held.push(stream);
    }
    println!("held");
    until_input_ends();
}

#[derive(Default)]
struct Counts {
    trips: Cell<u64>,
    measuring: Cell<bool>,
    nanos: RefCell<Vec<u32>>,
}

async fn drive(mut stream: impl AsyncRead + AsyncWrite + Unpin, size: usize, counts: Rc<Counts>) {
    let mut message = vec![1u8; size];
    loop {
        let start = Instant::now();
        trip(&mut stream, &mut message).await;
        counts.trips.set(counts.trips.get() + 1);
        if counts.measuring.get() {
            counts.nanos.borrow_mut().push(start.elapsed().as_nanos() as u32);
        }
    }
}

async fn measure(pid: usize, warm: Duration, length: Duration, counts: &Counts) {
    tokio::time::sleep(warm).await;
    println!("begin");
    let (user, system) = ticks(pid);
    let before = counts.trips.get();
    counts.measuring.set(true);
    let start = Instant::now();
    tokio::time::sleep(length).await;
    let seconds = start.elapsed().as_secs_f64();
    let (user_end, system_end) = ticks(pid);
    let n = (counts.trips.get() - before) as f64;
    let hertz = unsafe { libc::sysconf(libc::_SC_CLK_TCK) } as f64;
    let micros = |t: u64| t as f64 * 1e6 / hertz / n;
    let mut nanos = counts.nanos.borrow_mut();
    nanos.sort_unstable();
    let at = |q: f64| nanos[((nanos.len() - 1) as f64 * q) as usize] as f64 / 1e3;
    println!(
        "{:.3}\t{:.3}\t{}\t{:.0}\t{:.0}\t{:.0}",
        micros(user_end - user + system_end - system),
        micros(user_end - user),
        n,
        n / seconds,
        at(0.5),
        at(0.99)
    );
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |i: usize| args[i].parse::<usize>().unwrap();
    let millis = |i: usize| Duration::from_millis(number(i) as u64);
    let (port, pid, connections) = (number(0) as u16, number(1), number(2));
    if args[3] == "idle" {
        idle(port, connections).await;
        return;
    }
    let size = number(3);
    let connector = args.get(6).map(|_| tls::connector());
    let counts = Rc::new(Counts::default());
    let local = LocalSet::new();
    for _ in 0..connections {
        let (counts, connector) = (counts.clone(), connector.clone());
        local.spawn_local(async move {
            let stream = connect(port).await;
            match connector {
                Some(c) => drive(tls::connect(&c, stream).await, size, counts).await,
                None => drive(stream, size, counts).await,
            }
        });
    }
    local.run_until(measure(pid, millis(4), millis(5), &counts)).await;
    until_input_ends();
    // Without the ends of the connections one by one.
    std::process::exit(0);
}
