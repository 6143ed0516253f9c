package io.github.cameldoshii.runner.page;

import io.netty.channel.ChannelHandler;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** One page with what it shows, from {@link #start} until it is closed. */
public final class Page implements AutoCloseable {

    /** Which command shows it. */
    public enum Mode {
        RUN,
        SIMULATOR,
        DEMO
    }

    private final PagePublisher publisher;
    private final PageFiles files = PageFiles.load();
    private Optional<PageServer> server = Optional.empty();

    private Page(PagePublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * Begins to look at the sources.
     *
     * @param mask hides credentials in all that is shown
     */
    public static Page start(Mode mode, String version, List<PageSource> sources, UnaryOperator<String> mask) {
        Map<String, Object> about = Map.of("mode", mode.name().toLowerCase(Locale.ROOT), "version", version);
        PagePublisher publisher = new PagePublisher(sources, about, new PageText(mask));
        publisher.start();
        return new Page(publisher);
    }

    /**
     * Serves it beside what another server does, which is given these handlers for its connections.
     *
     * @param names by which that server may be asked for, beside localhost and addresses
     */
    public Supplier<ChannelHandler> handlers(Set<String> names) {
        return handlers(names, false);
    }

    /**
     * Serves it alone, at a port of its own.
     *
     * @param port 0 for any that is free
     * @return the port
     * @throws Exception as Netty has it, if it cannot listen there
     */
    public int listen(String host, int port) {
        PageServer listening = PageServer.listen(host, port, handlers(Set.of(host), true));
        server = Optional.of(listening);
        return listening.port();
    }

    private Supplier<ChannelHandler> handlers(Set<String> names, boolean alone) {
        RequestGuard guard = new RequestGuard(names);
        return () -> new PageHandler(files, guard, publisher, alone);
    }

    @Override
    public void close() {
        server.ifPresent(PageServer::close);
        publisher.close();
    }
}
