package io.github.cameldoshii.internal.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.clock.WallTime;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What a consumer learns of the position of its former life. */
class PositionStoreLoadTest {

    private static final String KEY = "doshii/live/0/orders";

    private final ScriptedRepository repository = new ScriptedRepository();
    private final PositionStore store = new PositionStore(repository, KEY, Runnable::run);

    @Test
    void nothing_is_not_the_same_as_unreadable() {
        assertThat(store.load()).isEqualTo(new PositionStore.Loaded.Nothing());
    }

    @Test
    void finds_what_was_stored() {
        Position position = new Position.ByWallClock(new WallTime(1_764_000_000_000L));
        store.save(position);

        assertThat(store.load()).isEqualTo(new PositionStore.Loaded.Found(position));
    }

    @Test
    void a_torn_one_is_unreadable() {
        repository.states.put(KEY, "doshii-position 1 at 17640000");

        assertUnreadable("cannot be used");
    }

    @Test
    void an_empty_one_is_unreadable() {
        repository.states.put(KEY, "");

        assertUnreadable("cannot be used");
    }

    @Test
    void one_of_a_later_version_is_unreadable() {
        repository.states.put(KEY, "doshii-position 2 at 2026-11-25T00:00:00Z");

        assertUnreadable("format 2, which is of a later version");
    }

    @Test
    void a_repository_that_fails_is_unreadable() {
        repository.failWith(new IllegalStateException("no connection"));

        assertUnreadable("no connection");
    }

    @Test
    void a_repository_without_its_classes_is_unreadable() {
        repository.failWith(new NoClassDefFoundError("org/postgresql/Driver"));

        assertUnreadable("org/postgresql/Driver");
    }

    private void assertUnreadable(String why) {
        assertThat(store.load())
                .asInstanceOf(InstanceOfAssertFactories.type(PositionStore.Loaded.Unreadable.class))
                .satisfies(unreadable -> assertThat(unreadable.why()).contains(why));
    }
}
