package io.github.cameldoshii.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The server's side of the WebSocket upgrade (RFC 6455, 4.2), without extensions or sub-protocols. */
final class ServerHandshake {

    private static final String KEY_HEADER = "sec-websocket-key:";
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int MAX_REQUEST = 16 * 1024;

    private ServerHandshake() {}

    /** Reads a request to its empty line and returns the answer to send. */
    static byte[] answer(InputStream in) throws IOException {
        String response = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(key(request(in))) + "\r\n\r\n";
        return response.getBytes(StandardCharsets.US_ASCII);
    }

    static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0D0A0D0A) {
            int next = in.read();
            if (next < 0 || request.size() > MAX_REQUEST) {
                throw new EOFException("No complete request");
            }
            request.write(next);
            last = last << 8 | next;
        }
        return request.toString(StandardCharsets.US_ASCII);
    }

    private static String key(String request) throws IOException {
        return request.lines()
                .filter(line -> line.regionMatches(true, 0, KEY_HEADER, 0, KEY_HEADER.length()))
                .map(line -> line.substring(KEY_HEADER.length()).trim())
                .findFirst()
                .orElseThrow(() -> new IOException("Not a WebSocket request"));
    }
}
