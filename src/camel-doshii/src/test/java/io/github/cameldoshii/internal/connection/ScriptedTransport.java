package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A transport that dials nowhere: a test says what comes of each dial. */
final class ScriptedTransport implements WebSocketTransport {

    /** What was dialled, and the means to say what comes of it. */
    static final class ScriptedDial implements WebSocketTransport.Dial {

        private final WebSocketAddress target;
        private final long atNanos;
        private final EventLoop loop;
        private final WebSocketListener listener;
        private final ScriptedLink link;
        private boolean abandoned;
        private boolean decided;

        private ScriptedDial(WebSocketAddress target, EventLoop loop, WebSocketListener listener) {
            this.target = target;
            this.atNanos = loop.nanoTime();
            this.loop = loop;
            this.listener = listener;
            this.link = new ScriptedLink(loop, listener);
        }

        WebSocketAddress target() {
            return target;
        }

        /** When it was dialled, on the loop's monotonic clock. */
        long atNanos() {
            return atNanos;
        }

        ScriptedLink link() {
            return link;
        }

        boolean isAbandoned() {
            return abandoned;
        }

        /** Neither opened nor failed nor abandoned yet. */
        boolean isPending() {
            return !decided && !abandoned;
        }

        /** The upgrade is done, unless the dial was given up before. */
        ScriptedLink open() {
            loop.execute(() -> {
                if (isPending()) {
                    openThoughAbandoned();
                }
            });
            return link;
        }

        /** As a transport would do that hears of the upgrade just before it hears of the abandonment. */
        void openThoughAbandoned() {
            decided = true;
            link.opened();
            listener.opened(link);
        }

        void fail(ConnectFailure failure) {
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

    private final List<ScriptedDial> dials = new ArrayList<>();
    private Consumer<ScriptedDial> script = dial -> {};

    /** What is to come of each dial from now on; at first they hang. */
    void onDial(Consumer<ScriptedDial> newScript) {
        script = newScript;
    }

    List<ScriptedDial> dials() {
        return dials;
    }

    ScriptedDial lastDial() {
        return dials.get(dials.size() - 1);
    }

    /** Links that are open and were neither dropped nor ended by the far side. */
    long liveLinks() {
        return dials.stream().filter(dial -> dial.link.isLive()).count();
    }

    /** The shortest time between two dials in a row; the longest of all times before there are two. */
    long closestDialsNanos() {
        long closest = Long.MAX_VALUE;
        for (int i = 1; i < dials.size(); i++) {
            closest = Math.min(closest, dials.get(i).atNanos - dials.get(i - 1).atNanos);
        }
        return closest;
    }

    @Override
    public Dial dial(WebSocketAddress target, int maxMessageSize, EventLoop loop, WebSocketListener listener) {
        ScriptedDial dial = new ScriptedDial(target, loop, listener);
        dials.add(dial);
        // A transport never calls its listener before this method has returned.
        loop.execute(() -> script.accept(dial));
        return dial;
    }
}
