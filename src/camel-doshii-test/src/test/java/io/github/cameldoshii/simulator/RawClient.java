package io.github.cameldoshii.simulator;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A TCP connection that sees each byte. Reads give up after five seconds. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    RawClient(DoshiiSimulator simulator) throws IOException {
        socket = new Socket("localhost", simulator.port());
        socket.setSoTimeout(5000);
        in = socket.getInputStream();
    }

    /** Dials the socket and reads the head of the answer. */
    static RawClient dial(DoshiiSimulator simulator) throws IOException {
        RawClient client = new RawClient(simulator);
        client.sendDial();
        return client;
    }

    void sendDial() throws IOException {
        send("GET /app/socket?auth=c2ltdWxhdG9y HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\n\r\n");
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a frame with the mask 0, which leaves the payload as it is. */
    void sendFrame(int opcode, byte[] payload) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x80 | opcode);
        out.write(0x80 | payload.length);
        out.writeBytes(new byte[4]);
        out.writeBytes(payload);
        socket.getOutputStream().write(out.toByteArray());
    }

    void sendText(String text) throws IOException {
        sendFrame(1, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The head of an HTTP answer, with the empty line. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) readByte());
        }
        return head.toString();
    }

    int readByte() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException();
        }
        return value;
    }

    byte[] read(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    /** Everything up to the end of the connection. */
    byte[] readAll() throws IOException {
        return in.readAllBytes();
    }

    /** Reads what is there within a moment. */
    int available() throws IOException {
        return in.available();
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
