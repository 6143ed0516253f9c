package io.github.cameldoshii.benchmark;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The server's end of one WebSocket, for any client id: answers the upgrade and the pings. Confined to its event loop. */
final class ClientIdSocket {

    private final NetSocket socket;
    private final Runnable upgrading;
    private byte[] unread = {};
    private boolean open;
    private boolean live;

    /** @param upgrading run when the upgrade is asked for */
    ClientIdSocket(NetSocket socket, Runnable upgrading) {
        this.socket = socket;
        this.upgrading = upgrading;
    }

    /** Whether it has answered a ping. */
    boolean isLive() {
        return live;
    }

    void send(String event) {
        write(ClientFrame.ofServer(event));
    }

    /** Ends the TCP connection without a close frame. */
    void drop() {
        live = false;
        socket.close();
    }

    void received(Buffer bytes) {
        byte[] all = Buffer.buffer(unread).appendBuffer(bytes).getBytes();
        ByteArrayInputStream in = new ByteArrayInputStream(all);
        int read = 0;
        try {
            while (read < all.length) {
                readOne(in);
                read = all.length - in.available();
            }
        } catch (EOFException e) {
            // The rest follows.
        } catch (IOException e) {
            drop();
        }
        unread = Buffer.buffer(all).getBytes(read, all.length);
    }

    private void readOne(ByteArrayInputStream in) throws IOException {
        if (!open) {
            byte[] answer = ServerHandshake.answer(in);
            open = true;
            upgrading.run();
            socket.write(Buffer.buffer(answer));
            return;
        }
        ClientFrame frame = ClientFrame.read(new DataInputStream(in));
        write(frame.answer());
        live |= frame.opcode() == ClientFrame.TEXT;
    }

    private void write(ByteBuffer frame) {
        if (frame.hasRemaining()) {
            byte[] bytes = new byte[frame.remaining()];
            frame.get(bytes);
            socket.write(Buffer.buffer(bytes));
        }
    }
}
