package io.github.cameldoshii.runner;

import io.github.cameldoshii.DoshiiComponent;
import io.github.cameldoshii.position.InMemoryStateRepository;
import io.github.cameldoshii.runner.page.Page;
import io.github.cameldoshii.runner.page.RoutesSource;
import io.github.cameldoshii.runner.page.SimulatorSource;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.util.TimeUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** {@code demo}: simulator, route and story in one process; needs no credential and no configuration. */
@Command(
        name = "demo",
        description = {
            "Shows a route at work on simulated orders: events become files, the connection is cut and comes back.",
            "Runs until Ctrl-C; the story takes less than a minute."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(DemoCommand.class);
    private static final String ROUTE = "classpath:io/github/cameldoshii/runner/demo-orders.yaml";
    private static final String FOLDER = "demo-orders";

    @ParentCommand
    private Runner runner;

    @Mixin
    private LogOptions log;

    @Option(
            names = "--port",
            description = "Where the simulator listens; default 8580 or, if that is taken, a free one.")
    private Integer port;

    @Option(
            names = "--duration",
            converter = DurationConverter.class,
            description = "Ends by itself after this time, e.g. 30s or 2m; default: runs until Ctrl-C.")
    private Duration duration = Duration.ZERO;

    @Override
    public Integer call() {
        Terminal terminal = runner.terminal();
        Logging.install(log, runner.mask(), terminal.out());
        Path folder = terminal.directory().resolve(FOLDER);
        make(folder);
        RoutesSource seenByRoute = new RoutesSource(false);
        SimulatorSource seenBySimulator = new SimulatorSource(false);
        try (Page page = Page.start(
                        Page.Mode.DEMO, Version.ofProject(), List.of(seenByRoute, seenBySimulator), runner.mask());
                DoshiiSimulator simulator = simulator(page)) {
            seenBySimulator.started(simulator);
            LOG.info("Demo: a simulator stands in for Doshii at {}", simulator.socketUrl());
            LOG.info("Demo: each simulated order event becomes a file in {}", folder);
            LOG.info("Demo: watch it in a browser at {}", SimulatorStart.pageUrl(simulator));
            RouteRunner routes = new RouteRunner(
                    terminal.directory(), List.of(), List.of(ROUTE), Credentials.none(runner.mask()), text -> {});
            routes.setProperty("demo.socketUrl", simulator.socketUrl());
            routes.setProperty("demo.apiUrl", simulator.apiUrl());
            routes.setProperty("demo.folder", folder.toString());
            routes.setDuration((int) duration.toSeconds());
            routes.addListener(new Banner(List.of()));
            routes.addListener(new PositionsInMemory());
            routes.addListener(new NoManagementPort());
            routes.addListener(seenByRoute);
            routes.addListener(
                    new DemoClock(new DemoScenario(simulator, () -> simulator.openConnections() > 0, LOG::info)));
            RunEnd end = routes.run();
            LOG.info("Demo: stopped; the files stay in {}", folder);
            return end.exitCode();
        }
    }

    /** Now and not with the first event, each of which would fail. A link may lead to what is not there yet. */
    private static void make(Path folder) {
        try {
            Files.createDirectories(
                    Files.isSymbolicLink(folder) ? folder.resolveSibling(Files.readSymbolicLink(folder)) : folder);
        } catch (IOException e) {
            throw new Failure(
                    e,
                    folder + " cannot be made a folder (" + e + ")",
                    List.of("Remove it, or run the demo elsewhere."));
        }
        if (!Files.isWritable(folder)) {
            throw new Failure("the folder " + folder + " cannot be written", "Run the demo in a folder of yours.");
        }
    }

    private DoshiiSimulator simulator(Page page) {
        SimulatorOptions options = SimulatorOptions.defaults().withHttpHandler(page.handlers(Set.of()));
        if (port != null) {
            return SimulatorStart.at(options.withPort(port), "demo");
        }
        DoshiiSimulator simulator = SimulatorStart.nearby(options);
        if (simulator.port() != options.port()) {
            LOG.info("Demo: port {} is in use, so the simulator takes {}", options.port(), simulator.port());
        }
        return simulator;
    }

    /** As a choice, so that nobody is told that a restart forgets: so does the simulator. */
    private static final class PositionsInMemory extends MainListenerSupport {
        @Override
        public void afterConfigure(BaseMainSupport main) {
            main.getCamelContext()
                    .getComponent("doshii", DoshiiComponent.class)
                    .getConfiguration()
                    .setStateRepository(new InMemoryStateRepository());
        }
    }

    /** Somebody looks at it, on a machine where much else may run. */
    private static final class NoManagementPort extends MainListenerSupport {
        @Override
        public void beforeConfigure(BaseMainSupport main) {
            PropertiesComponent properties = main.getCamelContext().getPropertiesComponent();
            properties.addInitialProperty("camel.management.enabled", "false");
            properties.addInitialProperty("camel.metrics.enabled", "false");
        }
    }

    /** A time as in endpoint options: {@code 30s}, {@code 2m}. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                Duration duration = Duration.ofMillis(TimeUtils.toMilliSeconds(value));
                if (duration.toSeconds() < 1) {
                    throw new TypeConversionException("'" + value + "' is less than a second");
                }
                return duration;
            } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
                throw new TypeConversionException("'" + value + "' is no time; write 30s or 2m");
            }
        }
    }
}
