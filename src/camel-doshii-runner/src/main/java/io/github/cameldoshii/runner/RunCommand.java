package io.github.cameldoshii.runner;

import io.github.cameldoshii.runner.page.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code run}: routes until SIGTERM or Ctrl-C. */
@Command(
        name = "run",
        description = {
            "Runs YAML routes until Ctrl-C or SIGTERM, then lets the events in flight finish.",
            "Configured by application.properties here or in config/, by environment variables such as "
                    + "CAMEL_COMPONENT_DOSHII_CLIENTID, and by -D system properties; the later wins.",
            "Goes on after a restart where it was: the file doshii-positions here, or what the property "
                    + "doshii.position.file says, keeps that."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @ParentCommand
    private Runner runner;

    @Mixin
    private LogOptions log;

    @Mixin
    private PageOptions page;

    @Parameters(
            paramLabel = "ROUTE_FILE",
            arity = "0..*",
            description = "YAML files; default: camel.main.routesIncludePattern, else routes/*.yaml.")
    private List<Path> routeFiles = List.of();

    @Override
    public Integer call() {
        page.check();
        Terminal terminal = runner.terminal();
        Path directory = terminal.directory();
        Logging.install(log, runner.mask(), terminal.out());
        if (!FileNameEncoding.hasEveryLetter()) {
            LOG.warn(
                    "Files whose names have letters beyond ASCII can be neither written nor read: {}",
                    FileNameEncoding.remedy(System.getenv()));
        }
        List<Path> configuration = List.of(
                directory.resolve("application.properties"), directory.resolve("config/application.properties"));
        List<Path> files = RouteFiles.named(directory, routeFiles);
        Credentials credentials = new Credentials(runner.mask(), System.getenv(), System.getProperties());
        credentials.learn(configuration);
        MistypedProperties mistyped = new MistypedProperties(System.getenv(), System.getProperties(), configuration);

        RouteRunner routes = new RouteRunner(
                directory, configuration, RouteFiles.locations(files), credentials, mistyped::learnFromRoute);
        routes.addListener(new Banner(configuration));
        routes.addListener(new DefaultPositions(directory));
        routes.addListener(new ManagementPort());
        routes.addListener(new StartEventNotifiers());
        routes.addListener(mistyped);
        Optional<Page> served = page.serve(routes, runner.mask());
        RunEnd end;
        try {
            end = routes.run();
        } finally {
            served.ifPresent(Page::close);
        }
        if (end.drained() && end.deadLetters() > 0) {
            LOG.info("Stopped; every event that was read is finished, {} of them as dead letters", end.deadLetters());
        } else if (end.drained()) {
            LOG.info("Stopped; every event that was read is finished");
        } else {
            LOG.warn(
                    "Stopped before every event was finished: {} were given up, and the next start asks for those that a list"
                            + " has; {} became dead letters. camel.main.shutdownTimeout gives it more seconds",
                    end.abandoned(),
                    end.deadLetters());
        }
        return end.exitCode();
    }
}
