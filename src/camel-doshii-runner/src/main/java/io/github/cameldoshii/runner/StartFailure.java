package io.github.cameldoshii.runner;

import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.PropertyBindingException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Turns what Camel throws at start into a sentence: where, what, and how to mend it. */
final class StartFailure {

    private static final Pattern SCHEME = Pattern.compile("No endpoint could be found for: ([^:/?]+)");
    private static final Pattern PLACEHOLDER = Pattern.compile("Property with key \\[([^]]+)] not found");
    private static final Pattern UNKNOWN_COMPONENT =
            Pattern.compile("Error configuring property: (\\S+) because cannot find component");
    private static final Pattern UNKNOWN_OPTIONS = Pattern.compile("Unknown parameters=\\[\\{(.*)}]");

    private final Throwable thrown;
    private final CamelContext context;

    private StartFailure(Throwable thrown, CamelContext context) {
        this.thrown = thrown;
        this.context = context;
    }

    /** Explains an exception of this context's start; the context may be half started. */
    static Failure explain(Throwable thrown, CamelContext context) {
        return new StartFailure(thrown, context).explain();
    }

    private Failure explain() {
        Failure told = find(Failure.class);
        if (told != null) {
            return told;
        }
        MarkedYamlEngineException yaml = find(MarkedYamlEngineException.class);
        if (yaml != null && YamlMistake.hasPlace(yaml)) {
            return YamlMistake.describe(yaml);
        }
        Optional<UnknownOption> unknown =
                Optional.ofNullable(find(PropertyBindingException.class)).flatMap(UnknownOption::of);
        if (unknown.isPresent()) {
            // Without the cause: its text holds what the option was set to.
            return new Failure(null, unknown.get().reason(), unknown.get().hints());
        }
        String reason = reason();
        return new Failure(thrown, place() + reason, hints(reason));
    }

    private String place() {
        FailedToCreateRouteException notCreated = find(FailedToCreateRouteException.class);
        if (notCreated != null) {
            return RoutePlace.of(context, String.valueOf(notCreated.getRouteId()), notCreated.getMessage());
        }
        FailedToStartRouteException notStarted = find(FailedToStartRouteException.class);
        return notStarted == null ? "" : RoutePlace.of(context, notStarted.getRouteId(), notStarted.getMessage());
    }

    /** The chain from where it says more than which route failed. */
    private String reason() {
        Throwable start = thrown;
        while (isWrapper(start) && start.getCause() != null) {
            start = start.getCause();
        }
        String reason = CauseChain.of(start)
                .oneLine()
                .replace("Error pre-parsing resource: ", "")
                .replaceFirst("(?:Unable to parse resource|Resource is empty): (\\S+)", "$1: there is no YAML in it")
                .replace("file:/", "/");
        Matcher scheme = SCHEME.matcher(reason);
        if (find(NoSuchEndpointException.class) != null && scheme.find()) {
            return "there is no component '" + scheme.group(1) + "'";
        }
        Matcher options = UNKNOWN_OPTIONS.matcher(reason);
        if (options.find()) {
            return "unknown option " + options.group(1).replaceAll("=[^,]*", "") + " of "
                    + reason.replaceFirst("^Failed to resolve endpoint: ", "").replaceFirst("[? ].*", "");
        }
        return reason;
    }

    private static boolean isWrapper(Throwable t) {
        return t instanceof FailedToCreateRouteException || t instanceof FailedToStartRouteException;
    }

    private List<String> hints(String reason) {
        List<String> hints = new ArrayList<>();
        if (reason.startsWith("there is no component")) {
            hints.add("This runner has: " + String.join(", ", Components.names(context)));
        }
        Matcher component = UNKNOWN_COMPONENT.matcher(reason);
        if (component.find()) {
            PropertyName.of(component.group(1))
                    .meant(UnknownOption.options())
                    .ifPresent(meant -> hints.add("Did you mean " + meant + "?"));
        }
        Matcher placeholder = PLACEHOLDER.matcher(reason);
        if (placeholder.find()) {
            String key = placeholder.group(1);
            hints.add("Set it in application.properties or config/application.properties: " + key + "=...");
            hints.add("or on the command line, before -jar: -D" + key + "=...");
        }
        if (reason.contains("clientId is missing")) {
            hints.add("In application.properties:  camel.component.doshii.clientId=<your client id>");
            hints.add("or in the environment:      CAMEL_COMPONENT_DOSHII_CLIENTID=<your client id>");
            hints.add("or in the route:            clientId: \"{{env:DOSHII_CLIENT_ID}}\"");
            hints.add("To try without credentials: from doshii:simulator, and this jar's simulator command");
        }
        if (reason.contains("The state file") && reason.contains("is in use")) {
            hints.add("Another run in this folder? Give this one a file of its own: -D" + DefaultPositions.PROPERTY
                    + "=...");
        } else if (reason.contains("The state file")) {
            hints.add("-D" + DefaultPositions.PROPERTY + "=... names another file.");
        }
        if (find(BindException.class) != null) {
            hints.add("Another process listens on that port: stop it, or choose another port.");
        }
        return hints;
    }

    private <T extends Throwable> T find(Class<T> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
