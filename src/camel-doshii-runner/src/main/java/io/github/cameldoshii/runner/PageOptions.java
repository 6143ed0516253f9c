package io.github.cameldoshii.runner;

import io.github.cameldoshii.runner.page.Page;
import io.github.cameldoshii.runner.page.PageSource;
import io.github.cameldoshii.runner.page.RoutesSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options of {@code run} for its page. */
final class PageOptions {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final String LOOPBACK = "localhost";
    private static final int MAX_PORT = 65_535;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--page",
            paramLabel = "PORT",
            description = "Serves a page that shows connections and events at this port, 0 for a free one.")
    private Integer port;

    @Option(
            names = "--page-host",
            paramLabel = "HOST",
            description =
                    "The address that the page listens at, or the name by which it is asked for; default localhost,"
                            + " 0.0.0.0 for all addresses. The page has no login.")
    private String host;

    @Option(names = "--page-bodies", description = "Shows the bodies of events on the page too.")
    private boolean bodies;

    /** @throws ParameterException if they do not fit each other */
    void check() {
        if (port == null && (host != null || bodies)) {
            throw new ParameterException(
                    spec.commandLine(), (host == null ? "--page-bodies" : "--page-host") + " needs --page PORT");
        }
        if (port != null && (port < 0 || port > MAX_PORT)) {
            throw new ParameterException(spec.commandLine(), "--page is a port from 0 to 65535, not " + port);
        }
    }

    /**
     * Serves the page, if one is wanted.
     *
     * @throws Failure if it cannot be served there
     */
    Optional<Page> serve(RouteRunner routes, SecretMask mask) {
        if (port == null) {
            return Optional.empty();
        }
        RoutesSource source = new RoutesSource(bodies);
        routes.addListener(source);
        Page page = Page.start(Page.Mode.RUN, Version.ofProject(), List.<PageSource>of(source), mask);
        listen(page);
        return Optional.of(page);
    }

    private void listen(Page page) {
        String where = host == null ? LOOPBACK : host;
        try {
            LOG.info("Page: http://{}:{}/", where, page.listen(where, port));
        } catch (Exception e) {
            page.close();
            throw new Failure(
                    e,
                    "the page cannot listen at " + where + ":" + port + ": " + e.getMessage(),
                    List.of("Another port: --page " + (port + 1) + ", or --page 0 for a free one"));
        }
        if (host != null && !host.equals(LOOPBACK) && !host.startsWith("127.")) {
            LOG.warn("The page has no login: whoever reaches {}:{} can read it", host, port);
        }
    }
}
