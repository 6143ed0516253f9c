package io.github.cameldoshii.simulator.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;

/** The ready actions. The type that each returns says where it fits, see {@link Action}. */
public final class Actions {

    private Actions() {}

    // --- TCP

    /** Ends the connection with a TCP reset, at once and without an answer. */
    public static Action reset() {
        return new AnyActions.Reset();
    }

    /** Keeps the connection open and never answers. Connect, upgrade, REST. */
    public static Action hang() {
        return new AnyActions.Hang();
    }

    /** Does later what would be done now. On an event or a ping, others overtake it. */
    public static Action delay(Duration delay) {
        return new AnyActions.Delay(delay.toMillis());
    }

    /** The socket goes dead both ways while TCP stays up: a half-open connection as the client sees it. */
    public static Action.OnSocket blackHole() {
        return new SocketActions.BlackHole();
    }

    /** Stops reading from the socket; what the client sends fills the network's buffers. */
    public static Action.OnSocket stopReading() {
        return new SocketActions.StopReading();
    }

    /** Goes on reading but sends and answers nothing any more, not even a close. */
    public static Action.OnSocket stopWriting() {
        return new SocketActions.StopWriting();
    }

    /** Slows the socket down both ways, order kept. {@code bytesPerSecond} 0 means no limit. */
    public static Action.OnSocket shape(int bytesPerSecond, Duration latency, Duration jitter) {
        return new SocketActions.Shape(bytesPerSecond, latency.toMillis(), jitter.toMillis());
    }

    /** Lets a client that closes wait for the answer and for the end of TCP. */
    public static Action.OnSocket slowClose(Duration delay) {
        return new SocketActions.SlowClose(delay.toMillis());
    }

    /** Sends bytes as they are. In answer to an upgrade instead of an HTTP answer; else before what would be sent. */
    public static Action bytes(byte[] bytes) {
        return new AnyActions.Bytes(bytes, 1);
    }

    // --- upgrade and REST

    public static Action status(int status) {
        return answer(status, Map.of(), "");
    }

    /** An answer such as {@code 503} with {@code Retry-After}, or {@code 302} with {@code Location}. */
    public static Action answer(int status, Map<String, String> headers, String body) {
        return new AnyActions.Answer(status, headers, body);
    }

    /** Status 200 and the page of a captive portal. */
    public static Action htmlPage() {
        return answer(
                200, Map.of("Content-Type", "text/html"), "<html><body>Please log in to this network.</body></html>");
    }

    /** Sends the upgrade's head, or the REST answer's body, one byte at a time. */
    public static Action dribble(Duration perByte) {
        return new AnyActions.Dribble(perByte.toMillis());
    }

    public static Action.OnUpgrade wrongAccept() {
        return new UpgradeActions.WrongAccept();
    }

    public static Action.OnUpgrade upgradeHeader(String name, String value) {
        return new UpgradeActions.UpgradeHeader(name, value);
    }

    /** Text messages in the same TCP segment as the upgrade. */
    public static Action.OnUpgrade firstTexts(String... texts) {
        return new UpgradeActions.FirstTexts(List.of(texts));
    }

    // --- WebSocket frames

    /** Code 1005 sends a close frame without a code, 1006 ends TCP without a close frame. */
    public static Action.OnSocket close(int code, String reason) {
        return new SocketActions.Close(code, reason);
    }

    /** So many WebSocket ping frames in one go. */
    public static Action.OnSocket wsPings(int count) {
        return new AnyActions.Bytes(ServerFrames.frame(true, ServerFrames.PING, new byte[] {'p'}), count);
    }

    public static Action.OnSocket binary(byte[] data) {
        return socketBytes(ServerFrames.binary(data));
    }

    /** Sends what would be sent in fragments of so many bytes, with or without a WebSocket ping after each. */
    public static Action.OnSocket fragment(int bytes, boolean pingBetween) {
        return new SocketActions.Fragment(bytes, pingBetween);
    }

    /** Half of a text message, then nothing ever. An empty text is what would be sent. */
    public static Action.OnSocket halfMessageThenStall(String text) {
        return new SocketActions.HalfMessage(text, false);
    }

    /** Half of a text message, then a TCP reset. An empty text is what would be sent. */
    public static Action.OnSocket halfMessageThenReset(String text) {
        return new SocketActions.HalfMessage(text, true);
    }

    /** A well-formed event of so many bytes. */
    public static Action.OnSocket oversized(int bytes) {
        return new SocketActions.Oversized(bytes);
    }

    /** A frame's header that promises so many bytes, and none of them. */
    public static Action.OnSocket giantHeader(long declaredBytes) {
        return new SocketActions.GiantHeader(declaredBytes);
    }

    public static Action.OnSocket invalidUtf8() {
        return socketBytes(ServerFrames.frame(true, ServerFrames.TEXT, new byte[] {'"', (byte) 0xc3, 0x28, '"'}));
    }

    public static Action.OnSocket continuationWithoutStart() {
        return socketBytes(ServerFrames.frame(true, ServerFrames.CONTINUATION, new byte[] {'{', '}'}));
    }

    /** A frame with an opcode that the protocol reserves. */
    public static Action.OnSocket reservedOpcode() {
        return socketBytes(ServerFrames.frame(true, 3, new byte[] {'{', '}'}));
    }

    /** A masked text frame, which a server must not send. */
    public static Action.OnSocket maskedFrame() {
        return socketBytes(new byte[] {(byte) 0x81, (byte) 0x82, 1, 2, 3, 4, '{' ^ 1, '}' ^ 2});
    }

    /** A frame compressed with permessage-deflate that inflates to so many bytes; fits a socket that agreed to it. */
    public static Action.OnSocket deflateBomb(int inflatedBytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(new byte[inflatedBytes]);
            byte[] out = new byte[inflatedBytes / 500 + 1024];
            int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            byte[] frame = ServerFrames.frame(true, ServerFrames.TEXT, Arrays.copyOf(out, Math.max(0, length - 4)));
            frame[0] |= 0x40;
            return socketBytes(frame);
        } finally {
            deflater.end();
        }
    }

    private static Action.OnSocket socketBytes(byte[] bytes) {
        return new AnyActions.Bytes(bytes, 1);
    }

    // --- messages

    /** Does not send what would be sent: no pong, or an event that the service never tells. */
    public static Action.OnSocket swallow() {
        return new SocketActions.Swallow();
    }

    /** Sends another text instead; {@code ${ping}} stands for the ping's value, {@code ${now}} for the epoch ms. */
    public static Action.OnSocket replace(String text) {
        return new SocketActions.Replace(text);
    }

    /** Sends what would be sent so many times. */
    public static Action.OnSocket repeat(int count) {
        return new SocketActions.Repeat(count);
    }

    /** Sends texts before what would be sent; {@code ${n}}, {@code ${now}} and {@code ${ping}} are filled in. */
    public static Action.OnSocket send(String... texts) {
        return new SocketActions.Send(List.of(texts), 1, 0);
    }

    /** Sends a text many times, {@code ${n}} counting from 1; {@code every} zero means all in one go. */
    public static Action.OnSocket sendMany(String text, int count, Duration every) {
        return new SocketActions.Send(List.of(text), count, every.toMillis());
    }

    /** The heartbeat that the service sends on its own account. */
    public static Action.OnSocket serverPing() {
        return send("{\"doshii\":{\"ping\":${now},\"version\":\"3.12.0\"}}");
    }

    // --- REST

    /** Sends so many bytes of the body that the headers promise, then resets or closes the connection. */
    public static Action.OnRest truncate(int bytes, boolean reset) {
        return new RestActions.Truncate(bytes, reset);
    }

    public static Action.OnRest brokenGzip() {
        return new RestActions.BrokenGzip();
    }

    /** Answers with this header in the place of its own, also {@code Date}; an empty value takes it away. */
    public static Action.OnRest header(String name, String value) {
        return new RestActions.Header(name, value);
    }

    /** Resets every open socket, then answers. */
    public static Action.OnRest dropSockets() {
        return new RestActions.DropSockets();
    }
}
