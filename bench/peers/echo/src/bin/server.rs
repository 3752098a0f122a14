//! Tokio's side of `bench/io`: one task a connection, which sends back what it reads. One thread.
//!
//! server PORT SIZE: the size of a connection's buffer

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1).map(|a| a.parse::<usize>().unwrap());
    let port = args.next().unwrap() as u16;
    let size = args.next().unwrap();
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    println!("ready");
    loop {
        let (mut stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(async move {
            let mut buffer = vec![0u8; size];
            loop {
                match stream.read(&mut buffer).await {
                    Ok(n) if n > 0 => {
                        if stream.write_all(&buffer[..n]).await.is_err() {
                            return;
                        }
                    }
                    _ => return,
                }
            }
        });
    }
}
