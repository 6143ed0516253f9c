package io.github.cameldoshii.simulator.wire;

import io.github.cameldoshii.simulator.fault.DialTarget;
import io.github.cameldoshii.simulator.frame.ServerFrames;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One upgrade request and what faults have said about its answer. Runs on the loop. */
final class Dial implements DialTarget {

    private final Socket socket;
    private final Channel channel;
    private final Map<String, String> upgradeHeaders = new LinkedHashMap<>();
    private final List<String> firstTexts = new ArrayList<>();
    private boolean wrongAccept;
    private long dribbleMillis;

    Dial(Socket socket) {
        this.socket = socket;
        this.channel = socket.channel();
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void reset() {
        socket.reset();
    }

    @Override
    public void hang() {
        channel.pipeline().addLast(new Discard());
        channel.pipeline().remove(RequestHeadDecoder.class);
    }

    @Override
    public void bytes(byte[] bytes) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    @Override
    public void later(long millis, Runnable task) {
        channel.eventLoop()
                .schedule(
                        () -> {
                            if (channel.isActive()) {
                                task.run();
                            }
                        },
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void answer(int status, Map<String, String> headers, String body) {
        socket.record().refused(status);
        write(HttpHead.answer(status, headers, body), () -> channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(ChannelFutureListener.CLOSE));
    }

    @Override
    public void wrongAccept() {
        wrongAccept = true;
    }

    @Override
    public void upgradeHeader(String name, String value) {
        upgradeHeaders.put(name, value);
    }

    @Override
    public void dribble(long millisPerByte) {
        dribbleMillis = millisPerByte;
    }

    @Override
    public void firstTexts(List<String> texts) {
        firstTexts.addAll(texts);
    }

    /** Answers with the upgrade. */
    void upgrade(String accept, Runnable upgraded) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HttpHead.upgrade(wrongAccept ? "bm90IHRoZSByaWdodCBrZXk=" : accept, upgradeHeaders));
        firstTexts.forEach(text -> out.writeBytes(ServerFrames.text(text)));
        write(out.toByteArray(), upgraded);
    }

    private void write(byte[] bytes, Runnable then) {
        if (dribbleMillis > 0) {
            dribble(bytes, 0, then);
        } else {
            channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
            then.run();
        }
    }

    private void dribble(byte[] bytes, int index, Runnable then) {
        if (index == bytes.length) {
            then.run();
        } else {
            channel.writeAndFlush(Unpooled.wrappedBuffer(bytes, index, 1));
            later(dribbleMillis, () -> dribble(bytes, index + 1, then));
        }
    }
}
