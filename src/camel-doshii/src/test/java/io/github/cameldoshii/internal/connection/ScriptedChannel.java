package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The far side of one WebSocket, played by a test. Messages wait, as in the buffers of a real one, until the near side has
 * asked for them.
 */
public final class ScriptedChannel implements WebSocketChannel {

    private static final Pattern PING = Pattern.compile("\\{\"doshii\":\\{\"ping\":(\\d+),.*");

    private final EventLoop loop;
    private final WebSocketListener listener;
    private final List<String> sent = new ArrayList<>();
    private final Queue<byte[]> waiting = new ArrayDeque<>();

    private long asked;
    private boolean open;
    private boolean ended;
    private boolean dropped;
    private boolean answersPings;
    private boolean answersClose = true;
    private boolean writeQueueFull;
    private int closeCode;

    public ScriptedChannel(EventLoop loop, WebSocketListener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    public void opened() {
        open = true;
    }

    /** From now on every ping is answered at once with its own value. */
    public ScriptedChannel answersPings() {
        answersPings = true;
        pings().forEach(this::pong);
        return this;
    }

    public void answersPings(boolean answers) {
        answersPings = answers;
    }

    /** The far side never answers a close frame. */
    public void ignoresClose() {
        answersClose = false;
    }

    /** What was sent piles up, or does not any more. */
    public void writeQueueFull(boolean full) {
        writeQueueFull = full;
    }

    /** A message arrives at the process; it is heard when it was asked for. */
    public void arrive(String text) {
        loop.execute(() -> {
            waiting.add(text.getBytes(StandardCharsets.UTF_8));
            deliver();
        });
    }

    public void event(String type, String id) {
        arrive("{\"emit\":[\"" + type + "\",{\"id\":\"" + id + "\"}]}");
    }

    public void pong(String value) {
        arrive("{\"doshii\":{\"pong\":" + value + ",\"version\":\"3.12.0\"}}");
    }

    /** A piece of a message that is not its last. */
    public void fragment() {
        loop.execute(() -> hear(() -> listener.signOfLife(true)));
    }

    /** A WebSocket control frame. */
    public void controlFrame() {
        loop.execute(() -> hear(() -> listener.signOfLife(false)));
    }

    /** A message that is heard though the channel was dropped: what a transport must not do. */
    public void arriveThoughDropped(String text) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        loop.execute(() -> listener.message(message, message.length));
    }

    /** The far side ends the WebSocket; what had arrived before is heard first, asked for or not. */
    public void end(int code, String reason) {
        loop.execute(() -> {
            if (ended || dropped) {
                return;
            }
            asked = Long.MAX_VALUE;
            deliver();
            hear(() -> {
                ended = true;
                listener.closed(new CloseCause(code, reason));
            });
        });
    }

    private void deliver() {
        while (asked > 0 && !waiting.isEmpty() && !dropped && !ended) {
            asked--;
            byte[] message = waiting.remove();
            listener.message(message, message.length);
        }
    }

    private void hear(Runnable what) {
        if (!dropped && !ended) {
            what.run();
        }
    }

    /** Messages that the near side has asked for and that have not arrived. */
    public long asked() {
        return asked;
    }

    /** Messages that have arrived and were not asked for. */
    public int waiting() {
        return waiting.size();
    }

    public List<String> sent() {
        return sent;
    }

    /** The values of the pings that were sent. */
    public List<String> pings() {
        List<String> values = new ArrayList<>();
        for (String text : sent) {
            Matcher ping = PING.matcher(text);
            if (ping.matches()) {
                values.add(ping.group(1));
            }
        }
        return values;
    }

    public String lastPing() {
        List<String> pings = pings();
        return pings.get(pings.size() - 1);
    }

    public boolean isDropped() {
        return dropped;
    }

    /** The code that the near side closed with; 0 if it has not. */
    public int closeCode() {
        return closeCode;
    }

    public boolean isLive() {
        return open && !dropped && !ended;
    }

    @Override
    public void send(String text) {
        sent.add(text);
        Matcher ping = PING.matcher(text);
        if (answersPings && ping.matches()) {
            pong(ping.group(1));
        }
    }

    @Override
    public void request(int messages) {
        asked += messages;
        loop.execute(this::deliver);
    }

    @Override
    public void pause() {
        asked = 0;
    }

    @Override
    public boolean writeQueueFull() {
        return writeQueueFull;
    }

    @Override
    public void close(int code, String reason) {
        closeCode = code;
        if (answersClose) {
            loop.execute(() -> hear(() -> {
                ended = true;
                listener.closed(new CloseCause(code, reason));
            }));
        }
    }

    @Override
    public void drop() {
        dropped = true;
    }
}
