package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClientFrameTest {

    private static final byte[] MASK = {1, 2, 3, 4};

    @Test
    void an_application_ping_is_answered_with_its_value() throws Exception {
        ClientFrame frame = sent(ClientFrame.TEXT, "{\"doshii\":{\"ping\":1760000000123,\"version\":\"1.2.3\"}}");

        assertThat(SentFrames.texts(frame.answer().array()))
                .containsExactly("{\"doshii\":{\"pong\":1760000000123,\"version\":\"3.2.0\"}}");
    }

    @Test
    void a_long_text_is_read_whole() throws Exception {
        assertThat(sent(ClientFrame.TEXT, "x".repeat(300)).payload()).hasSize(300);
    }

    @Test
    void another_text_is_not_answered() throws Exception {
        assertThat(sent(ClientFrame.TEXT, "hello").answer().remaining()).isZero();
    }

    @Test
    void a_websocket_ping_is_answered_with_its_payload() throws Exception {
        assertThat(sent(ClientFrame.PING, "abc").answer())
                .isEqualTo(ByteBuffer.wrap(new byte[] {(byte) 0x8A, 3, 'a', 'b', 'c'}));
    }

    @Test
    void a_close_is_answered_with_a_close() throws Exception {
        assertThat(sent(ClientFrame.CLOSE, "").answer()).isEqualTo(ByteBuffer.wrap(new byte[] {(byte) 0x88, 0}));
    }

    private static ClientFrame sent(int opcode, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(payload.length + 8).put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            bytes.put((byte) (0x80 | payload.length));
        } else {
            bytes.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        bytes.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            bytes.put((byte) (payload[i] ^ MASK[i & 3]));
        }
        return ClientFrame.read(new DataInputStream(new ByteArrayInputStream(bytes.array(), 0, bytes.position())));
    }
}
