package io.github.cameldoshii.runner;

import io.github.cameldoshii.runner.page.Page;
import io.github.cameldoshii.runner.page.SimulatorSource;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code simulator}: the stand-in service alone, until SIGTERM or Ctrl-C. */
@Command(
        name = "simulator",
        description = "Runs a stand-in for the Doshii service, with simulated data, until Ctrl-C or SIGTERM.",
        mixinStandardHelpOptions = true)
final class SimulatorCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatorCommand.class);

    @ParentCommand
    private Runner runner;

    @Mixin
    private LogOptions log;

    @Option(names = "--port", defaultValue = "8580", description = "Where it listens; default 8580, 0 for a free one.")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "localhost",
            description = "The address it listens at; default localhost, 0.0.0.0 for all.")
    private String host;

    @Option(
            names = "--public-host",
            paramLabel = "HOST",
            description = "The host in the URLs it gives out, if clients know it by another name.")
    private String publicHost = "";

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            defaultValue = SimulatorOptions.DEFAULT_CREDENTIAL,
            description = "The client id it accepts; default simulator.")
    private String clientId;

    @Option(
            names = "--client-secret",
            paramLabel = "SECRET",
            defaultValue = SimulatorOptions.DEFAULT_CREDENTIAL,
            description = "The secret that REST tokens must be signed with; default simulator.")
    private String clientSecret;

    @Override
    public Integer call() throws InterruptedException {
        runner.mask().learn(clientId);
        runner.mask().learn(clientSecret);
        Logging.install(log, runner.mask(), runner.terminal().out());
        SimulatorOptions options = SimulatorOptions.defaults()
                .withHost(host)
                .withPort(port)
                .withPublicHost(publicHost)
                .withClientId(clientId)
                .withClientSecret(clientSecret);

        CountDownLatch stopped = new CountDownLatch(1);
        SimulatorSource source = new SimulatorSource(true);
        RunEnd end;
        try (StopSignals signals = StopSignals.install(stopped::countDown);
                Page page = Page.start(Page.Mode.SIMULATOR, Version.ofProject(), List.of(source), runner.mask());
                DoshiiSimulator simulator = SimulatorStart.at(withPage(options, page), "simulator")) {
            source.started(simulator);
            LOG.info("Simulator {}: a stand-in for Doshii, all its data is simulated", Version.ofProject());
            LOG.info("Socket  {}", simulator.socketUrl());
            LOG.info("REST    {}", simulator.apiUrl());
            LOG.info("Page    {}", SimulatorStart.pageUrl(simulator));
            LOG.info("Credentials: {}", credentials());
            LOG.info("A route reads it from doshii:simulator{}", uriOptions(simulator.port()));
            LOG.info("Started, Ctrl-C to stop");
            if (!signals.installed()) {
                Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop simulator"));
            }
            stopped.await();
            end = new RunEnd(true, 0, 0, signals.hungUp());
        }
        LOG.info("Stopped");
        return end.exitCode();
    }

    private static SimulatorOptions withPage(SimulatorOptions options, Page page) {
        return options.withHttpHandler(page.handlers(new HashSet<>(List.of(options.host(), options.publicHost()))));
    }

    private String credentials() {
        boolean defaults = clientId.equals(SimulatorOptions.DEFAULT_CREDENTIAL)
                && clientSecret.equals(SimulatorOptions.DEFAULT_CREDENTIAL);
        return defaults
                ? "client id simulator, secret simulator, which doshii:simulator uses by itself"
                : "as given by --client-id and --client-secret";
    }

    private static String uriOptions(int port) {
        return port == SimulatorOptions.DEFAULT_PORT
                ? ""
                : "?socketUrl=ws://localhost:" + port + "/app/socket&apiUrl=http://localhost:" + port + "/partner/v3";
    }
}
