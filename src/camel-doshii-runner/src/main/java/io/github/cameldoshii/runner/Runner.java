package io.github.cameldoshii.runner;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The root of the command line.
 *
 * <p>Exit codes: 0 after a clean stop, 1 when something failed, 2 when the command line itself is wrong, 129 after the end of
 * the terminal, 130 after a second signal.
 */
@Command(
        name = "camel-doshii-runner",
        description = "Runs Camel routes on the events of Doshii, or a stand-in for the service.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RunCommand.class, SimulatorCommand.class, DemoCommand.class})
public final class Runner implements Runnable {

    private static final Pattern SECRET_OPTION = Pattern.compile("(?i)client|secr|passw|token");

    private final Terminal terminal;
    private final SecretMask mask = new SecretMask();

    @Spec
    private CommandSpec spec;

    private Runner(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        // First of all: the log already looks this machine's name up, and the JVM reads only once how long to remember.
        NameLookUps.forgetAtOnce();
        StandardStreams.install(LogFormat.in(args));
        Terminal terminal = Terminal.ofProcess();
        // Before the first logger, for which Log4j would look for a configuration everywhere.
        Logging.install(new LogOptions(), new SecretMask(), terminal.out());
        IgnoredSignals.install();
        // Dates and numbers of routes and libraries, in file names above all, are the same wherever this runs.
        Locale.setDefault(Locale.ROOT);
        // Read once, by whoever first logs through java.util.logging.
        System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
        // Nothing here reads files through Vert.x: it needs no folder for copies of them.
        System.setProperty("vertx.disableFileCPResolving", "true");
        // Names are looked up by the JVM, so what Vert.x has of its own for that would only be loaded.
        System.setProperty("vertx.disableDnsResolver", "true");
        int exitCode = execute(terminal, args);
        LogManager.shutdown();
        System.exit(exitCode);
    }

    /** Runs one command on the terminal given and returns its exit code; the JVM lives on. */
    static int execute(Terminal terminal, String... args) {
        Runner runner = new Runner(terminal);
        hideSecrets(runner.mask, args);
        CommandLine line = new CommandLine(runner);
        IParameterExceptionHandler complaint = line.getParameterExceptionHandler();
        return line.setParameterExceptionHandler(
                        (mistake, all) -> complaint.handleParseException(masked(mistake, runner.mask), all))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler(new FailureReport(runner.mask))
                .execute(args);
    }

    private static ParameterException masked(ParameterException mistake, SecretMask mask) {
        String told = mask.apply(mistake.getMessage());
        return told.equals(mistake.getMessage()) ? mistake : new ParameterException(mistake.getCommandLine(), told);
    }

    /** Also after an option that is mistyped: the complaint tells what it was given. */
    private static void hideSecrets(SecretMask mask, String... args) {
        String option = "";
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (arg.startsWith("-")) {
                option = equals < 0 ? arg : "";
                if (equals > 0
                        && SECRET_OPTION.matcher(arg.substring(0, equals)).find()) {
                    mask.learn(arg.substring(equals + 1));
                }
            } else if (SECRET_OPTION.matcher(option).find()) {
                mask.learn(arg);
            }
        }
    }

    Terminal terminal() {
        return terminal;
    }

    /** What hides credentials in everything this command prints. */
    SecretMask mask() {
        return mask;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? run, simulator or demo.");
    }
}
