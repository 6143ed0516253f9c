package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A transport that attempts nowhere: a test says what comes of each attempt. */
public final class ScriptedTransport implements WebSocketTransport {

    /** A connect attempt, and the means to say what comes of it. */
    public static final class ScriptedAttempt implements WebSocketTransport.ConnectAttempt {

        private final WebSocketAddress target;
        private final long atNanos;
        private final EventLoop loop;
        private final WebSocketListener listener;
        private final ScriptedChannel channel;
        private boolean abandoned;
        private boolean decided;

        private ScriptedAttempt(WebSocketAddress target, EventLoop loop, WebSocketListener listener) {
            this.target = target;
            this.atNanos = loop.nanoTime();
            this.loop = loop;
            this.listener = listener;
            this.channel = new ScriptedChannel(loop, listener);
        }

        public WebSocketAddress target() {
            return target;
        }

        /** When it started, on the loop's monotonic clock. */
        public long atNanos() {
            return atNanos;
        }

        public ScriptedChannel channel() {
            return channel;
        }

        public boolean isAbandoned() {
            return abandoned;
        }

        /** Neither opened nor failed nor abandoned yet. */
        public boolean isPending() {
            return !decided && !abandoned;
        }

        /** The upgrade is done, unless the attempt was abandoned before. */
        public ScriptedChannel open() {
            loop.execute(() -> {
                if (isPending()) {
                    openThoughAbandoned();
                }
            });
            return channel;
        }

        /** As a transport would do that hears of the upgrade just before it hears of the abandonment. */
        public void openThoughAbandoned() {
            decided = true;
            channel.opened();
            listener.opened(channel);
        }

        public void fail(ConnectFailure failure) {
            loop.execute(() -> {
                if (isPending()) {
                    decided = true;
                    listener.failed(failure);
                }
            });
        }

        @Override
        public void abandon() {
            abandoned = true;
        }
    }

    private final List<ScriptedAttempt> attempts = new ArrayList<>();
    private Consumer<ScriptedAttempt> script = attempt -> {};

    /** What is to come of each attempt from now on; at first they hang. */
    public void onAttempt(Consumer<ScriptedAttempt> newScript) {
        script = newScript;
    }

    public List<ScriptedAttempt> attempts() {
        return attempts;
    }

    public ScriptedAttempt lastAttempt() {
        return attempts.get(attempts.size() - 1);
    }

    /** Channels that are open and were neither dropped nor ended by the far side. */
    public long liveChannels() {
        return attempts.stream().filter(attempt -> attempt.channel.isLive()).count();
    }

    /** The shortest time between two attempts in a row; the longest of all times before there are two. */
    public long closestAttemptsNanos() {
        long closest = Long.MAX_VALUE;
        for (int i = 1; i < attempts.size(); i++) {
            closest = Math.min(closest, attempts.get(i).atNanos - attempts.get(i - 1).atNanos);
        }
        return closest;
    }

    @Override
    public ConnectAttempt connect(
            WebSocketAddress address, int maxMessageSize, EventLoop loop, WebSocketListener listener) {
        ScriptedAttempt attempt = new ScriptedAttempt(address, loop, listener);
        attempts.add(attempt);
        // A transport never calls its listener before this method has returned.
        loop.execute(() -> script.accept(attempt));
        return attempt;
    }
}
