package io.github.cameldoshii.runner;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code run}: routes until SIGTERM or Ctrl-C. */
@Command(
        name = "run",
        description = "Runs YAML routes until Ctrl-C or SIGTERM, then drains them.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @ParentCommand
    private Runner runner;

    @Mixin
    private LogOptions log;

    @Parameters(
            paramLabel = "ROUTE_FILE",
            arity = "0..*",
            description = "Default: routes/*.yaml, or camel.main.routesIncludePattern.")
    private List<Path> routeFiles = List.of();

    @Override
    public Integer call() throws Exception {
        Terminal terminal = runner.terminal();
        SecretMask mask = new SecretMask();
        Logging.install(log.levels(), mask, terminal.out());
        List<Path> files = RouteFiles.named(terminal.directory(), routeFiles);
        RouteRunner routes = new RouteRunner(terminal.directory(), files);
        boolean clean = routes.run();
        LOG.info("Stopped");
        return clean ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
