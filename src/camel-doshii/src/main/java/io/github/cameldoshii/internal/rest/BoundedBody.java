package io.github.cameldoshii.internal.rest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Limits the response body in size, counted after decompression, and the whole request in time: the outermost handler of the
 * HTTP client's chain, which reads the body into memory. If a limit is exceeded the connection is dropped, because the client
 * would otherwise read to the end to reuse it, which never comes in a body without end. Used by the threads that send.
 */
final class BoundedBody implements ExecChainHandler {

    /** Of the body of an error only the message is read. */
    static final int MAX_ERROR_BYTES = 64 * 1024;

    private final int maxBytes;
    private final Duration deadline;
    private final ApiTimer timer;

    BoundedBody(int maxBytes, Duration deadline, ApiTimer timer) {
        this.maxBytes = maxBytes;
        this.deadline = deadline;
        this.timer = timer;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        AtomicBoolean expired = new AtomicBoolean();
        ApiTimer.Cancel timeout = timer.after(deadline, () -> {
            expired.set(true);
            if (scope.originalRequest instanceof Cancellable cancellable) {
                cancellable.cancel();
            }
        });
        try {
            return withBodyInMemory(chain.proceed(request, scope), scope);
        } catch (IOException | HttpException | RuntimeException e) {
            scope.execRuntime.discardEndpoint();
            if (expired.get()) {
                throw new DeadlineException(deadline);
            }
            throw e;
        } finally {
            timeout.cancel();
        }
    }

    private ClassicHttpResponse withBodyInMemory(ClassicHttpResponse response, ExecChain.Scope scope)
            throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return response;
        }
        byte[] body = response.getCode() >= 300 ? beginning(entity, scope) : whole(entity);
        if (scope.execRuntime.isEndpointAcquired()) {
            // Whatever has kept the connection: a pool that loses one now and then is empty in the end.
            scope.execRuntime.discardEndpoint();
        }
        response.setEntity(new ByteArrayEntity(body, null));
        return response;
    }

    private byte[] whole(HttpEntity entity) throws IOException {
        if (entity.getContentLength() > maxBytes) {
            throw new TooLargeException("of " + entity.getContentLength() + " bytes", maxBytes);
        }
        byte[] body = read(plain(entity), maxBytes + 1);
        if (body.length > maxBytes) {
            throw new TooLargeException("", maxBytes);
        }
        return body;
    }

    /** What is wrong with an error's body must not hide its status. */
    private static byte[] beginning(HttpEntity entity, ExecChain.Scope scope) {
        byte[] body;
        try {
            body = read(plain(entity), MAX_ERROR_BYTES);
            if (body.length < MAX_ERROR_BYTES) {
                return body;
            }
        } catch (IOException e) {
            body = new byte[0];
        }
        scope.execRuntime.discardEndpoint();
        return body;
    }

    /** The client decompresses by itself, unless the user switched that off on the {@code http} component. */
    private static InputStream plain(HttpEntity entity) throws IOException {
        String encoding = entity.getContentEncoding();
        InputStream content = entity.getContent();
        return encoding != null && encoding.toLowerCase(Locale.ROOT).contains("gzip")
                ? new GZIPInputStream(content)
                : content;
    }

    /**
     * Reads to the end or to the limit. At the end the stream is closed, which gives the connection back: a stream that is
     * decompressed ends before the one below it does, of which the client would wait to see the end.
     */
    private static byte[] read(InputStream content, int limit) throws IOException {
        byte[] body = content.readNBytes(limit);
        if (body.length < limit) {
            content.close();
        }
        return body;
    }

    /** The body is longer than allowed. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String size, int maxBytes) {
            super("the answer " + (size.isEmpty() ? "" : size + " ") + "is larger than maxResponseSize, which is "
                    + maxBytes + " bytes");
        }
    }

    /** The answer was not complete in time. */
    static final class DeadlineException extends IOException {
        private static final long serialVersionUID = 1L;

        DeadlineException(Duration deadline) {
            super("no complete answer within " + deadline.toMillis() + " ms");
        }
    }
}
