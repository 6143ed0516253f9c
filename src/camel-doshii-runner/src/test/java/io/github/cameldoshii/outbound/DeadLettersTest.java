package io.github.cameldoshii.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {

    @TempDir
    Path temp;

    private final DeadLetters letters = new DeadLetters();

    @Test
    void say_which_event_it_was_and_the_innermost_cause_in_readable_text_whatever_came_from_outside() throws Exception {
        letters.setFolder(temp.resolve("dead").toString());

        letters.process(exchange(
                "x\ud800\u0000\u202e\n\ud83d\ude00", new IOException("far out", new IOException("it is\nfull"))));

        assertThat(only(".reason.txt"))
                .isEqualTo("event:    order_created\nid:       x\\ud800\\u0000\\u202e \ud83d\ude00\nlocation: aH43\n"
                        + "reason:   far out: it is full\n");
        assertThat(only(".json")).isEqualTo("{\"n\":\"\u00e9\"}");
    }

    @Test
    void tell_what_a_web_service_has_answered_and_keep_what_may_be_secret_in_its_address() throws Exception {
        letters.setFolder(temp.resolve("dead").toString());

        letters.process(exchange(
                "1",
                new HttpOperationFailedException(
                        "https://me:pw1@host/orders?key=pw2", 400, "Bad", null, Map.of(), "no such\nshop")));

        assertThat(only(".reason.txt"))
                .contains("https://host/orders with statusCode: 400\n")
                .contains("answer:   no such shop\n")
                .doesNotContain("pw1", "pw2");
    }

    @Test
    void are_named_in_ascii_and_by_the_common_calendar_in_every_locale() throws Exception {
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai", "fa-IR", "hi-IN-u-nu-deva")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                letters.setFolder(temp.resolve(tag).toString());
                letters.process(exchange("1", new IOException("full")));

                assertThat(names(temp.resolve(tag)))
                        .allMatch(name -> name.matches("20\\d{6}T\\d{9}Z-[A-Z0-9-]+\\.(json|reason\\.txt)"));
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void wait_until_they_can_be_written() throws Exception {
        Path file = Files.createFile(temp.resolve("dead"));
        letters.setFolder(temp.resolve("dead/letters").toString());
        CompletableFuture<Void> writing =
                CompletableFuture.runAsync(() -> process(exchange("1", new IOException("full"))));
        await().pollDelay(Duration.ofMillis(300)).until(() -> !writing.isDone());

        Files.delete(file);

        await().atMost(Duration.ofSeconds(20)).until(writing::isDone);
        assertThat(names(temp.resolve("dead/letters"))).hasSize(2);
    }

    @Test
    void can_be_in_a_folder_that_is_a_link() throws Exception {
        Path volume = Files.createDirectory(temp.resolve("volume"));
        letters.setFolder(Files.createSymbolicLink(temp.resolve("dead"), volume).toString());

        letters.process(exchange("1", new IOException("full")));

        assertThat(names(volume)).hasSize(2);
    }

    @Test
    void cannot_have_a_folder_that_cannot_be() {
        assertThatThrownBy(() -> letters.setFolder("a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dead letters cannot be written: Nul character not allowed");
    }

    private void process(Exchange exchange) {
        try {
            letters.process(exchange);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Exchange exchange(String id, Exception failure) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getIn().setHeader("CamelDoshiiEventType", "order_created");
        exchange.getIn().setHeader("CamelDoshiiEntityId", id);
        exchange.getIn().setHeader("CamelDoshiiLocationId", "aH43");
        exchange.getIn().setBody("{\"n\":\"\u00e9\"}");
        exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);
        return exchange;
    }

    private String only(String ending) throws IOException {
        List<String> names = names(temp.resolve("dead")).stream()
                .filter(name -> name.endsWith(ending))
                .toList();
        assertThat(names).hasSize(1);
        return Files.readString(temp.resolve("dead").resolve(names.get(0)));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
