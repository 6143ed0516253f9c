package io.github.cameldoshii.outbound;

import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Message;

/** The words that go with a dead letter. */
final class DeadLetterReason {

    private static final int LINES = 4;

    private DeadLetterReason() {}

    /** The content of {@code NAME.reason.txt}. */
    static String text(Message event, Exception failure) {
        StringBuilder text = new StringBuilder(LINES * 40);
        line(text, "event:    ", header(event, "EventType"));
        line(text, "id:       ", header(event, "EntityId"));
        line(text, "location: ", header(event, "LocationId"));
        line(text, "reason:   ", reason(failure));
        // What a web service answered often says what is wrong.
        Failures.httpAnswer(meant(failure))
                .filter(answer -> answer.getResponseBody() != null)
                .ifPresent(answer -> line(text, "answer:   ", FailureText.readable(answer.getResponseBody())));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append((name + value).strip()).append('\n');
    }

    /** Which event it was, in a line of a log. */
    static String title(Message event) {
        return (header(event, "EventType") + " " + header(event, "EntityId")).strip();
    }

    static String reason(Exception failure) {
        Throwable meant = meant(failure);
        if (meant == null) {
            return "unknown";
        }
        // Its message is that of the innermost cause already, and says more where the event was not even tried.
        return meant instanceof TargetAwayException
                ? FailureText.readable(meant.getMessage())
                : FailureText.ofInnermostCause(meant);
    }

    /** Camel says only that it was stopped before the next try; why there had to be one is attached. */
    private static Throwable meant(Exception failure) {
        return failure instanceof RejectedExecutionException && failure.getSuppressed().length > 0
                ? failure.getSuppressed()[0]
                : failure;
    }

    private static String header(Message event, String name) {
        return FailureText.readable(event.getHeader("CamelDoshii" + name, "", String.class));
    }
}
