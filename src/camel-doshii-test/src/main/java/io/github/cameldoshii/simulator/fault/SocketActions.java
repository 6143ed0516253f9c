package io.github.cameldoshii.simulator.fault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Actions on an open socket. */
final class SocketActions {

    /** On the loopback the half that was sent arrives well within this; a reset at once could overtake it. */
    private static final long BEFORE_RESET_MILLIS = 20;

    private SocketActions() {}

    /** Fills in {@code ${n}} (counts from 1), {@code ${now}} (epoch ms) and {@code ${ping}} (the ping's value). */
    private static String fill(String text, int n, SocketTarget socket) {
        if (text.indexOf("${") < 0) {
            return text;
        }
        return text.replace("${n}", Integer.toString(n))
                .replace("${now}", Long.toString(System.currentTimeMillis()))
                .replace("${ping}", socket.pingValue());
    }

    record Close(int code, String reason) implements Action.OnSocket {

        Close {
            reason = reason == null ? "" : reason;
        }

        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            socket.close(code, reason);
        }
    }

    record Swallow() implements Action.OnSocket {
        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            // What would have been sent is not.
        }
    }

    record Replace(String text) implements Action.OnSocket {
        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            socket.sendText(fill(text, 1, socket));
        }
    }

    record Repeat(int count) implements Action.OnSocket {
        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            for (int i = 0; i < count; i++) {
                next.run();
            }
        }
    }

    record Send(List<String> texts, int repeat, long everyMillis) implements Action.OnSocket {

        Send {
            texts = texts == null ? List.of() : List.copyOf(texts);
            repeat = Math.max(1, repeat);
        }

        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            if (everyMillis <= 0) {
                for (int n = 1; n <= repeat; n++) {
                    once(socket, n);
                }
            } else {
                paced(socket, 1);
            }
            next.run();
        }

        private void paced(SocketTarget socket, int n) {
            once(socket, n);
            if (n < repeat) {
                socket.later(everyMillis, () -> paced(socket, n + 1));
            }
        }

        private void once(SocketTarget socket, int n) {
            texts.forEach(text -> socket.sendText(fill(text, n, socket)));
        }
    }

    record Fragment(int bytes, boolean pingBetween) implements Action.OnSocket {
        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            socket.bytes(ServerFrames.fragments(socket.text(), bytes, pingBetween));
            socket.told();
        }
    }

    record HalfMessage(String text, boolean reset) implements Action.OnSocket {

        HalfMessage {
            text = text == null ? "" : text;
        }

        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            byte[] frame = ServerFrames.text(text.isEmpty() ? socket.text() : text);
            socket.lastBytes(Arrays.copyOf(frame, frame.length / 2 + 1));
            if (reset) {
                socket.later(BEFORE_RESET_MILLIS, socket::reset);
            }
        }
    }

    record Oversized(int bytes) implements Action.OnSocket {
        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            byte[] begin = "{\"emit\":[\"order_updated\",{\"id\":\"1\",\"notes\":\"".getBytes(StandardCharsets.UTF_8);
            byte[] end = "\"}]}".getBytes(StandardCharsets.UTF_8);
            byte[] payload = new byte[Math.max(bytes, begin.length + end.length)];
            Arrays.fill(payload, (byte) 'x');
            System.arraycopy(begin, 0, payload, 0, begin.length);
            System.arraycopy(end, 0, payload, payload.length - end.length, end.length);
            socket.bytes(ServerFrames.frame(true, ServerFrames.TEXT, payload));
            next.run();
        }
    }

    record GiantHeader(long declaredBytes) implements Action.OnSocket {
        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            socket.lastBytes(ServerFrames.header(true, ServerFrames.TEXT, declaredBytes));
        }
    }

    record BlackHole() implements Action.OnSocket {
        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            socket.stopReading();
            socket.stopWriting();
        }
    }

    record StopReading() implements Action.OnSocket {
        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            socket.stopReading();
            next.run();
        }
    }

    record StopWriting() implements Action.OnSocket {
        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            socket.stopWriting();
        }
    }

    record SlowClose(long millis) implements Action.OnSocket {
        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            socket.slowClose(millis);
            next.run();
        }
    }

    record Shape(int bytesPerSecond, long latencyMillis, long jitterMillis) implements Action.OnSocket {
        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            socket.shape(bytesPerSecond, latencyMillis, jitterMillis);
            next.run();
        }
    }
}
