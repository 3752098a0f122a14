package miniredis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A client that sees raw bytes (as Latin-1 text) and waits on the calling thread. */
final class Wire implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    Wire(int port) throws IOException {
        this(new Socket(), port);
    }

    /** By a socket that is not connected yet. */
    Wire(Socket socket, int port) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    Wire send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        return this;
    }

    static String request(String... parts) {
        var bytes = new StringBuilder("*" + parts.length + "\r\n");
        for (String part : parts) {
            bytes.append('$').append(part.length()).append("\r\n").append(part).append("\r\n");
        }
        return bytes.toString();
    }

    /** Sends one request and waits for its reply. */
    String ask(String... parts) throws IOException {
        return send(request(parts)).reply();
    }

    /** The next reply, every byte of it. */
    String reply() throws IOException {
        String line = line();
        int length =
                switch (line.charAt(0)) {
                    case '$', '*' -> Integer.parseInt(line.substring(1, line.length() - 2));
                    default -> 0;
                };
        var bytes = new StringBuilder(line);
        if (line.charAt(0) == '$' && length >= 0) {
            bytes.append(new String(in.readNBytes(length + 2), ISO_8859_1));
        }
        for (int i = 0; line.charAt(0) == '*' && i < length; i++) {
            bytes.append(reply());
        }
        return bytes.toString();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (line.length() < 2 || line.charAt(line.length() - 1) != '\n') {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("closed after \"" + line + '"');
            }
            line.append((char) b);
        }
        return line.toString();
    }

    /** Waits until the server has closed the connection, and drops what it sent before. */
    void awaitClosed() throws IOException {
        try {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (SocketException reset) {
            return;
        }
    }

    /** Closes with a reset instead of a farewell. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
