package io.github.cameldoshii.runner;

import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells the user what failed: a line, then what to do about it; the stack trace only to the DEBUG log. */
final class FailureReport implements IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailureReport.class);

    private final SecretMask mask;

    FailureReport(SecretMask mask) {
        this.mask = mask;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        LOG.debug("Failed", thrown);
        PrintWriter err = command.getErr();
        err.println(mask.apply("error: " + message(thrown)));
        if (thrown instanceof Failure failure) {
            failure.hints().forEach(hint -> err.println(mask.apply("  " + hint)));
        } else {
            err.println("  --log-level DEBUG shows where it happened.");
        }
        err.flush();
        return ExitCode.SOFTWARE;
    }

    private static String message(Exception thrown) {
        return thrown instanceof Failure
                ? thrown.getMessage()
                : CauseChain.of(thrown).withPlace();
    }
}
