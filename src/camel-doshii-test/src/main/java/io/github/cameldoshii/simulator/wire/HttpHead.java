package io.github.cameldoshii.simulator.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** The bytes of HTTP/1.1 answers. */
final class HttpHead {

    private HttpHead() {}

    /** The answer that upgrades to WebSocket. */
    static byte[] upgrade(String accept, Map<String, String> headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n")
                .append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ")
                .append(accept)
                .append("\r\n");
        append(head, headers);
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A whole answer after which the connection is closed. */
    static byte[] answer(int status, Map<String, String> headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(status)
                .append(" Simulated\r\nContent-Length: ")
                .append(content.length)
                .append("\r\nConnection: close\r\n");
        append(head, headers);
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        return whole;
    }

    private static void append(StringBuilder head, Map<String, String> headers) {
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    }
}
