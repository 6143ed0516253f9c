package io.github.cameldoshii.runner;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.StringHelper;

/** Finds the file and line of the step that Camel could not create. */
final class RoutePlace {

    /** How Camel marks the step in its message. */
    private static final Pattern STEP = Pattern.compile(">>> (.*?) <<<", Pattern.DOTALL);

    private RoutePlace() {}

    /** {@code "file:line: route 'id', step to[...]: "}, as much of it as is known. */
    static String of(CamelContext context, String routeId, String message) {
        RouteDefinition route = context instanceof ModelCamelContext model ? model.getRouteDefinition(routeId) : null;
        String name = "route '" + routeId + "'" + stepName(message) + ": ";
        if (route == null || route.getLocation() == null) {
            return name;
        }
        int line = step(route, message).map(NamedNode::getLineNumber).orElse(-1);
        if (line < 0) {
            line = route.getInput().getLineNumber();
        }
        return route.getLocation().replaceFirst("^file:", "") + (line < 0 ? "" : ":" + line) + ": " + name;
    }

    /** Camel is one line off for some kinds of steps: the name settles which one is meant. */
    private static String stepName(String message) {
        Matcher matcher = STEP.matcher(message);
        return matcher.find() ? ", step " + StringHelper.decapitalize(matcher.group(1)) : "";
    }

    private static Optional<ProcessorDefinition<?>> step(RouteDefinition route, String message) {
        Matcher matcher = STEP.matcher(message);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String step = matcher.group(1);
        return steps(route.getOutputs())
                .filter(node -> node.toString().equalsIgnoreCase(step))
                .findFirst();
    }

    private static Stream<ProcessorDefinition<?>> steps(List<ProcessorDefinition<?>> outputs) {
        return outputs.stream().flatMap(node -> Stream.concat(Stream.of(node), steps(node.getOutputs())));
    }
}
