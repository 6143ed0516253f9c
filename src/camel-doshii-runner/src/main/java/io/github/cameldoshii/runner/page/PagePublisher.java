package io.github.cameldoshii.runner.page;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the sources, and tells the open pages: four times a second while there are any, else once a second for the time line and
 * the rate. A page that does not read is left out, and told everything anew when it reads again. Owns its fields by a thread
 * of its own, on which all but {@link #open}, {@link #hasRoom} and {@link #close} runs.
 */
final class PagePublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PagePublisher.class);

    private static final Duration TICK = Duration.ofMillis(250);
    private static final int TICKS_OF_A_SECOND = 4;
    private static final int MAX_PAGES = 32;
    private static final int KEPT_EVENTS = 200;
    private static final int KEPT_MOMENTS = 200;
    private static final int KEPT_SAMPLES = 300;

    /** How many events there had been in all at a time. */
    private record Sample(long at, long total) {}

    private final EventExecutor thread = new DefaultEventExecutor(new DefaultThreadFactory("doshii page", true));
    private final List<PageSource> sources;
    private final Map<String, Object> about;
    private final PageText text;
    private final AtomicInteger open = new AtomicInteger();

    private final Set<Channel> pages = new LinkedHashSet<>();
    private final Set<Channel> behind = new HashSet<>();
    private final Deque<PageEvent> events = new ArrayDeque<>();
    private final Deque<Moment> moments = new ArrayDeque<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private Map<String, Object> state = Map.of();
    private long ticks;

    /** @param about what does not change: which command this is, its version */
    PagePublisher(List<PageSource> sources, Map<String, Object> about, PageText text) {
        this.sources = List.copyOf(sources);
        this.about = Map.copyOf(about);
        this.text = text;
    }

    void start() {
        thread.scheduleAtFixedRate(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether one page more may be opened. Any thread. */
    boolean hasRoom() {
        return open.get() < MAX_PAGES;
    }

    /** Tells a page everything, and what is new from now on, until it is closed. Any thread. */
    void open(Channel page) {
        open.incrementAndGet();
        page.closeFuture().addListener(closed -> open.decrementAndGet());
        thread.execute(() -> {
            if (pages.isEmpty()) {
                sources.forEach(source -> source.watched(true));
            }
            collect();
            page.writeAndFlush(new TextWebSocketFrame(text.of(everything())));
            pages.add(page);
            page.closeFuture().addListener(closed -> thread.execute(() -> left(page)));
        });
    }

    private void left(Channel page) {
        behind.remove(page);
        if (pages.remove(page) && pages.isEmpty()) {
            sources.forEach(source -> source.watched(false));
        }
    }

    private void tick() {
        boolean second = ticks++ % TICKS_OF_A_SECOND == 0;
        if (second || !pages.isEmpty()) {
            collect();
        }
    }

    private void collect() {
        PageUpdate update = new PageUpdate();
        sources.forEach(source -> ask(source, update));
        state = update.state();
        state.put("now", System.currentTimeMillis());
        state.put("total", update.total());
        update.events().forEach(event -> keep(events, event, KEPT_EVENTS));
        update.moments().forEach(moment -> keep(moments, moment, KEPT_MOMENTS));
        sample(update.total());
        if (!pages.isEmpty()) {
            tell(update);
        }
    }

    private static void ask(PageSource source, PageUpdate update) {
        try {
            source.addTo(update);
        } catch (RuntimeException e) {
            // While routes start or stop, what is asked for may not be there.
            LOG.debug("The page could not be told anything", e);
        }
    }

    private void tell(PageUpdate update) {
        Map<String, Object> message = new LinkedHashMap<>(state);
        message.put("events", newest(update.events()));
        message.put("moments", update.moments());
        String news = text.of(message);
        for (Channel page : pages) {
            if (!page.isWritable()) {
                behind.add(page);
            } else {
                String told = behind.remove(page) ? text.of(everything()) : news;
                page.writeAndFlush(new TextWebSocketFrame(told));
            }
        }
    }

    private Map<String, Object> everything() {
        Map<String, Object> message = new LinkedHashMap<>(state);
        message.put("about", about);
        message.put("events", events);
        message.put("moments", moments);
        message.put("samples", samples);
        return message;
    }

    private void sample(long total) {
        long now = System.currentTimeMillis();
        if (samples.isEmpty() || now - samples.getLast().at() >= 1_000) {
            keep(samples, new Sample(now, total), KEPT_SAMPLES);
        }
    }

    private static List<PageEvent> newest(List<PageEvent> all) {
        return all.subList(Math.max(0, all.size() - KEPT_EVENTS), all.size());
    }

    private static <T> void keep(Deque<T> kept, T thing, int max) {
        if (kept.size() == max) {
            kept.removeFirst();
        }
        kept.addLast(thing);
    }

    @Override
    public void close() {
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
