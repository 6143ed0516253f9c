package io.github.cameldoshii.internal.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * The opening handshake of RFC 6455 without its network connection: builds the request, and decodes the response with
 * Netty's HTTP decoder. Interim responses (1xx other than 101) are skipped, as RFC 9110 15.2 demands; Vert.x's client and
 * Netty's handshaker take the first response for the final one. Confined to the connection's event loop.
 */
final class WebSocketHandshake {

    /** The response so far. */
    sealed interface Answer {

        /** More bytes are needed. */
        record Incomplete() implements Answer {}

        /**
         * The WebSocket is open.
         *
         * @param rest the bytes that followed the response: the first frames
         */
        record Accepted(byte[] rest) implements Answer {}

        /**
         * A response other than 101.
         *
         * @param header gives a header by its name in any case; empty if there is none
         * @param body its beginning
         * @param whole whether the body is complete, or as long as it is kept at most
         */
        record Rejected(int status, UnaryOperator<String> header, byte[] body, boolean whole) implements Answer {}

        /** No valid response. The reason quotes nothing that the server sent. */
        record Broken(String reason) implements Answer {}
    }

    private static final String ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 64 * 1024;
    private static final int BODY_KEPT = 1024;
    private static final int SWITCHING_PROTOCOLS = 101;

    private static final String NOT_HTTP = "what answered does not speak HTTP: this is not a WebSocket";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String key;
    private final EmbeddedChannel decoder;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private HttpResponse head;
    private boolean whole;
    private String broken = "";

    WebSocketHandshake() {
        byte[] nonce = new byte[KEY_BYTES];
        RANDOM.nextBytes(nonce);
        this.key = Base64.getEncoder().encodeToString(nonce);
        this.decoder = new EmbeddedChannel(new HttpResponseDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setValidateHeaders(false)));
        decoder.config().setAllocator(UnpooledByteBufAllocator.DEFAULT);
    }

    /** The request, with the credential in it: never to be logged. */
    String request(WebSocketAddress target) {
        return HttpMethod.GET + " " + target.requestTarget() + " HTTP/1.1\r\n"
                + "Host: " + hostHeader(target) + "\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Key: " + key + "\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "\r\n";
    }

    private static String hostHeader(WebSocketAddress target) {
        String host = target.host().contains(":") ? "[" + target.host() + "]" : target.host();
        return target.port() == (target.tls() ? 443 : 80) ? host : host + ":" + target.port();
    }

    /** Decodes more bytes of the response. */
    Answer read(byte[] bytes) {
        try {
            decoder.writeInbound(Unpooled.wrappedBuffer(bytes));
        } catch (RuntimeException e) {
            broken = NOT_HTTP;
        }
        return answer();
    }

    /** The server has closed the connection: no more bytes follow. */
    Answer end() {
        try {
            decoder.finish();
        } catch (RuntimeException e) {
            broken = NOT_HTTP;
        }
        Answer answer = answer();
        return answer instanceof Answer.Incomplete
                ? new Answer.Broken("the connection was closed before an answer")
                : answer;
    }

    private Answer answer() {
        for (Object part = decoder.readInbound(); part != null; part = decoder.readInbound()) {
            try {
                take(part);
            } finally {
                ReferenceCountUtil.release(part);
            }
        }
        if (!broken.isEmpty()) {
            return new Answer.Broken(broken);
        }
        if (head == null) {
            return new Answer.Incomplete();
        }
        if (head.status().code() != SWITCHING_PROTOCOLS) {
            HttpHeaders headers = head.headers();
            return new Answer.Rejected(head.status().code(), name -> headers.get(name, ""), body.toByteArray(), whole);
        }
        String wrong = wrongUpgrade(head.headers());
        return wrong.isEmpty() ? new Answer.Accepted(rest.toByteArray()) : new Answer.Broken(wrong);
    }

    private void take(Object part) {
        if (part instanceof HttpResponse response) {
            if (response.decoderResult().isFailure()) {
                broken = NOT_HTTP;
            } else if (head == null && !isInterim(response.status().code())) {
                head = response;
            }
        } else if (part instanceof HttpContent content) {
            if (head != null) {
                keep(body, content.content(), BODY_KEPT - body.size());
                whole |= part instanceof LastHttpContent || body.size() >= BODY_KEPT;
            }
        } else if (part instanceof ByteBuf more) {
            keep(rest, more, more.readableBytes());
        }
    }

    private static boolean isInterim(int status) {
        return status >= 100 && status < 200 && status != SWITCHING_PROTOCOLS;
    }

    private static void keep(ByteArrayOutputStream in, ByteBuf bytes, int most) {
        byte[] copy = new byte[Math.min(most, bytes.readableBytes())];
        bytes.readBytes(copy);
        in.writeBytes(copy);
    }

    /** What is wrong with a 101, by RFC 6455 4.1; empty if nothing is. */
    private String wrongUpgrade(HttpHeaders headers) {
        if (!headers.containsValue("Upgrade", "websocket", true)) {
            return "the answer was 101 without an Upgrade to websocket: this is not a WebSocket";
        }
        if (!headers.containsValue("Connection", "upgrade", true)) {
            return "the answer was 101 without Connection: Upgrade: this is not a WebSocket";
        }
        return acceptOf(key).equals(headers.get("Sec-WebSocket-Accept", "").strip())
                ? ""
                : "the answer was 101 with a wrong Sec-WebSocket-Accept: this is not a WebSocket, or answers another request";
    }

    private static String acceptOf(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((key + ACCEPT_GUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }
}
