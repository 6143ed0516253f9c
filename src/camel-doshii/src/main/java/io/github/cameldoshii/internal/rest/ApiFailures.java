package io.github.cameldoshii.internal.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.http.RetryAfterHeader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import java.util.zip.ZipException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * Maps error responses and exceptions of the HTTP client to {@link DoshiiApiException}. Text of the server is cut short and
 * cleaned of control characters and credentials, which it may echo. Pure functions.
 */
final class ApiFailures {

    private static final int MAX_DETAIL = 300;
    private static final JsonFactory JSON = new JsonFactory();

    private final UnaryOperator<String> withoutSecrets;
    private final ServiceClock clock;

    ApiFailures(UnaryOperator<String> withoutSecrets, ServiceClock clock) {
        this.withoutSecrets = withoutSecrets;
        this.clock = clock;
    }

    /** Of an answer with a status outside 200 to 299. */
    DoshiiApiException of(String operation, HttpResponse answer) {
        ApiErrorKind kind = isIntercepted(answer) ? ApiErrorKind.INTERCEPTED : ApiErrorKind.ofStatus(answer.status());
        return new DoshiiApiException(
                kind,
                operation,
                answer.status(),
                kind == ApiErrorKind.INTERCEPTED
                        ? "from something in between, such as a proxy or a firewall (" + answer.intermediary() + ")"
                        : clean(message(answer)) + doubt(kind),
                RetryAfterHeader.parse(answer.retryAfter(), clock.now().toInstant()));
    }

    /** The token is signed with the time: without the service's own, a wrong clock looks like a wrong secret. */
    private String doubt(ApiErrorKind kind) {
        if (kind != ApiErrorKind.UNAUTHORIZED || clock.isMeasured()) {
            return "";
        }
        return " (clientId and clientSecret are wrong, or the clock of this machine is, which says "
                + clock.now().toInstant().truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    /** Who speaks is judged before the status is: only the service itself can refuse credentials. */
    private static boolean isIntercepted(HttpResponse answer) {
        return switch (answer.status()) {
            case 401, 403, 407 -> !answer.intermediary().isEmpty();
            default -> false;
        };
    }

    /** Of an answer that claims success with a body that is none. */
    DoshiiApiException malformed(String operation, HttpResponse answer, String why) {
        String type = answer.contentType().isEmpty() ? "" : " (content type " + answer.contentType() + ")";
        return new DoshiiApiException(
                ApiErrorKind.MALFORMED_ANSWER, operation, answer.status(), clean(why + type), Duration.ZERO);
    }

    /** Of a request without an answer. */
    DoshiiApiException of(String operation, Throwable failure) {
        if (failure instanceof DoshiiApiException typed) {
            return typed;
        }
        return DoshiiApiException.unanswered(kind(failure), operation, clean(description(failure)));
    }

    /** What failed, without what a future wraps around it. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static ApiErrorKind kind(Throwable failure) {
        if (failure instanceof BoundedBody.TooLargeException) {
            return ApiErrorKind.TOO_LARGE;
        }
        if (failure instanceof RejectedExecutionException) {
            return ApiErrorKind.CLOSED;
        }
        if (failure instanceof BoundedBody.DeadlineException || failure instanceof InterruptedIOException) {
            return ApiErrorKind.TIMEOUT;
        }
        if (failure instanceof TruncatedChunkException) {
            return ApiErrorKind.CONNECTION;
        }
        if (failure instanceof ZipException
                || failure instanceof EOFException
                || failure instanceof MalformedChunkCodingException
                || failure instanceof HttpException
                || failure.getCause() instanceof HttpException) {
            return ApiErrorKind.MALFORMED_ANSWER;
        }
        return failure instanceof IOException ? ApiErrorKind.CONNECTION : ApiErrorKind.INTERNAL;
    }

    /** The class says what the message often leaves out, e.g. that it is an unknown host. */
    private static String description(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof BoundedBody.TooLargeException || failure instanceof BoundedBody.DeadlineException) {
            return message;
        }
        String name = failure.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }

    /** The member {@code message} of a JSON error, else the text. */
    private static String message(HttpResponse answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
        if (text.startsWith("<")) {
            return "an HTML page";
        }
        if (!text.startsWith("{")) {
            return text;
        }
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("message") && value == JsonToken.VALUE_STRING) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return text;
        } catch (IOException e) {
            return text;
        }
    }

    private String clean(String text) {
        String bounded = text.length() > 20 * MAX_DETAIL ? text.substring(0, 20 * MAX_DETAIL) : text;
        String printable = withoutSecrets
                .apply(bounded)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ")
                .strip();
        return printable.length() > MAX_DETAIL ? printable.substring(0, MAX_DETAIL) + "..." : printable;
    }
}
