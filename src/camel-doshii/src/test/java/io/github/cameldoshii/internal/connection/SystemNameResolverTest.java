package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SystemNameResolverTest {

    private final List<Runnable> lookUps = new ArrayList<>();
    private final SystemNameResolver resolver = new SystemNameResolver(lookUps::add);

    @Test
    void every_address_of_the_name_is_found() throws Exception {
        CompletionStage<List<InetAddress>> found = resolver.resolve("localhost");
        lookUps.get(0).run();

        assertThat(found.toCompletableFuture().join())
                .containsExactly(InetAddress.getAllByName("localhost"))
                .allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void a_look_up_that_hangs_takes_one_thread_however_often_the_name_is_asked_for() {
        CompletionStage<List<InetAddress>> first = resolver.resolve("localhost");
        for (int i = 0; i < 100; i++) {
            assertThat(resolver.resolve("localhost")).isSameAs(first);
        }
        resolver.resolve("127.0.0.1");
        assertThat(lookUps).hasSize(2);

        lookUps.get(0).run();
        assertThat(first).isCompleted();
        assertThat(resolver.resolve("localhost")).isNotSameAs(first);
        assertThat(lookUps).hasSize(3);
    }

    @Test
    void a_name_that_does_not_exist_is_asked_for_anew_the_next_time() {
        CompletionStage<List<InetAddress>> failed = resolver.resolve("nowhere.invalid");
        lookUps.get(0).run();

        assertThat(failed)
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(UnknownHostException.class);
        resolver.resolve("nowhere.invalid");
        assertThat(lookUps).hasSize(2);
    }

    @Test
    void where_no_thread_is_to_be_had_the_look_up_fails() {
        SystemNameResolver stopped = new SystemNameResolver(task -> {
            throw new RejectedExecutionException("stopped");
        });

        assertThat(stopped.resolve("localhost")).isCompletedExceptionally();
        assertThat(stopped.resolve("localhost")).isCompletedExceptionally();
    }
}
