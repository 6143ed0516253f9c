package io.github.cameldoshii.outbound;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of events that could not be delivered, as the end of a dead letter channel. Each is two files:
 * {@code NAME.json} is the body, unchanged, and {@code NAME.reason.txt} says which event it was and why it failed.
 *
 * <p>What came from outside is in no file name, and in the reason with escapes for what cannot be read or stored. While the
 * folder cannot be written, the calling thread waits and tries again every 5 seconds, until it is interrupted.
 */
public final class DeadLetters implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final long SECONDS_BETWEEN_TRIES = 5;

    private volatile Path folder = Path.of("dead-letters");

    /** Where the files go, made if it is missing; default: {@code dead-letters}. */
    public void setFolder(String folder) {
        try {
            this.folder = Path.of(folder);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("dead letters cannot be written: " + FailureText.of(e), e);
        }
    }

    public String getFolder() {
        return folder.toString();
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        Exception failure = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Exception.class);
        String body = exchange.getIn().getBody(String.class);
        String name =
                STAMP.format(Instant.now()) + "-" + exchange.getExchangeId().replaceAll("[^A-Za-z0-9_-]", "_");
        write(name, body == null ? "" : body, DeadLetterReason.text(exchange.getIn(), failure));
        Message event = exchange.getIn();
        LOG.warn("Dead letter {}: {}: {}", name, DeadLetterReason.title(event), DeadLetterReason.reason(failure));
    }

    private void write(String name, String body, String reason) throws InterruptedException {
        for (boolean written = false; !written; ) {
            try {
                if (!Files.isDirectory(folder)) {
                    // Not asked of one that is there: it may be a link, which Java takes for something else.
                    Files.createDirectories(folder);
                }
                Files.write(folder.resolve(name + ".reason.txt"), reason.getBytes(StandardCharsets.UTF_8));
                // Under a hidden name, then renamed: no reader sees half a body.
                Path hidden = folder.resolve("." + name + ".json");
                Files.write(hidden, body.getBytes(StandardCharsets.UTF_8));
                Files.move(hidden, folder.resolve(name + ".json"), StandardCopyOption.REPLACE_EXISTING);
                written = true;
            } catch (IOException e) {
                LOG.warn(
                        "Dead letters cannot be written to {}: {}; tried again in {} s",
                        folder,
                        FailureText.ofInnermostCause(e),
                        SECONDS_BETWEEN_TRIES);
                new CountDownLatch(1).await(SECONDS_BETWEEN_TRIES, TimeUnit.SECONDS);
            }
        }
    }
}
