package io.github.cameldoshii.socket;

import io.github.cameldoshii.http.RetryAfter;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.http.UpgradeRejectedException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Tells what a failure means. Texts of other people's exceptions are not passed on where they could hold a request. */
final class DialFailures {

    private DialFailures() {}

    static DialFailure ofUpgrade(UpgradeRejectedException rejected, long nowMillis) {
        int status = rejected.getStatus();
        String answered = "the upgrade was answered with HTTP " + status;
        if (status == 401 || status == 403) {
            return new DialFailure.Refused(
                    status, answered + ": the client id is not accepted; check clientId and the environment");
        }
        if (status == 429 || status >= 500) {
            Duration retryAfter = RetryAfter.parse(header(rejected, "Retry-After"), Instant.ofEpochMilli(nowMillis));
            String asked = retryAfter.isZero()
                    ? ""
                    : ", Retry-After " + retryAfter.toSeconds()
                            + (retryAfter.equals(RetryAfter.MAX) ? " s or more" : " s");
            return new DialFailure.Busy(status, retryAfter, answered + asked);
        }
        if (status >= 300 && status < 400) {
            return new DialFailure.NotTheService(
                    status, answered + ": redirects are not followed; set socketUrl to the final address");
        }
        if (status == 200
                || header(rejected, "Content-Type").toLowerCase(Locale.ROOT).startsWith("text/html")) {
            return new DialFailure.NotTheService(
                    status, answered + ": this is not a WebSocket; a proxy or a login page may have answered");
        }
        return new DialFailure.NotTheService(status, answered + ": this is not the WebSocket; check socketUrl");
    }

    static DialFailure of(Throwable cause) {
        return new DialFailure.Unreachable(describe(cause));
    }

    static boolean isTooBig(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof TooLongFrameException
                    || t.getMessage() != null && t.getMessage().contains("Max frame length")) {
                return true;
            }
        }
        return false;
    }

    /** A failure in words, without anything that the far side or the request could have put into it. */
    static String describe(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        if (cause instanceof UnknownHostException) {
            return "the host name cannot be resolved";
        }
        if (cause instanceof SSLException) {
            return "TLS failed: " + firstLine(cause) + certificateCause(cause);
        }
        if (name.contains("Proxy")) {
            return "no way through the proxy: " + firstLine(cause);
        }
        if (cause instanceof ConnectException) {
            return firstLine(cause).isEmpty() ? "the connection was refused" : firstLine(cause);
        }
        if (cause instanceof EOFException
                || cause instanceof ClosedChannelException
                || name.contains("ClosedException")) {
            return "the connection was cut";
        }
        if (name.contains("WebSocketHandshakeException") || name.contains("WebSocketClientHandshakeException")) {
            return "the upgrade failed: what answered is not a WebSocket, or closed the connection";
        }
        if (cause instanceof java.io.IOException && cause.getMessage() != null) {
            return firstLine(cause);
        }
        return name;
    }

    private static String certificateCause(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root == cause ? "" : " (" + firstLine(root) + ")";
    }

    private static String firstLine(Throwable cause) {
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        return line.replaceAll("\\p{Cntrl}", " ");
    }

    private static String header(UpgradeRejectedException rejected, String name) {
        String value =
                rejected.getHeaders() == null ? null : rejected.getHeaders().get(name);
        return value == null ? "" : value;
    }
}
