package io.github.cameldoshii.springboot;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Says why a route of the component did not start: what the component itself says, without the stack of Camel and Spring
 * around it.
 */
final class DoshiiStartFailureAnalyzer implements FailureAnalyzer {

    private static final String OURS = "io.github.cameldoshii.";
    private static final String HERE = DoshiiStartFailureAnalyzer.class.getPackageName();

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        return causes(failure)
                .filter(DoshiiStartFailureAnalyzer::isOurs)
                .findFirst()
                .map(reason -> new FailureAnalysis(
                        route(failure)
                                        .map(id -> "The route " + id + " did not start. ")
                                        .orElse("")
                                + reason.getMessage(),
                        action(reason.getMessage()),
                        reason))
                .orElse(null);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, thrown -> thrown != null, Throwable::getCause);
    }

    /** Thrown by the component, and meant for the user. */
    private static boolean isOurs(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        String thrower = stack.length == 0 ? "" : stack[0].getClassName();
        return thrower.startsWith(OURS) && !thrower.startsWith(HERE) && thrown.getMessage() != null;
    }

    private static Optional<String> route(Throwable failure) {
        return causes(failure)
                .map(thrown -> thrown instanceof FailedToCreateRouteException notCreated
                        ? notCreated.getRouteId()
                        : thrown instanceof FailedToStartRouteException notStarted ? notStarted.getRouteId() : null)
                .filter(id -> id != null)
                .findFirst();
    }

    private static String action(String message) {
        if (message.contains("clientId is missing")) {
            return "Set camel.component.doshii.client-id=${DOSHII_CLIENT_ID} and give the process that environment"
                    + " variable, or set CAMEL_COMPONENT_DOSHII_CLIENTID. Without an account use doshii:simulator.";
        }
        if (message.contains("The state file")) {
            return "camel.component.doshii.position-store=file:PATH names the state file. Its folder must be writable, and"
                    + " no other process may use it.";
        }
        return "Correct the option. Those of the component are properties " + DoshiiComponentConfiguration.PREFIX
                + ".*, and each may also be set in the route.";
    }
}
