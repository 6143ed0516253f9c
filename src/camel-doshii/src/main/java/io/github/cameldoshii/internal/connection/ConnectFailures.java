package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.http.Intermediary;
import io.github.cameldoshii.internal.http.RetryAfterHeader;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.EOFException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;

/**
 * Classifies failed connect attempts: HTTP answers to the upgrade, and exceptions of the network stack. Messages of foreign
 * exceptions are left out where they could quote a request, which holds a credential. Stateless.
 */
final class ConnectFailures {

    /** So much of a body suffices to recognize an HTML page. */
    private static final int PAGE_START = 64;

    private ConnectFailures() {}

    /**
     * Classifies a response other than 101, by who sent it before its status: only the service itself can reject a client id.
     */
    static ConnectFailure ofUpgrade(WebSocketHandshake.Answer.Rejected rejected, long nowMillis) {
        int status = rejected.status();
        String answered = "the upgrade was answered with HTTP " + status;
        if (status == 407 || status == 511) {
            return new ConnectFailure.UnexpectedResponse(
                    status, answered + ": something in between wants a login; see proxyOptions");
        }
        if (status == 401 || status == 403) {
            return refused(rejected, answered);
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            Duration retryAfter =
                    RetryAfterHeader.parse(rejected.header().apply("Retry-After"), Instant.ofEpochMilli(nowMillis));
            String asked = retryAfter.isZero()
                    ? ""
                    : ", Retry-After " + retryAfter.toSeconds()
                            + (retryAfter.equals(RetryAfterHeader.MAX) ? " s or more" : " s");
            return new ConnectFailure.ServerUnavailable(status, retryAfter, answered + asked);
        }
        if (status >= 300 && status < 400) {
            return new ConnectFailure.UnexpectedResponse(
                    status, answered + ": redirects are not followed; set socketUrl to the final address");
        }
        if (status == 200 || Intermediary.isPage(contentType(rejected), rejected.body())) {
            return new ConnectFailure.UnexpectedResponse(
                    status, answered + ": this is not a WebSocket; a proxy or a login page may have answered");
        }
        return new ConnectFailure.UnexpectedResponse(status, answered + ": this is not the WebSocket; check socketUrl");
    }

    private static ConnectFailure refused(WebSocketHandshake.Answer.Rejected rejected, String answered) {
        String mark = Intermediary.mark(rejected.header(), rejected.body());
        return mark.isEmpty()
                ? new ConnectFailure.Unauthorized(
                        rejected.status(),
                        answered + ": the client id is not accepted; check clientId and the environment")
                : new ConnectFailure.UnexpectedResponse(
                        rejected.status(),
                        answered + " by something in between, such as a proxy or a firewall (" + mark
                                + "), so this says nothing about the client id");
    }

    /** Whether a response can be classified already; the beginning of the body counts where no header decides. */
    static boolean isEnough(WebSocketHandshake.Answer.Rejected rejected) {
        return rejected.whole()
                || rejected.body().length >= PAGE_START
                || rejected.status() != 401 && rejected.status() != 403
                || !contentType(rejected).isEmpty();
    }

    private static String contentType(WebSocketHandshake.Answer.Rejected rejected) {
        return rejected.header().apply("Content-Type");
    }

    static ConnectFailure of(Throwable cause) {
        return new ConnectFailure.Unreachable(describe(cause));
    }

    /** Describes a failure without any text that the server or the request could have put into it. */
    static String describe(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        if (cause instanceof UnknownHostException) {
            return "the host name cannot be resolved";
        }
        if (causedByPlainText(cause)) {
            return "TLS failed: what answered does not speak TLS";
        }
        if (cause instanceof SSLException) {
            return "TLS failed: " + firstLine(cause) + certificateCause(cause);
        }
        if (name.contains("Proxy")) {
            return "no way through the proxy: " + firstLine(cause);
        }
        if (cause instanceof SocketException) {
            // Netty adds the name and the address, which the reason begins with anyway.
            Throwable plain = cause.getCause() instanceof SocketException ? cause.getCause() : cause;
            return firstLine(plain).isEmpty() ? "the connection was refused" : firstLine(plain);
        }
        if (cause instanceof EOFException
                || cause instanceof ClosedChannelException
                || name.contains("ClosedException")) {
            return "the connection was cut";
        }
        if (cause instanceof java.io.IOException && cause.getMessage() != null) {
            return firstLine(cause);
        }
        return name;
    }

    private static boolean causedByPlainText(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof NotSslRecordException) {
                return true;
            }
        }
        return false;
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
}
