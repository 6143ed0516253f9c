package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who starts while another repository has the state file waits for its end, and begins with what that one wrote last. */
@Timeout(60)
class StateFileLockWaitTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private Path file;
    private AtomicFileStateRepository first;
    private AtomicFileStateRepository second;
    private final ExecutorService starter = Executors.newSingleThreadExecutor();

    @BeforeEach
    void hold() {
        file = folder.resolve("positions");
        first = new AtomicFileStateRepository(file);
        second = new AtomicFileStateRepository(file);
        second.setLockTimeout(LONG);
        first.start();
        first.setState("a", "of the start");
    }

    @AfterEach
    void end() {
        second.stopWaiting();
        starter.shutdownNow();
        first.stop();
        second.stop();
    }

    @Test
    void it_takes_over_with_the_last_state() throws Exception {
        Future<?> start = starter.submit(second::start);
        assertThatThrownBy(() -> start.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        first.setState("a", "of the end");
        first.stop();
        start.get(10, TimeUnit.SECONDS);

        assertThat(second.getState("a")).isEqualTo("of the end");
        second.setState("a", "of the second");
        assertThat(Files.readString(file)).contains("of the second");
    }

    @Test
    void the_wait_has_a_limit_that_the_failure_names() {
        second.setLockTimeout(Duration.ofMillis(300));
        long start = System.nanoTime();

        assertThatThrownBy(second::start)
                .hasStackTraceContaining("The state file " + file + " is in use")
                .hasStackTraceContaining("A wait of 0.3 s was not enough");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        first.setState("a", "still mine");
    }

    @Test
    void by_default_it_is_a_little_longer_than_containers_get_to_stop() {
        assertThat(new AtomicFileStateRepository().getLockTimeout())
                .isBetween(Duration.ofSeconds(61), Duration.ofSeconds(90));
    }

    @Test
    void a_stop_ends_the_wait_at_once() throws Exception {
        Future<?> start = starter.submit(second::start);
        assertThatThrownBy(() -> start.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        second.stopWaiting();

        assertThatThrownBy(() -> start.get(5, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(CancellationException.class)
                .hasStackTraceContaining("A stop was asked for");
        first.setState("a", "still mine");
    }

    @Test
    void a_stop_from_before_the_start_leaves_no_wait_but_a_free_file_is_taken() {
        second.stopWaiting();
        assertThatThrownBy(second::start).isInstanceOf(CancellationException.class);

        first.stop();
        AtomicFileStateRepository third = new AtomicFileStateRepository(file);
        third.stopWaiting();
        third.start();
        assertThat(third.getState("a")).isEqualTo("of the start");
        third.stop();
    }

    @Test
    void an_interrupt_ends_the_wait() {
        Future<?> start = starter.submit(second::start);
        assertThatThrownBy(() -> start.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        starter.shutdownNow();

        await().atMost(5, TimeUnit.SECONDS).until(start::isDone);
        assertThatThrownBy(() -> second.getState("a")).hasMessageContaining("is not started");
    }

    @Test
    void who_holds_it_is_written_in_the_lock_file() throws Exception {
        assertThat(folder.resolve("positions.lock"))
                .content()
                .startsWith("process " + ProcessHandle.current().pid());
        first.stop();
        first.start();
        assertThat(LockHolder.of(folder.resolve("positions.lock"))).isPresent();
        first.stop();
        Files.writeString(folder.resolve("positions.lock"), "mine\u001b[31m");
        first.start();
        assertThat(folder.resolve("positions.lock")).hasContent("mine\u001b[31m");
        assertThat(LockHolder.of(folder.resolve("positions.lock"))).isEmpty();
    }

    @Test
    void a_lock_file_that_somebody_removed_is_locked_anew_before_anything_is_written() throws Exception {
        Files.delete(folder.resolve("positions.lock"));
        first.setState("a", "2");

        assertThat(folder.resolve("positions.lock")).exists();
        second.setLockTimeout(Duration.ZERO);
        assertThatThrownBy(second::start).hasStackTraceContaining("in use");
    }

    @Test
    void a_folder_that_was_replaced_gets_all_states_with_the_next_change() throws Exception {
        Path data = folder.resolve("data");
        AtomicFileStateRepository repository = new AtomicFileStateRepository(data.resolve("positions"));
        repository.start();
        repository.setState("a", "1");
        repository.setState("b", "1");
        Files.move(data, folder.resolve("moved"));
        repository.setState("a", "2");
        repository.stop();
        repository.start();

        assertThat(repository.getState("a")).isEqualTo("2");
        assertThat(repository.getState("b")).isEqualTo("1");
        repository.stop();
    }
}
