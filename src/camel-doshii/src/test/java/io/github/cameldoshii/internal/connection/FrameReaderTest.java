package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Frames are found as Netty's codec finds them, however the bytes are cut. */
class FrameReaderTest {

    private static final int MAX_PAYLOAD = 70_000;

    @Property(tries = 1_000)
    void frames_of_all_kinds_come_out_whole_however_they_are_cut(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int frames) {
        Random random = new Random(seed);
        byte[] bytes = someFrames(random, frames);

        assertThat(found(cut(bytes, random))).isEqualTo(foundByNetty(bytes)).doesNotContain("broken");
    }

    @Property(tries = 3_000)
    void what_is_broken_is_found_broken_behind_the_same_frames(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int frames) {
        Random random = new Random(seed);
        byte[] bytes = someFrames(random, frames);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            // Mostly near the beginning of the bytes, where headers are.
            int where = random.nextInt(random.nextBoolean() ? Math.min(16, bytes.length) : bytes.length);
            bytes[where] ^= (byte) (1 << random.nextInt(8));
        }

        assertThat(found(cut(bytes, random))).isEqualTo(foundByNetty(bytes));
    }

    @Example
    void a_frame_that_cannot_be_right_is_refused_before_its_length_has_come() {
        // A fragment of a message that has not begun, whose length takes two more bytes.
        byte[] bytes = {0x00, 126};

        assertThat(found(List.of(Buffer.buffer(bytes))))
                .isEqualTo(foundByNetty(bytes))
                .containsExactly("broken");
    }

    @Property(tries = 200)
    void what_is_written_is_read_by_netty(@ForAll String text, @ForAll @IntRange(min = 3000, max = 4999) int code) {
        FrameWriter writer = new FrameWriter();
        EmbeddedChannel server = new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(true)
                .maxFramePayloadLength(1 << 20)
                .build()));
        byte[] ping = {1, 2, 3};

        server.writeInbound(Unpooled.wrappedBuffer(writer.text(text).getBytes()));
        server.writeInbound(
                Unpooled.wrappedBuffer(writer.text("x".repeat(70_000)).getBytes()));
        server.writeInbound(Unpooled.wrappedBuffer(writer.pong(ping).getBytes()));
        server.writeInbound(Unpooled.wrappedBuffer(writer.close(code, "bye").getBytes()));

        String asSent = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(server.<TextWebSocketFrame>readInbound().text()).isEqualTo(asSent);
        assertThat(server.<TextWebSocketFrame>readInbound().text()).hasSize(70_000);
        assertThat(bytes(server.<PongWebSocketFrame>readInbound().content())).isEqualTo(ping);
        assertThat(server.<CloseWebSocketFrame>readInbound().statusCode()).isEqualTo(code);
    }

    @Property(tries = 50)
    void a_frame_that_is_too_large_is_refused_before_it_has_come(@ForAll @IntRange(min = 1, max = 1_000) int tooMuch) {
        FrameReader reader = new FrameReader(MAX_PAYLOAD);
        reader.feed(
                Buffer.buffer().appendByte((byte) 0x81).appendByte((byte) 127).appendLong(MAX_PAYLOAD + tooMuch));

        assertThat(catchThrowable(reader::next))
                .isInstanceOfSatisfying(BrokenProtocolException.class, e -> assertThat(e.closeCode())
                        .isEqualTo(CloseCause.TOO_BIG));
    }

    private static List<Buffer> cut(byte[] bytes, Random random) {
        List<Buffer> pieces = new ArrayList<>();
        int most = 1 + random.nextInt(random.nextBoolean() ? 5 : 3_000);
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(most));
            pieces.add(Buffer.buffer(Arrays.copyOfRange(bytes, at, end)));
            at = end;
        }
        return pieces;
    }

    private static List<String> found(List<Buffer> pieces) {
        FrameReader reader = new FrameReader(MAX_PAYLOAD);
        List<String> found = new ArrayList<>();
        try {
            for (Buffer piece : pieces) {
                reader.feed(piece);
                while (reader.next()) {
                    found.add(reader.opcode()
                            + (reader.isFinal() ? " final " : " fragment ")
                            + HexFormat.of().formatHex(reader.payload().bytes()));
                    if (reader.opcode() == FrameReader.CLOSE) {
                        // Nothing may follow.
                        return found;
                    }
                }
            }
        } catch (BrokenProtocolException e) {
            found.add("broken");
        }
        return found;
    }

    private static List<String> foundByNetty(byte[] bytes) {
        EmbeddedChannel decoder = new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .allowMaskMismatch(false)
                .maxFramePayloadLength(MAX_PAYLOAD)
                .closeOnProtocolViolation(false)
                .build()));
        List<String> found = new ArrayList<>();
        boolean broken = false;
        try {
            decoder.writeInbound(Unpooled.wrappedBuffer(bytes));
        } catch (CorruptedWebSocketFrameException e) {
            broken = true;
        }
        for (WebSocketFrame frame = decoder.readInbound(); frame != null; frame = decoder.readInbound()) {
            if (frame instanceof CloseWebSocketFrame close && close.reasonText().contains("\uFFFD")) {
                // Netty lets a reason pass that ends within a character.
                broken = true;
                break;
            }
            found.add(opcode(frame)
                    + (frame.isFinalFragment() ? " final " : " fragment ")
                    + HexFormat.of().formatHex(bytes(frame.content())));
        }
        if (broken) {
            found.add("broken");
        }
        return found;
    }

    private static int opcode(WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame) {
            return FrameReader.TEXT;
        }
        if (frame instanceof BinaryWebSocketFrame) {
            return FrameReader.BINARY;
        }
        if (frame instanceof ContinuationWebSocketFrame) {
            return FrameReader.CONTINUATION;
        }
        if (frame instanceof CloseWebSocketFrame) {
            return FrameReader.CLOSE;
        }
        return frame instanceof PingWebSocketFrame ? FrameReader.PING : FrameReader.PONG;
    }

    private static byte[] bytes(ByteBuf content) {
        byte[] bytes = new byte[content.readableBytes()];
        content.readBytes(bytes);
        return bytes;
    }

    /** As a server sends them: messages whole and in fragments, with control frames in between. */
    private static byte[] someFrames(Random random, int count) {
        EmbeddedChannel encoder = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
        boolean inFragments = false;
        for (int i = 0; i < count; i++) {
            boolean last = random.nextBoolean();
            switch (random.nextInt(5)) {
                case 0 -> encoder.writeOutbound(new PingWebSocketFrame(some(random, 126)));
                case 1 -> encoder.writeOutbound(new PongWebSocketFrame(some(random, 126)));
                case 2 -> encoder.writeOutbound(new CloseWebSocketFrame(3000 + random.nextInt(2_000), "bye"));
                default -> {
                    ByteBuf content = some(random, random.nextInt(30) == 0 ? MAX_PAYLOAD : 600);
                    encoder.writeOutbound(
                            inFragments
                                    ? new ContinuationWebSocketFrame(last, 0, content)
                                    : random.nextBoolean()
                                            ? new TextWebSocketFrame(last, 0, content)
                                            : new BinaryWebSocketFrame(last, 0, content));
                    inFragments = !last;
                }
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteBuf part = encoder.readOutbound(); part != null; part = encoder.readOutbound()) {
            all.writeBytes(bytes(part));
        }
        return all.toByteArray();
    }

    private static ByteBuf some(Random random, int below) {
        byte[] bytes = new byte[random.nextInt(below)];
        random.nextBytes(bytes);
        return Unpooled.wrappedBuffer(bytes);
    }
}
