package io.github.cameldoshii.runner;

import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.PropertyBindingException;

/** What an exception and its causes say, each thing once, outermost first. */
record CauseChain(List<String> reasons, Throwable root) {

    private static final int DEEPEST = 20;

    static CauseChain of(Throwable thrown) {
        List<String> reasons = new ArrayList<>();
        Throwable root = thrown;
        int depth = 0;
        for (Throwable t = thrown; t != null && depth < DEEPEST; t = t.getCause()) {
            add(reasons, t);
            root = t;
            depth++;
        }
        return new CauseChain(List.copyOf(reasons), root);
    }

    private static void add(List<String> reasons, Throwable thrown) {
        String reason = reason(thrown);
        if (!repeatsCause(thrown, reason) && reasons.stream().noneMatch(earlier -> earlier.contains(reason))) {
            reasons.add(reason);
        }
    }

    /** A message of one word, such as a class or a host, says nothing without the name of its exception. */
    private static String reason(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message = thrown.getMessage() == null ? "" : thrown.getMessage().strip();
        if (message.isEmpty()) {
            return name;
        }
        if (thrown instanceof PropertyBindingException binding && binding.getPropertyName() != null) {
            return withoutBean(binding);
        }
        if (message.contains("unmappable characters")
                && thrown instanceof InvalidPathException
                && !FileNameEncoding.hasEveryLetter()) {
            return message + ": " + FileNameEncoding.remedy(System.getenv());
        }
        return message.contains(" ") ? message : name + ": " + message;
    }

    /** Camel's own message describes the bean too, with all its properties. */
    private static String withoutBean(PropertyBindingException binding) {
        String key = binding.getOptionKey() == null || binding.getOptionPrefix() == null
                ? binding.getPropertyName()
                : binding.getOptionPrefix().replaceFirst("\\.?$", ".") + binding.getOptionKey();
        return key + " cannot be '" + binding.getValue() + "'";
    }

    /** A wrapper that ends in all that its cause says: the cause will say it. */
    private static boolean repeatsCause(Throwable thrown, String reason) {
        Throwable cause = thrown.getCause();
        return cause != null
                && cause.getMessage() != null
                && cause.getMessage().contains(" ")
                && reason.endsWith(cause.getMessage().strip());
    }

    /** All on one line. */
    String oneLine() {
        return String.join(": ", reasons).replaceAll("\\s*\\R\\s*", " ");
    }

    /** On one line, with the class of the root cause and the place in the code it came from. */
    String withPlace() {
        StackTraceElement[] stack = root.getStackTrace();
        return root.getClass().getName() + ": " + oneLine() + (stack.length == 0 ? "" : " (at " + stack[0] + ")");
    }
}
